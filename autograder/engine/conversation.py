"""The judge's end of the connection to a runner: requests, answers, and calls back."""

import time
from collections.abc import Callable
from typing import Any

from autograder.engine.channel import Channel, ProtocolError
from autograder.engine.errors import describe, rebuild
from autograder.engine.protocol import Ref, decode, encode
from autograder.engine.remote import Remote, ref_of

# Bytes that one submission may send in all.
MAX_BYTES = 1 << 30


class CellTimeoutError(Exception):
    """Raised when the student's side does not answer in time."""


class Conversation:
    """Asks the runner, one request at a time, until a deadline.

    Attributes
    ----------
    deadline : float
        Of ``time.monotonic``; every wait ends there.
    failure : Exception or None
        Why it cannot go on: whatever a test makes of the exception, the judge looks here.
    inside : int
        How many functions of the test wait for what they asked of the student's side.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._functions: dict[int, Callable[..., object]] = {}
        self._passed = 0
        self._asked = 0
        self._broken_check: AssertionError | None = None
        self._bytes = MAX_BYTES
        self.deadline = time.monotonic()
        self.failure: Exception | None = None
        self.inside = 0

    def ask(self, operation: str, *parts: object, answers: int = 1) -> list[Any]:
        """Send a request and give its answer.

        Parameters
        ----------
        operation : str
            What the runner is to do.
        *parts : object
            Plain data, references, functions of the test.
        answers : int
            Of how many parts the answer consists.

        Raises
        ------
        Exception
            The builtin exception that the student's code raised, or ``StudentError``.
        CellTimeoutError
            At the deadline.
        ProtocolError
            If what comes back is not an answer.
        """
        if self.failure is not None:
            raise self.failure
        self._asked += 1
        number = self._asked
        request = encode([number, operation, *parts], self._as_ref)
        try:
            self._channel.send(request, self.deadline)
            answer = self._answer(number, answers)
        except TimeoutError:
            self.failure = CellTimeoutError("the code did not end in time")
            raise self.failure from None
        except ProtocolError as error:
            self.failure = error
            raise
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _answer(self, number: int, count: int) -> list[Any] | Exception:
        """Wait for the answer to a request, and serve the calls that come before it."""
        while True:
            word, *parts = self._receive()
            if word == "call back" and len(parts) == 3:
                self._call_back(*parts)
            elif not parts or parts[0] != number:
                raise ProtocolError("an answer to something else")
            elif word == "error" and len(parts) == 2:
                return self._broken_check_or(rebuild(parts[1]))
            elif word == "ok" and len(parts) == 1 + count:
                return self._broken_check_or(parts[1:])
            else:
                raise ProtocolError("neither an answer nor a call back")

    def children(self, seconds: float) -> int | None:
        """Give how many processes the other side has that its cells have started.

        None if it does not say so at once, and only that.
        """
        self.deadline = time.monotonic() + seconds
        try:
            (count,) = self.ask("listen")
        except Exception:  # whatever it says instead
            return None
        return count if type(count) is int and count >= 0 else None

    def forget_functions(self) -> None:
        """Let the student's side call no function any more that it was passed so far.

        A function that one test passes could tell the answer to another test, and outside a test
        nothing ends one that loops.
        """
        self._functions.clear()

    def _receive(self) -> list[Any]:
        data = self._channel.receive(self.deadline)
        self._bytes -= len(data)
        if self._bytes < 0:
            raise ProtocolError(f"more than {MAX_BYTES:,} bytes in all")
        message = decode(data, lambda ref: Remote(self, ref))
        if type(message) is not list or not message or type(message[0]) is not str:
            raise ProtocolError("a message without a verb")
        return message

    def _as_ref(self, value: object) -> Ref:
        if isinstance(value, Remote):
            return ref_of(value)
        if not callable(value):
            raise ProtocolError(
                f"a test can pass plain data and functions, not {type(value).__name__}"
            )
        self._passed += 1
        self._functions[-self._passed] = value
        return Ref(-self._passed, "function")

    def _call_back(self, number: object, args: object, kwargs: object) -> None:
        """Call a function of the test for the student's code; it may ask the student's side."""
        if type(number) is not int or type(args) is not list or type(kwargs) is not dict:
            raise ProtocolError("a malformed call back")
        self.inside += 1
        try:
            if number not in self._functions:
                raise ReferenceError("this function was passed by a test that has ended")
            answer = encode([0, "return", self._functions[number](*args, **kwargs)], self._as_ref)
        except Exception as error:
            if self.failure is not None:
                raise self.failure from None
            answer = encode([0, "raise", self._told(error)], self._as_ref)
        self.inside -= 1
        self._channel.send(answer, self.deadline)

    def _told(self, error: Exception) -> list[Any]:
        """Describe an error of the test's own function to the student's code.

        The text of a check may hold an expected value: it stays here, and fails the test.
        """
        if isinstance(error, AssertionError):
            self._broken_check = self._broken_check or error
            return describe(AssertionError("a check of the test failed"))
        return describe(error)

    def _broken_check_or(self, answer: list[Any] | Exception) -> list[Any] | Exception:
        broken, self._broken_check = self._broken_check, None
        return answer if broken is None else broken
