"""What may cross between runner and judge: bounded plain data in msgpack, never pickle.

Both sides use this module, but only the judge has to survive what it reads: whatever bytes come,
:func:`decode` gives plain data or raises :class:`ProtocolError`.
"""

import socket
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np

MAX_MESSAGE = 256 * 1024 * 1024
MAX_ITEMS = 5_000_000
# Keys can be made to collide: a short map stays quick all the same.
MAX_KEYS = 10_000
MAX_DEPTH = 60
_LENGTH = struct.Struct(">I")
_NUMBERS = "?bhilqBHILQefdFD"

# Extension codes: what msgpack has no type for.
_ARRAY, _TENSOR, _REF, _TUPLE, _COMPLEX, _BIG_INT, _SCALAR, _SET, _SLICE, _NAMED = range(1, 11)


class ProtocolError(Exception):
    """Raised for bytes or values that must not cross."""


class Gone(ProtocolError):
    """Raised when the other side has closed the connection."""


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


def encode(value: object, as_ref: Callable[[object], Ref]) -> bytes:
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
    """
    try:
        packed: bytes = msgpack.packb(
            _plain(value, as_ref, 0), use_bin_type=True, strict_types=True
        )
    except (ValueError, OverflowError, TypeError, RecursionError) as error:
        raise ProtocolError(f"cannot be sent: {error}") from error
    if len(packed) > MAX_MESSAGE:
        raise ProtocolError(f"{len(packed):,} bytes are more than {MAX_MESSAGE:,}")
    return packed


def _plain(value: object, as_ref: Callable[[object], Ref], depth: int) -> object:
    """Turn a value into what msgpack packs."""
    if depth > MAX_DEPTH:
        raise ProtocolError(f"nested deeper than {MAX_DEPTH} levels")
    kind = type(value)
    if value is None or kind in (bool, float, str, bytes):
        return value
    if kind is int:
        return _plain_int(value)  # type: ignore[arg-type]
    if kind is list:
        return [_plain(item, as_ref, depth + 1) for item in value]  # type: ignore[attr-defined]
    if kind is dict:
        return {
            _plain(k, as_ref, depth + 1): _plain(v, as_ref, depth + 1)
            for k, v in value.items()  # type: ignore[attr-defined]
        }
    if isinstance(value, Ref):
        return _ext(_REF, [value.number, value.kind])
    return _plain_rich(value, as_ref, depth)


def _plain_int(value: int) -> object:
    if -(2**63) <= value < 2**64:
        return value
    if value.bit_length() > 100_000:
        raise ProtocolError("an integer of more than 100,000 bits")
    size = value.bit_length() // 8 + 1
    return msgpack.ExtType(_BIG_INT, value.to_bytes(size, "big", signed=True))


def _plain_rich(value: object, as_ref: Callable[[object], Ref], depth: int) -> object:
    if isinstance(value, np.ndarray) and value.dtype.char in _NUMBERS:
        return _ext(_ARRAY, _array_parts(value))
    if isinstance(value, np.generic) and value.dtype.char in _NUMBERS:
        return _ext(_SCALAR, _array_parts(np.asarray(value)))
    if isinstance(value, tuple):
        return _ext(_TUPLE, [_plain(item, as_ref, depth + 1) for item in value])
    if isinstance(value, set | frozenset):
        return _ext(_SET, [_plain(item, as_ref, depth + 1) for item in value])
    if isinstance(value, complex):
        return _ext(_COMPLEX, [value.real, value.imag])
    if isinstance(value, slice | range):
        name = type(value).__name__
        return _ext(_SLICE, [name, *(_plain(p, as_ref, depth + 1) for p in _bounds(value))])
    for base in (int, float, str, bytes, list, dict):
        if isinstance(value, base):
            # A subclass crosses as what it is a kind of.
            return _plain(base(value), as_ref, depth + 1)  # type: ignore[arg-type]
    if (named := _name_of(value)) is not None:
        return _ext(_NAMED, named)
    if (tensor := _tensor_parts(value)) is not None:
        return _ext(_TENSOR, tensor)
    ref = as_ref(value)
    return _ext(_REF, [ref.number, ref.kind])


def _ext(code: int, parts: list[Any]) -> msgpack.ExtType:
    return msgpack.ExtType(code, msgpack.packb(parts, use_bin_type=True))


def _bounds(value: slice | range) -> tuple[Any, Any, Any]:
    return value.start, value.stop, value.step


def _array_parts(array: np.ndarray) -> list[Any]:
    data = np.ascontiguousarray(np.asarray(array))
    return [data.dtype.str, list(np.shape(array)), data.tobytes()]


def _torch() -> Any:
    """Give torch if this process has imported it: a tensor cannot exist otherwise."""
    return sys.modules.get("torch")


def _tensor_parts(value: object) -> list[Any] | None:
    torch = _torch()
    if torch is None or not isinstance(value, torch.Tensor):
        return None
    plain = value.detach().cpu().contiguous()
    if plain.layout != torch.strided or plain.is_quantized:
        raise ProtocolError("a sparse or quantized tensor")
    name = str(plain.dtype).removeprefix("torch.")
    if plain.dtype == torch.bfloat16:
        plain = plain.view(torch.int16)
    array = plain.resolve_conj().resolve_neg().numpy()
    return [name, bool(value.requires_grad), *_array_parts(array)]


def _name_of(value: object) -> list[str] | None:
    """Name a dtype, a device or Ellipsis: constants that both sides know."""
    if value is Ellipsis:
        return ["ellipsis", ""]
    if isinstance(value, np.dtype) and value.char in _NUMBERS:
        return ["np.dtype", value.str]
    if isinstance(value, type) and issubclass(value, np.generic):
        return ["np.type", value.__name__]
    torch = _torch()
    if torch is not None and isinstance(value, torch.dtype | torch.device):
        kind = "torch.dtype" if isinstance(value, torch.dtype) else "torch.device"
        return [kind, str(value).removeprefix("torch.")]
    return None


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
        Numbers, strings, bytes, lists, tuples, dicts, sets, slices, arrays, tensors, and what
        ``from_ref`` gives.

    Raises
    ------
    ProtocolError
        If the bytes are not that.
    """
    budget = [MAX_ITEMS]

    def rich(code: int, packed: bytes) -> object:
        budget[0] -= 1
        if budget[0] < 0:
            raise ProtocolError("too many values")
        return _rich(code, packed, from_ref, unpack)

    def unpack(packed: bytes) -> object:
        return msgpack.unpackb(
            packed,
            ext_hook=rich,
            strict_map_key=False,
            max_array_len=MAX_ITEMS,
            max_map_len=MAX_KEYS,
        )

    try:
        return unpack(data)
    except ProtocolError:
        raise
    except Exception as error:  # the bytes may be anything: so may the way they fail
        raise ProtocolError(f"not a message: {type(error).__name__}") from error


