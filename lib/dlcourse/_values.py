"""Turn whatever a student's function returned into a plain array, or say what came instead.

Nothing here trusts the value: its type is read with `type()`, and arrays, tensors and numbers are
taken apart with the methods of their base classes, so that a subclass with overridden methods
cannot take part in the comparison.
"""

import sys
import types
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

MAX_ENTRIES = 10_000_000
MAX_DEPTH = 16

Array = NDArray[Any]
Precision = Literal["double", "single", "half"]


@dataclass(frozen=True)
class Finding:
    """What is wrong with a value: a fact, its likely cause, and the values that show it."""

    summary: str
    cause: str = ""
    detail: str = ""


@dataclass(frozen=True)
class NoResult(Finding):
    """What came is no result at all: a hint about its values would only mislead."""


@dataclass(frozen=True)
class Numbers:
    """An array as it came, and how precisely its numbers were computed."""

    array: Array
    precision: Precision = "double"


def torch_type(name: str) -> Any:
    """Return an attribute of torch if torch is loaded already: no tensor exists before that."""
    return getattr(sys.modules.get("torch"), name, None)


def is_tensor(value: object) -> bool:
    """Tell whether a value is a torch tensor, without importing torch."""
    tensor = torch_type("Tensor")
    return tensor is not None and issubclass(type(value), tensor)


def is_array_like(value: object) -> bool:
    """Tell whether a value is an array or a tensor."""
    return issubclass(type(value), np.ndarray) or is_tensor(value)


def describe(value: object) -> str:
    """Name the kind of a value in words: "a list", "an array of shape (3,)", "None"."""
    kind = type(value)
    if value is None or value is NotImplemented or value is Ellipsis:
        return repr(value)
    if issubclass(kind, type):
        return f"the class {type.__getattribute__(cast(type, value), '__name__')}"
    if issubclass(kind, _FUNCTIONS):
        return f"the function {cast(types.FunctionType, value).__name__}"
    if issubclass(kind, np.ndarray):
        return f"an array of shape {np.ndarray.shape.__get__(value)}"
    if is_tensor(value):
        return f"a tensor of shape {tensor_shape(value)}"
    if is_remote(value):
        return repr(value).strip("<>")
    for base, words in _WORDS:
        if issubclass(kind, base):
            return words
    return f"an object of the class {kind.__name__}"


def is_remote(value: object) -> bool:
    """Tell whether a value only stands for an object of another process, where a grader runs it.

    Such a handle is never asked for anything but its description.
    """
    return vars(type(value)).get("is_remote") is True


def is_function(value: object) -> bool:
    """Tell whether a value is a function or a class, here or in another process."""
    if is_remote(value):
        return describe(value).startswith(("the function", "the class"))
    return issubclass(type(value), (type, *_FUNCTIONS))


_FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodWrapperType,
    np.ufunc,
    type(np.mean),  # the class of numpy's other functions
)
_WORDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    ((bool, np.bool_), "True or False"),
    ((str, bytes), "a text"),
    ((int, np.integer), "a whole number"),
    ((float, np.floating), "a number"),
    ((complex, np.complexfloating), "a complex number"),
    (list, "a list"),
    (tuple, "a tuple"),
    (dict, "a dict"),
    ((set, frozenset), "a set"),
    (range, "a range"),
    (types.GeneratorType, "a generator"),
    (BaseException, "an exception"),
    (types.ModuleType, "a module"),
)


def missing_result(value: object) -> NoResult | None:
    """Say so when a value is no result at all: None, a function, a placeholder, a text."""
    kind = type(value)
    if value is None:
        return NoResult("returned None", "is a `return` missing?")
    if value is NotImplemented:
        return NoResult(
            "returned NotImplemented",
            "the placeholder is still there: return the result instead",
        )
    if value is Ellipsis:
        return NoResult("returned `...`", "the placeholder is still there: return the result")
    if is_function(value):
        return NoResult(
            f"came {describe(value)} instead of its result",
            "are the parentheses of a call missing?",
        )
    if issubclass(kind, BaseException):
        return NoResult(
            f"returned an exception ({kind.__name__})",
            "`return` where `raise` is wanted, or a result that was never computed",
        )
    return None


def read_numbers(value: object, wanted: str, *, lists: bool = False) -> Numbers | Finding:
    """Read a value as an array of numbers.

    Parameters
    ----------
    value : object
        What came.
    wanted : str
        What is wanted, in words, for the message.
    lists : bool
        Whether lists and tuples of numbers are read too.

    Returns
    -------
    Numbers or Finding
        The numbers, or what came instead of them.
    """
    finding = missing_result(value)
    if finding:
        return finding
    kind = type(value)
    if issubclass(kind, np.matrix):
        return Finding(
            f"came an np.matrix, wanted {wanted}",
            "np.matrix multiplies with * in its own way: use np.array",
        )
    if issubclass(kind, np.ndarray):
        return _read_array(np.ndarray.view(cast(Array, value), np.ndarray))
    if is_tensor(value):
        return _read_tensor(value)
    if issubclass(kind, np.generic):
        return _read_array(np.generic.__array__(value))  # type: ignore[arg-type]
    if issubclass(kind, (int, float)):
        return Numbers(_number_to_array(value))
    if issubclass(kind, (list, tuple)) and lists:
        return _read_list(value, wanted, 0)  # type: ignore[arg-type]
    return _not_numbers(value, wanted)


