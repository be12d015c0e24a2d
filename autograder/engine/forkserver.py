"""A warm process that forks a child for every connection it is handed, and ends the child with it.

Used twice: inside the sandbox for runners, outside for judges.
"""

import array
import contextlib
import gc
import os
import select
import signal
import socket
import time
from dataclasses import dataclass

from autograder.engine.channel import Channel

FORK, INTERRUPT, END = b"F", b"I", b"E"
FORKED, READY = b"forked", b"ready"
_TICK_SECONDS = 0.05
# Between two looks at a child lies so many times what a look takes.
_PAUSE = 3


@dataclass
class Child:
    """A child: its process number, why the server ended it, if it did, and when to look again."""

    number: int
    reason: str = ""
    ended: bool = False
    next_look: float = 0.0


class ForkServer:
    """Obeys one-byte commands until its socket is closed; subclasses say what children do.

    On the main socket ``F`` with two sockets forks a child: the first is the child's channel, the
    second controls it. On that one ``I`` interrupts the child and ``E`` ends it; the answer to
    ``E`` is why it had been ended before, if it had. A closed control socket ends the child too.
    """

    def __init__(self, main: socket.socket) -> None:
        self._main = main
        self._children: dict[socket.socket, Child] = {}

    def serve(self) -> None:
        """Say that all is ready, then obey."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        gc.collect()
        gc.freeze()
        Channel(self._main).send(READY)
        while True:
            sockets = [self._main, *self._children]
            wait = _TICK_SECONDS if self._children else None
            ready = select.select(sockets, [], [], wait)[0]
            for one in ready:
                if one is not self._main:
                    self._obey(one)
                elif not self._fork():
                    self._hang_up()
                    return
            for child in self._children.values():
                self._look_after(child)

    def _look_after(self, child: Child) -> None:
        start = time.monotonic()
        if not child.ended and start >= child.next_look:
            self.watch(child)
            # Many processes take long to look at: the others must not wait for that all the time.
            now = time.monotonic()
            child.next_look = now + _PAUSE * (now - start)

    def _hang_up(self) -> None:
        for child in self._children.values():
            self.finish(child)

    def become(self, channel: Channel) -> None:
        """Do a child's work, in the child."""
        raise NotImplementedError

    def interrupt(self, child: Child) -> None:
        """Send a child the signal of Ctrl-C."""
        os.kill(child.number, signal.SIGINT)

    def end(self, child: Child) -> None:
        """End a child with all it started, and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(child.number, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child.number, 0)

    def fork(self) -> int:
        """Fork; give 0 in the child."""
        return os.fork()

    def watch(self, child: Child) -> None:
        """Look after a child, many times a second."""

    def finish(self, child: Child) -> None:
        """End a child, once: its number may then become another's."""
        if not child.ended:
            child.ended = True
            self.end(child)

    def _fork(self) -> bool:
        data, sockets = _receive_with_sockets(self._main)
        if data != FORK or len(sockets) != 2:
            return False
        channel, control = sockets
        try:
            number = self.fork()
        except OSError:  # out of memory or processes: the one who asked sees a closed channel
            control.close()
        else:
            if number == 0:
                control.close()
                self._become(channel)
            self._children[control] = Child(number)
        channel.close()
        return True

    def _become(self, connection: socket.socket) -> None:
        """Be the child: it has nothing to do with the server and the other children."""
        channel = Channel(connection)
        try:
            for one in (self._main, *self._children):
                one.close()
            self.become(channel)
        except BaseException as error:
            with contextlib.suppress(Exception):
                channel.send(f"failed: {type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)

    def _obey(self, control: socket.socket) -> None:
        child = self._children[control]
        command = b""
        with contextlib.suppress(OSError):
            command = control.recv(1)
        if command == INTERRUPT:
            if not child.ended:
                self.interrupt(child)
            return
        self.finish(child)
        del self._children[control]
        with contextlib.suppress(OSError):
            control.sendall(child.reason.encode() + b"\n")
        control.close()


def _receive_with_sockets(connection: socket.socket) -> tuple[bytes, list[socket.socket]]:
    """Receive one byte and the sockets that come with it."""
    room = socket.CMSG_LEN(2 * array.array("i").itemsize)
    data, ancillary, _, _ = connection.recvmsg(1, room)
    numbers = array.array("i")
    for level, kind, payload in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            numbers.frombytes(payload[: len(payload) - len(payload) % numbers.itemsize])
    for number in numbers:
        # Programs that a child starts do not get its connection.
        os.set_inheritable(number, False)
    return data, [socket.socket(fileno=number) for number in numbers]