def _rich(
    code: int,
    packed: bytes,
    from_ref: Callable[[Ref], object],
    unpack: Callable[[bytes], Any],
) -> object:
    if code == _BIG_INT:
        return int.from_bytes(packed[:20_000], "big", signed=True)
    parts = unpack(packed)
    if not isinstance(parts, list):
        raise ProtocolError("an extension that is no list")
    if code == _ARRAY:
        return _array(*parts)
    if code == _SCALAR:
        return _array(*parts)[()]
    if code == _TENSOR:
        return _tensor(*parts)
    if code == _TUPLE:
        return tuple(parts)
    if code == _SET and len(parts) <= MAX_KEYS:
        return set(parts)
    if code == _COMPLEX:
        return complex(*parts)
    if code == _SLICE:
        return (slice if parts[0] == "slice" else range)(*parts[1:])
    if code == _NAMED:
        return _named(*parts)
    if code == _REF:
        number, kind = parts
        if type(number) is not int or type(kind) is not str:
            raise ProtocolError("a malformed reference")
        return from_ref(Ref(number, kind[:200]))
    raise ProtocolError(f"unknown or too large extension {code}")


def _array(dtype: str, shape: list[int], data: bytes) -> np.ndarray:
    kind = np.dtype(dtype) if type(dtype) is str and len(dtype) <= 4 else None
    if kind is None or kind.char not in _NUMBERS:
        raise ProtocolError("an array of something else than numbers")
    if len(shape) > 32 or not all(type(n) is int and n >= 0 for n in shape):
        raise ProtocolError("an impossible shape")
    count = 1
    for length in shape:
        count *= length
    if type(data) is not bytes or count * kind.itemsize != len(data):
        raise ProtocolError("an array whose bytes do not fit its shape")
    # A copy is writable and owns its memory.
    return np.frombuffer(data, dtype=kind).reshape(shape).copy()


def _tensor(name: str, requires_grad: bool, dtype: str, shape: list[int], data: bytes) -> Any:
    import torch

    plain = torch.from_numpy(np.atleast_1d(_array(dtype, shape, data))).reshape(shape)
    wanted = getattr(torch, name, None) if type(name) is str else None
    if not isinstance(wanted, torch.dtype):
        raise ProtocolError("a tensor of an unknown dtype")
    if wanted == torch.bfloat16 and plain.dtype == torch.int16:
        plain = plain.view(torch.bfloat16)
    if plain.dtype != wanted:
        raise ProtocolError("a tensor whose bytes are of another dtype")
    if requires_grad is True and (plain.is_floating_point() or plain.is_complex()):
        plain.requires_grad_(True)
    return plain


def _named(kind: str, name: str) -> object:
    if kind == "ellipsis":
        return Ellipsis
    if kind == "np.dtype" and len(name) <= 4 and np.dtype(name).char in _NUMBERS:
        return np.dtype(name)
    if kind == "np.type":
        found = getattr(np, name, None)
        if isinstance(found, type) and issubclass(found, np.generic):
            return found
    if kind == "torch.device":
        import torch

        return torch.device(name)
    if kind == "torch.dtype":
        import torch

        dtype = getattr(torch, name, None)
        if isinstance(dtype, torch.dtype):
            return dtype
    raise ProtocolError("an unknown constant")


class Channel:
    """Sends and receives whole messages over a stream socket."""

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
