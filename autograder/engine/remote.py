"""Student objects as test cells see them: one can call, index and ask them, never trust them."""

import builtins
import time
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import numpy as np

from autograder.engine.protocol import Channel, ProtocolError, Ref, decode, encode


class StudentError(Exception):
    """Stands for an exception of a class that only the student's side knows."""


class UsedAsValueError(TypeError):
    """Raised when a test treats a student's object as if it were a number or an array."""


class CellTimeoutError(Exception):
    """Raised when the student's side does not answer in time."""


class Conversation:
    """Asks the runner, one request at a time, until a deadline.

    Attributes
    ----------
    deadline : float
        Of ``time.monotonic``; every wait ends there.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._callbacks: dict[int, Callable[..., object]] = {}
        self.deadline = time.monotonic()

    def ask(self, operation: str, *parts: object) -> list[Any]:
        """Send a request and give its answer.

        Raises
        ------
        Exception
            The builtin exception that the student's code raised, or :class:`StudentError`.
        CellTimeoutError
            At the deadline.
        ProtocolError
            If what comes back is not an answer.
        """
        try:
            self._send([operation, *parts])
            return self.first_answer()
        except TimeoutError:
            raise CellTimeoutError("the code did not end in time") from None

    def first_answer(self) -> list[Any]:
        """Wait for the answer to a request, and serve the calls that come before it."""
        answer = self._receive()
        while answer[0] == "callback":
            self._call_back(answer)
            answer = self._receive()
        if answer[0] == "ok":
            return answer[1:]
        raise _rebuild(answer)

    def _send(self, message: object) -> None:
        self._channel.send(encode(message, self._as_ref), self.deadline)

    def _receive(self) -> list[Any]:
        answer = decode(self._channel.receive(self.deadline), lambda ref: Remote(self, ref))
        if not isinstance(answer, list) or not answer or type(answer[0]) is not str:
            raise ProtocolError("an answer without a verb")
        return answer

    def _as_ref(self, value: object) -> Ref:
        if isinstance(value, Remote):
            return _ref(value)
        if not callable(value):
            raise ProtocolError(
                f"a test can pass plain data and functions, not {type(value).__name__}"
            )
        number = -1 - len(self._callbacks)
        self._callbacks[number] = value
        return Ref(number, "function")

    def _call_back(self, answer: list[Any]) -> None:
        _, number, args, kwargs = answer
        function = self._callbacks.get(number) if type(number) is int else None
        if function is None:
            raise ProtocolError("a call of an unknown function")
        try:
            self._send(["return", function(*args, **kwargs)])
        except (TimeoutError, ProtocolError):
            raise
        except Exception as error:  # the student's code sees that the test's function failed
            self._send(["raise", f"{type(error).__name__}: {error}"])


def _rebuild(answer: list[Any]) -> Exception:
    """Make the exception that stands for the student's: a builtin one where it descends from it."""
    if len(answer) != 4 or answer[0] != "error":
        raise ProtocolError("an answer that is neither result nor error")
    name, text, ancestors = str(answer[1]), str(answer[2]), answer[3]
    for ancestor in ancestors if isinstance(ancestors, list) else []:
        found = getattr(builtins, ancestor, None) if type(ancestor) is str else None
        if not (isinstance(found, type) and issubclass(found, Exception)) or found is Exception:
            continue
        try:
            return found(text if ancestor == name else f"{name}: {text}")
        except TypeError:  # UnicodeDecodeError and its like want more than a text
            break
    return StudentError(f"{name}: {text}")


