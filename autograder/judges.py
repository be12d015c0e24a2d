"""The warm process that judges are forked from, one for each submission.

Run as ``python -m autograder.judges FD walls`` with one end of a socket pair; ``open`` in place of
``walls`` isolates nothing. It never runs student code and never reads a submission itself: its
children do, and each ends with its submission.
"""

import contextlib
import ctypes
import importlib
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Iterator, Sequence

from autograder import light
from autograder.engine.channel import Channel
from autograder.engine.forkserver import ForkServer
from autograder.engine.limits import JUDGE_MEMORY
from autograder.engine.process import ServerDied, TemplateProcess
from autograder.engine.sandbox import NoIsolationError

# What test cells import.
_WARM = ("numpy.ma", "numpy.typing", "dlcourse.data", "dlcourse.gradcheck", "dlcourse.testing")
_WAY_OUT = (
    "student code cannot be isolated on this system: {}. It needs Linux with bubblewrap and user "
    "namespaces; Ubuntu has a profile for bubblewrap in its package apparmor-profiles, and a "
    "container needs the right to make namespaces (docker run --privileged). "
    "`--isolation none` grades without any walls: for your own notebooks only"
)


class Judges(ForkServer):
    """Forks a judge for each submission."""

    def __init__(self, main: socket.socket, *, isolated: bool) -> None:
        super().__init__(main)
        self._cold = False
        try:
            self._template = TemplateProcess(isolated=isolated)
        except NoIsolationError as error:
            raise NoIsolationError(_WAY_OUT.format(error)) from error
        # Both processes import at the same time.
        self._marking = importlib.import_module("autograder.mark")
        self._marking.warm_up()
        for name in _WARM:
            importlib.import_module(name)
        try:
            _try(self._template)
        except NoIsolationError as error:
            self._template.close()
            if not isolated or os.geteuid() == 0:
                raise NoIsolationError(_WAY_OUT.format(error)) from error
            self._try_cold()

    def _try_cold(self) -> None:
        """Fall back to a sandbox for each submission, where none can be built inside another."""
        self._cold = True
        try:
            with self._running_template() as template:
                _try(template)
        except NoIsolationError as error:
            raise NoIsolationError(_WAY_OUT.format(error)) from error

    def become(self, channel: Channel) -> None:
        """Judge the submission that comes on the channel, and send its record."""
        if sys.platform == "linux":
            _end_with_parent()
            _limit_memory()
        request = json.loads(channel.receive())
        try:
            with self._running_template() as template:
                if self._cold:
                    template.wait_until_ready()
                answer = {"record": self._marking.mark(request, template)}
        except NoIsolationError as error:
            answer = {"no_isolation": str(error)}
        except ServerDied as error:
            answer = {"died": str(error)}
        # Escapes would make a long notebook in another script longer than a message may be.
        channel.send(json.dumps(answer, ensure_ascii=False).encode(errors="replace"))

    @contextlib.contextmanager
    def _running_template(self) -> Iterator[TemplateProcess]:
        if not self._cold:
            yield self._template
            return
        with contextlib.closing(TemplateProcess(cold=True)) as template:
            yield template


def _try(template: TemplateProcess) -> None:
    template.wait_until_ready()
    template.start_runner().end()


def _end_with_parent() -> None:
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL, 0, 0, 0)


def _limit_memory() -> None:
    """Let a judge that is led astray run out of memory alone."""
    with open("/proc/self/statm", encoding="ascii") as file:
        now = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + JUDGE_MEMORY, now + JUDGE_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: Sequence[str]) -> None:
    """Serve until the socket is closed, or say why that is impossible."""
    light.skip_address_grammars()
    connection = socket.socket(fileno=int(arguments[0]))
    try:
        server = Judges(connection, isolated=arguments[1] == "walls")
    except (NoIsolationError, ServerDied) as error:
        Channel(connection).send(str(error).encode())
        return
    server.serve()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
