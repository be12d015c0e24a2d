"""Whole messages over a stream socket, with a limit on their size and on the time they take."""

import socket
import struct
import time

MAX_MESSAGE = 64 * 1024 * 1024
_LENGTH = struct.Struct(">I")


class ProtocolError(Exception):
    """Raised for bytes or values that must not cross."""


class Gone(ProtocolError):
    """Raised when the other side has closed the connection."""


class Channel:
    """Sends and receives messages: four bytes of length, then so many bytes."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection

    def send(self, data: bytes, deadline: float | None = None) -> None:
        """Send one message.

        Raises
        ------
        TimeoutError
            If the other side does not take it until ``deadline`` (of ``time.monotonic``).
        Gone
            If the other side has closed.
        """
        self._set_timeout(deadline)
        try:
            self.connection.sendall(_LENGTH.pack(len(data)) + data)
        except TimeoutError:
            raise
        except OSError as error:
            raise Gone(str(error)) from error

    def receive(self, deadline: float | None = None) -> bytes:
        """Receive one message.

        Raises
        ------
        TimeoutError
            If it is not complete by ``deadline``.
        Gone
            If the other side has closed.
        ProtocolError
            If it is longer than allowed.
        """
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size, deadline))
        if length > MAX_MESSAGE:
            raise ProtocolError(f"a message of {length:,} bytes, allowed are {MAX_MESSAGE:,}")
        return bytes(self._exactly(length, deadline))

    def _exactly(self, count: int, deadline: float | None) -> bytearray:
        # Grows with what has come: a length alone reserves nothing.
        data = bytearray()
        while len(data) < count:
            self._set_timeout(deadline)
            try:
                part = self.connection.recv(min(count - len(data), 1 << 20))
            except TimeoutError:
                raise
            except OSError as error:
                raise Gone(str(error)) from error
            if not part:
                raise Gone("the other side has closed")
            data += part
        return data

    def _set_timeout(self, deadline: float | None) -> None:
        if deadline is None:
            self.connection.settimeout(None)
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time is over")
        self.connection.settimeout(left)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()
