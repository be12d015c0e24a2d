"""Starts fork servers and talks to them: the template that runners are forked from, for one."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import IO

from autograder.engine import sandbox
from autograder.engine.channel import Channel, Gone
from autograder.engine.forkserver import END, FORK, FORKED, INTERRUPT, READY
from autograder.engine.sandbox import NoIsolationError

START_SECONDS = 120.0
_ANSWER_SECONDS = 20.0
_END_SECONDS = 0.5


class ServerDied(Exception):
    """Raised where a fork server is not there any more, or cannot fork: nobody's code did that."""


@dataclass(frozen=True)
class Forked:
    """A child of a fork server, seen from outside: the channel to it, and control over it.

    Attributes
    ----------
    fork_seconds, isolation_seconds : float
        What a runner took to be there, and to have its walls.
    """

    channel: Channel
    control: socket.socket
    fork_seconds: float = field(default=0.0, kw_only=True)
    isolation_seconds: float = field(default=0.0, kw_only=True)

    def interrupt(self) -> None:
        """Send it the signal of Ctrl-C."""
        self.control.sendall(INTERRUPT)

    def end(self) -> str:
        """End it with everything it started, and wait until it is gone.

        Returns
        -------
        str
            Why the server had ended it already; empty if it had not.
        """
        self.channel.close()
        with self.control:
            try:
                self.control.sendall(END)
                with self.control.makefile("r", encoding="utf-8", errors="replace") as file:
                    return file.readline().strip()
            except OSError:
                return ""


class ForkServerProcess:
    """A running fork server.

    Parameters
    ----------
    command : sequence of str
        A program that serves on the descriptor whose number stands in place of ``FD``.
    environment : dict, optional
        Its environment variables; by default those of this process.
    folder : str, optional
        Where it runs; by default where this process does.

    Attributes
    ----------
    wanted : bool
        For its owner, who makes it False before ending it on purpose.
    """

    wanted = True

    def __init__(
        self,
        command: Sequence[str],
        environment: dict[str, str] | None = None,
        folder: str | None = None,
    ) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        self._complaints: IO[bytes] = tempfile.TemporaryFile()
        with theirs:
            number = str(theirs.fileno())
            self._process = subprocess.Popen(
                [number if word == "FD" else word for word in command],
                pass_fds=[theirs.fileno()],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._complaints,
                # Ctrl-C is for the grader, which then ends all others.
                start_new_session=True,
                cwd=folder,
            )
        self._main = ours

    def wait_until_ready(self) -> None:
        """Wait until it has started.

        Raises
        ------
        NoIsolationError
            If it has not.
        """
        try:
            said = Channel(self._main).receive(time.monotonic() + START_SECONDS)
        except (Gone, TimeoutError):
            said = b"it ended, or did not start in time"
        if said != READY:
            raise NoIsolationError(self._why_not(said))

    def _why_not(self, said: bytes) -> str:
        self._complaints.seek(0)
        heard = self._complaints.read()[-600:].decode(errors="replace").strip()
        self.close()
        return f"{said.decode(errors='replace')} {heard}".strip()

    def fork(self) -> Forked:
        """Have a child forked; it is there when this returns, ready or not.

        Raises
        ------
        ServerDied
            If the server is not there any more.
        """
        channel, its_channel = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        control, its_control = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        control.settimeout(_ANSWER_SECONDS)
        with its_channel, its_control:
            try:
                descriptors = [its_channel.fileno(), its_control.fileno()]
                socket.send_fds(self._main, [FORK], descriptors)
            except OSError as error:
                raise ServerDied(str(error)) from error
        return Forked(Channel(channel), control)

    def ended(self, *, at_once: bool = False) -> bool:
        """Whether it has ended; what has just hung up gets a moment to end."""
        if not at_once:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_END_SECONDS)
        return self._process.poll() is not None

    def close(self) -> None:
        """End it and every child."""
        self._main.close()
        try:
            self._process.wait(_ANSWER_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._complaints.close()


def python(module: str) -> list[str]:
    """Give the command that runs a module as a fork server, whatever lies in the folder."""
    return [sys.executable, "-P", "-m", module, "FD"]


class TemplateProcess(ForkServerProcess):
    """The warm process that runners are forked from.

    Parameters
    ----------
    isolated : bool
        False builds no walls: for answers that come with the course, and nothing else.
    cold : bool
        True for a sandbox of one submission, where the system allows none inside another.
    """

    def __init__(self, *, isolated: bool = True, cold: bool = False) -> None:
        mode = "open" if not isolated else "cold" if cold else "walls"
        walls = sandbox.command(nested=not cold) if isolated else []
        environment = None if isolated else os.environ | sandbox.settings()
        # What an own notebook writes must not lie about.
        self._folder = None if isolated else tempfile.TemporaryDirectory()
        program = [*python("autograder.engine.template"), mode]
        folder = self._folder.name if self._folder else None
        super().__init__([*walls, *program], environment, folder)

    def close(self) -> None:
        """End it and every runner."""
        super().close()
        if self._folder:
            self._folder.cleanup()

    def start_runner(self) -> Forked:
        """Fork a runner and wait until its walls stand.

        Raises
        ------
        NoIsolationError
            If one of its walls cannot be built.
        ServerDied
            If the template is not there any more, or cannot fork.
        """
        start = time.monotonic()
        forked = self.fork()
        try:
            said = forked.channel.receive(start + START_SECONDS)
            there = time.monotonic()
            if said == FORKED:
                said = forked.channel.receive(there + START_SECONDS)
        except (Gone, TimeoutError) as error:
            forked.end()
            raise ServerDied("no runner came of the template") from error
        if said != READY:
            forked.end()
            raise NoIsolationError(f"a runner cannot be isolated: {said.decode(errors='replace')}")
        isolation_seconds = time.monotonic() - there
        return replace(forked, fork_seconds=there - start, isolation_seconds=isolation_seconds)