class Remote:
    """A student's object. Whatever would read it as a value raises.

    It can be called, asked for attributes and items, iterated, measured with ``len``; attributes
    and items can be set. What comes back is plain data by value, or again a Remote.
    """

    # What ``dlcourse.testing`` looks for, to name the object in its message.
    is_remote = True

    def __init__(self, conversation: Conversation, ref: Ref) -> None:
        object.__setattr__(self, "_conversation", conversation)
        object.__setattr__(self, "_ref", ref)

    def __call__(self, *args: object, **kwargs: object) -> Any:
        """Call it on the student's side; arguments changed in place are changed here too."""
        result, changes = _ask(self, "call", _ref(self), list(args), kwargs)
        passed = [*args, *kwargs.values()]
        for index, changed in changes:
            copy_into(passed[index], changed)
        return result

    def __getattr__(self, name: str) -> Any:
        """Read an attribute; the names that NumPy and copying look for do not exist."""
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return _ask(self, "get", _ref(self), name)[0]

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute on the student's side."""
        _ask(self, "set", _ref(self), name, value)

    def __delattr__(self, name: str) -> None:
        """Delete an attribute on the student's side."""
        _ask(self, "delete", _ref(self), name)

    def __getitem__(self, key: object) -> Any:
        """Give an item."""
        return _ask(self, "item", _ref(self), key)[0]

    def __setitem__(self, key: object, value: object) -> None:
        """Set an item on the student's side."""
        _ask(self, "set_item", _ref(self), key, value)

    def __len__(self) -> int:
        """Give its length; the student's side counts."""
        length = _ask(self, "length", _ref(self))[0]
        if type(length) is not int or not 0 <= length < 1 << 62:
            raise ProtocolError("a length that is no count")
        return length

    def __contains__(self, value: object) -> bool:
        """Say whether it contains a value; the student's side looks."""
        return _ask(self, "contains", _ref(self), value)[0] is True

    def __iter__(self) -> Iterator[Any]:
        """Iterate on the student's side, item by item."""
        iterator = _ask(self, "iterate", _ref(self))[0]
        if not isinstance(iterator, Remote):
            raise ProtocolError("an iterator that is plain data")
        return _items(iterator)

    def __next__(self) -> Any:
        """Give the next item of a generator."""
        iterator = iter(self)
        return next(iterator)

    def __enter__(self) -> Any:
        """Enter it as a context on the student's side."""
        return _ask(self, "enter", _ref(self))[0]

    def __exit__(self, *_: object) -> None:
        """Leave the context."""
        _ask(self, "exit", _ref(self))

    def __repr__(self) -> str:
        """Name it without asking the student's side."""
        return f"<{_ref(self).kind}>"

    def _refuse(self, *_: object) -> NoReturn:
        raise UsedAsValueError(
            f"came {_ref(self).kind}, wanted is plain data: a number, an array, a list"
        )

    __bool__ = __int__ = __float__ = __complex__ = __index__ = __hash__ = _refuse  # type: ignore
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse  # type: ignore[assignment]
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _refuse
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _refuse
    __pow__ = __rpow__ = __matmul__ = __rmatmul__ = __neg__ = __pos__ = __abs__ = _refuse
    __and__ = __rand__ = __or__ = __ror__ = __xor__ = __rxor__ = __invert__ = _refuse
    __round__ = __array__ = __bytes__ = __str__ = __format__ = __reduce_ex__ = _refuse  # type: ignore


def _ref(remote: Remote) -> Ref:
    found: Ref = object.__getattribute__(remote, "_ref")
    return found


def _ask(remote: Remote, operation: str, *parts: object) -> list[Any]:
    conversation: Conversation = object.__getattribute__(remote, "_conversation")
    return conversation.ask(operation, *parts)


def _items(iterator: Remote) -> Iterator[Any]:
    while True:
        there, item = _ask(iterator, "next", _ref(iterator))
        if there is not True:
            return
        yield item


def copy_into(target: object, changed: object) -> None:
    """Make an argument look as the call left it on the student's side.

    Parameters
    ----------
    target : list, dict, set, ndarray or tensor
        The test's own object.
    changed : same kind
        Its new content.
    """
    if isinstance(target, np.ndarray) and isinstance(changed, np.ndarray):
        if target.shape == changed.shape:
            np.copyto(target, changed, casting="unsafe")
    elif isinstance(target, list) and isinstance(changed, list):
        if len(target) != len(changed):
            target[:] = changed
        for index, item in enumerate(changed):
            target[index] = _merged(target[index], item)
    elif isinstance(target, dict) and isinstance(changed, dict):
        for key in set(target) - set(changed):
            del target[key]
        for key, item in changed.items():
            target[key] = _merged(target[key], item) if key in target else item
    elif isinstance(target, set) and isinstance(changed, set):
        target.clear()
        target.update(changed)
    elif hasattr(target, "copy_") and type(target) is type(changed):
        target.detach().copy_(changed.detach())  # type: ignore[attr-defined]


def _merged(old: object, new: object) -> object:
    """Keep the identity of a container that is still the same kind of thing."""
    shared = isinstance(old, np.ndarray | list | dict) and type(old) is type(new)
    if shared and getattr(old, "shape", None) == getattr(new, "shape", None):
        copy_into(old, new)
        return old
    return new
