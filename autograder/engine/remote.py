"""Student objects as test cells see them: one can call, index and ask them, never trust them."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
import torch

from autograder.engine.channel import ProtocolError
from autograder.engine.numeric import set_generator
from autograder.engine.protocol import Ref

if TYPE_CHECKING:
    from autograder.engine.conversation import Conversation


class UsedAsValueError(TypeError):
    """Raised when a test treats a student's object as if it were a number or an array."""


class Remote:
    """A student's object. Whatever would read it as a value raises.

    It can be called, asked for attributes and items, iterated, measured with ``len``; attributes
    and items can be set. What comes back is plain data by value, or again a Remote.
    """

    # What ``dlcourse.testing`` looks for, to name the object in its message.
    is_remote = True

    def __init__(self, conversation: "Conversation", ref: Ref) -> None:
        object.__setattr__(self, "_conversation", conversation)
        object.__setattr__(self, "_ref", ref)

    def __call__(self, *args: object, **kwargs: object) -> Any:
        """Call it on the student's side; arguments changed in place are changed here too."""
        result, changes = _ask(self, "call", list(args), kwargs, answers=2)
        _apply_changes([*args, *kwargs.values()], changes)
        return result

    def __getattr__(self, name: str) -> Any:
        """Read an attribute; the names that NumPy and copying look for do not exist."""
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return _ask(self, "get", name)[0]

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute on the student's side."""
        _ask(self, "set", name, value)

    def __delattr__(self, name: str) -> None:
        """Delete an attribute on the student's side."""
        _ask(self, "delete", name)

    def __getitem__(self, key: object) -> Any:
        """Give an item."""
        return _ask(self, "item", key)[0]

    def __setitem__(self, key: object, value: object) -> None:
        """Set an item on the student's side."""
        _ask(self, "set_item", key, value)

    def __delitem__(self, key: object) -> None:
        """Delete an item on the student's side."""
        _ask(self, "delete_item", key)

    def __len__(self) -> int:
        """Give its length; the student's side counts."""
        (length,) = _ask(self, "length")
        if type(length) is not int or not 0 <= length < 1 << 62:
            raise ProtocolError("a length that is no count")
        return length

    def __contains__(self, value: object) -> bool:
        """Say whether it contains a value; the student's side looks."""
        return _ask(self, "contains", value)[0] is True

    def __iter__(self) -> Iterator[Any]:
        """Iterate on the student's side, item by item."""
        (iterator,) = _ask(self, "iterate")
        if not isinstance(iterator, Remote):
            raise ProtocolError("an iterator that is plain data")
        return _items(iterator)

    def __next__(self) -> Any:
        """Give the next item of a generator."""
        return next(iter(self))

    def __enter__(self) -> Any:
        """Enter it as a context on the student's side."""
        return _ask(self, "enter")[0]

    def __exit__(self, *_: object) -> None:
        """Leave the context; an error of the test's own is never swallowed there."""
        _ask(self, "exit")

    def __repr__(self) -> str:
        """Name it without asking the student's side."""
        return f"<{ref_of(self).kind}>"

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise UsedAsValueError(
            f"came {ref_of(self).kind}, wanted is plain data: a number, an array, a list"
        )

    __bool__ = __int__ = __float__ = __complex__ = __index__ = __hash__ = _refuse  # type: ignore
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse  # type: ignore[assignment]
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _refuse
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _refuse
    __pow__ = __rpow__ = __matmul__ = __rmatmul__ = __neg__ = __pos__ = __abs__ = _refuse
    __and__ = __rand__ = __or__ = __ror__ = __xor__ = __rxor__ = __invert__ = _refuse
    __divmod__ = __rdivmod__ = __lshift__ = __rlshift__ = __rshift__ = __rrshift__ = _refuse
    __round__ = __trunc__ = __floor__ = __ceil__ = _refuse
    __array__ = __array_ufunc__ = __array_function__ = __bytes__ = _refuse
    __str__ = __format__ = __reduce_ex__ = _refuse  # type: ignore[assignment]

    @classmethod
    def __torch_function__(cls, *_: object) -> NoReturn:
        """Refuse to take part in torch's functions."""
        raise UsedAsValueError("came an object of the student's, wanted is a tensor")


def ref_of(remote: Remote) -> Ref:
    """Give the handle that a Remote stands for."""
    found: Ref = object.__getattribute__(remote, "_ref")
    return found


def _ask(remote: Remote, operation: str, *parts: object, answers: int = 1) -> list[Any]:
    conversation: Conversation = object.__getattribute__(remote, "_conversation")
    return conversation.ask(operation, remote, *parts, answers=answers)


def _items(iterator: Remote) -> Iterator[Any]:
    while True:
        there, item = _ask(iterator, "next", answers=2)
        if there is not True:
            return
        yield item


def _apply_changes(passed: list[object], changes: object) -> None:
    """Make the arguments of a call look as the call left them."""
    if type(changes) is not list:
        raise ProtocolError("changes that are no list")
    for change in changes:
        if type(change) is not list or len(change) != 2 or type(change[0]) is not int:
            raise ProtocolError("a malformed change")
        index, changed = change
        if not 0 <= index < len(passed):
            raise ProtocolError("a change of an argument that was not passed")
        copy_into(passed[index], changed)


def copy_into(target: object, changed: object) -> None:
    """Make an argument look as the call left it on the student's side.

    Parameters
    ----------
    target : list, tuple, dict, set, ndarray, tensor or random generator
        The test's own object.
    changed : same kind
        Its new content.
    """
    if isinstance(target, np.ndarray) and isinstance(changed, np.ndarray):
        _copy_array(target, changed)
    elif isinstance(target, torch.Tensor) and isinstance(changed, torch.Tensor):
        _copy_tensor(target, changed)
    elif isinstance(target, tuple) and isinstance(changed, tuple):
        for old, new in zip(target, changed, strict=False):
            copy_into(old, new)
    elif isinstance(target, list) and isinstance(changed, list):
        kept = [_merged(old, new) for old, new in zip(target, changed, strict=False)]
        target[:] = kept + changed[len(kept) :]
    elif isinstance(target, dict) and isinstance(changed, dict):
        kept_items = {k: _merged(target[k], v) if k in target else v for k, v in changed.items()}
        target.clear()
        target.update(kept_items)
    elif isinstance(target, set) and isinstance(changed, set):
        target.clear()
        target.update(changed)
    else:
        set_generator(target, changed)


def _copy_array(target: np.ndarray[Any, Any], changed: np.ndarray[Any, Any]) -> None:
    if target.shape != changed.shape and target.size == changed.size:
        # What cannot get another shape in place has not got one there either.
        with contextlib.suppress(ValueError):
            target.resize(changed.shape, refcheck=False)
    if target.shape == changed.shape:
        np.copyto(target, changed, casting="unsafe")


def _copy_tensor(target: torch.Tensor, changed: torch.Tensor) -> None:
    if target.dtype == changed.dtype:
        if target.shape == changed.shape:
            target.detach().copy_(changed.detach())
        else:
            target.data = changed.detach().to(target.device)
        if target.is_leaf:
            target.grad = None if changed.grad is None else changed.grad.to(target.device)


def _merged(old: object, new: object) -> object:
    """Keep the identity of a container that is still the same kind of thing."""
    shared = isinstance(old, np.ndarray | list | dict | set | torch.Tensor)
    if shared and isinstance(new, type(old)):
        if getattr(old, "shape", None) == getattr(new, "shape", None):
            copy_into(old, new)
            return old
    return new
