"""What may cross between runner and judge: bounded plain data in msgpack, never pickle.

Both sides use this module, but only the judge has to survive what it reads: whatever bytes come,
:func:`decode` gives plain data or raises :class:`ProtocolError`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np

from autograder.engine import numeric
from autograder.engine.channel import MAX_MESSAGE, ProtocolError

MAX_ITEMS = 1_000_000
# In all maps and sets of a message together: keys can be made to collide.
MAX_KEYS = 10_000
MAX_DEPTH = 60
# Values within values are copied once per level: all copies together.
MAX_COPIED = 4 * MAX_MESSAGE
_MAX_INT_BYTES = 20_000
_MAX_KIND = 200

# Extension codes: what msgpack has no type for.
_ARRAY, _TENSOR, _REF, _TUPLE, _COMPLEX, _BIG_INT, _SCALAR, _SET, _SLICE = range(1, 10)
_CONSTANT, _GENERATOR = 10, 11

AsRef = Callable[[object], "Ref"]


@dataclass(frozen=True)
class Ref:
    """A handle for an object that stays on the other side.

    Attributes
    ----------
    number : int
        The other side's name for it.
    kind : str
        What it is in words, for messages.
    """

    number: int
    kind: str


def encode(value: object, as_ref: AsRef) -> bytes:
    """Pack a value.

    Parameters
    ----------
    value : object
        Plain data crosses by value; for anything else ``as_ref`` gives a handle.
    as_ref : callable
        Turns an object into a Ref, or raises ProtocolError to refuse it.

    Returns
    -------
    bytes

    Raises
    ------
    ProtocolError
        If the value is too large or too deep, or ``as_ref`` refuses it.
    """
    try:
        packed = _pack(_plain(value, as_ref, 0))
    except ProtocolError:
        raise
    except Exception as error:  # a student's object may raise anything when it is looked at
        raise ProtocolError(f"cannot be sent ({type(error).__name__})") from error
    if len(packed) > MAX_MESSAGE:
        raise ProtocolError(f"{len(packed):,} bytes are more than {MAX_MESSAGE:,}")
    return packed


def _pack(plain: object) -> bytes:
    packed: bytes = msgpack.packb(plain, use_bin_type=True, strict_types=True)
    return packed


def _ext(code: int, parts: list[Any]) -> msgpack.ExtType:
    return msgpack.ExtType(code, _pack(parts))


def _plain(value: Any, as_ref: AsRef, depth: int) -> object:
    """Turn a value into what msgpack packs."""
    if depth > MAX_DEPTH:
        raise ProtocolError(f"nested deeper than {MAX_DEPTH} levels")
    kind = type(value)
    if value is None or kind in (bool, float, str, bytes):
        return value
    if isinstance(value, Ref):
        return _ext(_REF, [value.number, value.kind])
    if kind is int:
        return _plain_int(value)
    if kind is list:
        return _plain_items(value, as_ref, depth)
    if kind is dict:
        return {
            _plain(k, as_ref, depth + 1): _plain(v, as_ref, depth + 1) for k, v in value.items()
        }
    return _plain_rich(value, as_ref, depth)


def _plain_items(values: Any, as_ref: AsRef, depth: int) -> list[object]:
    return [_plain(item, as_ref, depth + 1) for item in values]


def _plain_int(value: int) -> object:
    if -(2**63) <= value < 2**64:
        return value
    size = value.bit_length() // 8 + 1
    if size > _MAX_INT_BYTES:
        raise ProtocolError(f"an integer of more than {_MAX_INT_BYTES:,} bytes")
    return msgpack.ExtType(_BIG_INT, value.to_bytes(size, "big", signed=True))


def _plain_rich(value: Any, as_ref: AsRef, depth: int) -> object:
    if (parts := numeric.array_parts(value)) is not None:
        return _ext(_ARRAY if issubclass(type(value), np.ndarray) else _SCALAR, parts)
    if (parts := numeric.tensor_parts(value)) is not None:
        return _ext(_TENSOR, parts)
    if (name := numeric.constant_name(value)) is not None:
        return _ext(_CONSTANT, [name])
    if (parts := numeric.generator_parts(value)) is not None:
        return _ext(_GENERATOR, parts)
    kind = type(value)  # what an object says of itself does not count
    if issubclass(kind, tuple):
        return _ext(_TUPLE, _plain_items(value, as_ref, depth))
    if issubclass(kind, set | frozenset):
        return _ext(_SET, _plain_items(value, as_ref, depth))
    if issubclass(kind, complex):
        return _ext(_COMPLEX, [value.real, value.imag])
    if isinstance(value, slice | range) and kind in (slice, range):
        bounds = [kind.__name__, value.start, value.stop, value.step]
        return _ext(_SLICE, _plain_items(bounds, as_ref, depth))
    for base in (int, float, str, bytes, list, dict):
        if issubclass(kind, base):
            # A subclass crosses as what it is a kind of.
            return _plain(base(value), as_ref, depth + 1)
    ref = as_ref(value)
    return _ext(_REF, [ref.number, ref.kind])


def decode(data: bytes, from_ref: Callable[[Ref], object]) -> object:
    """Unpack bytes from the other side.

    Parameters
    ----------
    data : bytes
        Anything.
    from_ref : callable
        Turns a handle into the object that stands for it here.

    Returns
    -------
    object
        Numbers, strings, bytes, lists, tuples, dicts, sets, slices, arrays, tensors, generators,
        number types, and what ``from_ref`` gives.

    Raises
    ------
    ProtocolError
        If the bytes are not that.
    """
    try:
        return _Reader(from_ref).unpack(data)
    except ProtocolError:
        raise
    except Exception as error:  # the bytes may be anything: so may the way they fail
        raise ProtocolError(f"not a message: {type(error).__name__}") from error


class _Reader:
    """Reads one message, and counts what it holds."""

    def __init__(self, from_ref: Callable[[Ref], object]) -> None:
        self._from_ref = from_ref
        self._items = MAX_ITEMS
        self._keys = MAX_KEYS
        self._bytes = MAX_COPIED
        self._depth = 0

    def unpack(self, packed: bytes) -> Any:
        """Read bytes, those of the message or of a value within it."""
        self._bytes -= len(packed)
        self._depth += 1
        if self._bytes < 0 or self._depth > MAX_DEPTH:
            raise ProtocolError("values within values, too many")
        value = msgpack.unpackb(
            packed,
            list_hook=self._list,
            object_pairs_hook=self._map,
            ext_hook=self._rich,
            strict_map_key=False,
            max_array_len=min(self._items, len(packed)),
            max_map_len=self._keys,
            timestamp=1,
        )
        self._depth -= 1
        return value

    def _list(self, items: list[Any]) -> list[Any]:
        self._count(1 + len(items))
        return items

    def _map(self, pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
        self._count(1 + len(pairs))
        self._count_keys(len(pairs))
        return dict(pairs)

    def _count(self, number: int) -> None:
        self._items -= number
        if self._items < 0:
            raise ProtocolError(f"more than {MAX_ITEMS:,} values")

    def _count_keys(self, number: int) -> None:
        self._keys -= number
        if self._keys < 0:
            raise ProtocolError(f"more than {MAX_KEYS:,} keys")

    def _rich(self, code: int, packed: bytes) -> object:
        self._count(1)
        if code == _BIG_INT:
            return int.from_bytes(packed[:_MAX_INT_BYTES], "big", signed=True)
        parts = self.unpack(packed)
        if type(parts) is not list:
            raise ProtocolError("an extension that is no list")
        if code == _TUPLE:
            return tuple(parts)
        if code == _SET:
            self._count_keys(len(parts))
            return set(parts)
        if code == _REF:
            number, kind = parts
            if type(number) is not int or type(kind) is not str:
                raise ProtocolError("a malformed reference")
            return self._from_ref(Ref(number, kind[:_MAX_KIND]))
        make = _MAKERS.get(code)
        if make is None:
            raise ProtocolError(f"the unknown extension {code}")
        return make(*parts)


def _make_complex(real: float, imaginary: float) -> complex:
    if type(real) is not float or type(imaginary) is not float:
        raise ProtocolError("a complex number of something else than floats")
    return complex(real, imaginary)


def _make_slice(kind: str, *bounds: Any) -> slice | range:
    if kind == "range":
        return range(*bounds)
    if kind == "slice" and len(bounds) == 3:
        return slice(*bounds)
    raise ProtocolError("neither a slice nor a range")


_MAKERS: dict[int, Callable[..., object]] = {
    _ARRAY: numeric.make_array,
    _SCALAR: numeric.make_scalar,
    _TENSOR: numeric.make_tensor,
    _COMPLEX: _make_complex,
    _SLICE: _make_slice,
    _CONSTANT: numeric.constant,
    _GENERATOR: numeric.make_generator,
}