def tensor_shape(value: Any) -> tuple[int, ...]:
    """Return the shape of a tensor, also of a subclass with methods of its own."""
    with torch_type("_C").DisableTorchFunctionSubclass():
        return tuple(torch_type("Tensor").size(value))


def too_large(size: int) -> Finding | None:
    """Refuse arrays that are far larger than any result asked for."""
    if size <= MAX_ENTRIES:
        return None
    return Finding(
        f"came an array of {size:,} entries, more than the {MAX_ENTRIES:,} that are compared",
        "two arrays were broadcast into a huge one: look at their shapes",
    )


def _read_array(array: Array) -> Numbers | Finding:
    finding = too_large(array.size)
    if finding:
        return finding
    precisions: dict[str, Precision] = {"float16": "half", "float32": "single"}
    return Numbers(array, precisions.get(array.dtype.name, "double"))


def _read_tensor(value: Any) -> Numbers | Finding:
    """Read a tensor on any device, with or without a gradient, dense or sparse."""
    tensor = torch_type("Tensor")
    with torch_type("_C").DisableTorchFunctionSubclass():
        finding = too_large(int(tensor.numel(value)))
        if finding:
            return finding
        try:
            plain = tensor.cpu(tensor.detach(value))
            if plain.layout is not torch_type("strided"):
                plain = plain.to_dense()
            plain = plain.resolve_conj().resolve_neg()
            if plain.is_floating_point() and plain.element_size() <= 2:
                return Numbers(plain.double().numpy(), "half")
            return _read_array(plain.numpy())
        except (RuntimeError, TypeError, NotImplementedError) as error:
            return Finding(f"came a tensor that holds no readable numbers ({type(error).__name__})")


def _number_to_array(value: Any) -> Array:
    if issubclass(type(value), bool):
        return np.asarray(value)
    if issubclass(type(value), float):
        return np.asarray(float.__float__(value))
    whole = int.__int__(value)
    if -(2**63) <= whole < 2**63:
        return np.asarray(whole)
    try:
        return np.asarray(float(whole))
    except OverflowError:
        return np.asarray(np.inf if whole > 0 else -np.inf)


def _read_list(value: list[Any] | tuple[Any, ...], wanted: str, depth: int) -> Numbers | Finding:
    """Read a list of numbers, of arrays or of lists; rows must have the same length."""
    if depth > MAX_DEPTH:
        return Finding(f"came lists inside lists, more than {MAX_DEPTH} deep, wanted {wanted}")
    items: Sequence[Any] = tuple(
        list.__iter__(value) if issubclass(type(value), list) else tuple.__iter__(value)  # type: ignore[arg-type]
    )
    finding = too_large(len(items))
    if finding:
        return finding
    arrays: list[Array] = []
    precision: Precision = "double"
    for item in items:
        if issubclass(type(item), (list, tuple)):
            came = _read_list(item, wanted, depth + 1)
        else:
            came = read_numbers(item, "a number")
        if isinstance(came, Finding):
            return Finding(f"in the {describe(value)[2:]} {came.summary}", came.cause, came.detail)
        arrays.append(came.array)
        precision = max(precision, came.precision, key=("double", "single", "half").index)
    if len({array.shape for array in arrays}) > 1:
        return Finding(
            f"came {describe(value)} whose rows have different lengths, wanted {wanted}",
            "one row has an entry too many or too few",
        )
    if len(arrays) * (arrays[0].size if arrays else 0) > MAX_ENTRIES:
        return too_large(len(arrays) * arrays[0].size) or Finding("came too many entries")
    return Numbers(np.stack(arrays) if arrays else np.empty(0), precision)


def _not_numbers(value: object, wanted: str) -> Finding:
    """Say what came where numbers are wanted, and how to make them from it."""
    kind = type(value)
    what = f"came {describe(value)}, wanted {wanted}"
    if issubclass(kind, (list, tuple)):
        many = list.__len__(value) if issubclass(kind, list) else tuple.__len__(value)  # type: ignore[arg-type]
        entries = "one entry" if many == 1 else f"{many} entries"
        what = f"came {describe(value)} of {entries}, wanted {wanted}"
        if wanted == "a number":
            return Finding(what, "return the number itself, not a list or tuple that holds it")
        if issubclass(kind, tuple):
            return Finding(what, "more than one value was returned, or np.array(...) is missing")
        return Finding(what, "turn the list into an array: np.array(...)")
    if issubclass(kind, (str, bytes)):
        return Finding(what, "a text is no number: leave out the quotes or str(...)")
    if issubclass(kind, (types.GeneratorType, range, map, zip, filter)):
        return Finding(what, "turn it into an array: np.array(list(...))")
    if issubclass(kind, dict):
        return Finding(what, "take the entry out of the dict")
    if issubclass(kind, complex):
        return Finding(what, "a root or power of a negative number")
    return Finding(what)
