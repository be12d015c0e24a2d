"""Arrays, tensors, number types and random generators as lists of plain parts, and back.

What is read back comes from the student's side: every part is looked at before it is used.
"""

import builtins
import math
import random
import struct
from typing import Any

import numpy as np
import torch

from autograder.engine.channel import MAX_MESSAGE, ProtocolError

Array = np.ndarray[Any, Any]

_MAX_AXES = 32
_NAMES = "bool uint8 int8 int16 int32 int64 float16 float32 float64 complex64 complex128".split()
_DTYPES = {np.dtype(name).str: np.dtype(name) for name in (*_NAMES, "uint16", "uint32", "uint64")}
# Computed with on some machines only: crosses as what every machine has.
_ROUNDED = {"g": np.float64, "G": np.complex128}
# By its name, a tensor's dtype and that of the array which carries its bits.
_TENSOR_DTYPES = {name: (getattr(torch, name), np.dtype(name)) for name in _NAMES} | {
    "bfloat16": (torch.bfloat16, np.dtype("int16"))
}
_CPU = torch.device("cpu")
# Of the state of torch's generator: how many of its numbers are left, and which comes next.
_TORCH_PLACE = struct.Struct("<8xi4xQ")
_TORCH_NUMBERS = 624


def array_parts(value: object) -> list[Any] | None:
    """Take a NumPy array or scalar of numbers apart; None for anything else."""
    kind = type(value)  # what an object says of itself does not count
    if not issubclass(kind, np.ndarray | np.generic) or issubclass(kind, np.matrix):
        return None
    array = np.asarray(value)
    array = array.astype(_ROUNDED.get(array.dtype.char, array.dtype.newbyteorder("=")), copy=False)
    if array.dtype.str not in _DTYPES:
        return None
    return [array.dtype.str, list(array.shape), array.tobytes()]


def make_array(dtype: str, shape: list[int], data: bytes) -> Array:
    """Put an array together; it is writable and owns its memory."""
    kind = _DTYPES.get(dtype)
    if kind is None:
        raise ProtocolError("an array of something else than numbers")
    if len(shape) > _MAX_AXES or not all(type(n) is int and 0 <= n <= MAX_MESSAGE for n in shape):
        raise ProtocolError("an impossible shape")
    if type(data) is not bytes or math.prod(shape) * kind.itemsize != len(data):
        raise ProtocolError("an array whose bytes do not fit its shape")
    if kind.char == "?":
        # A byte that is neither 0 nor 1 would be true and false at once.
        return np.asarray(np.ndarray(shape, np.uint8, data) != 0)
    return np.ndarray(shape, kind, data).copy()


def make_scalar(dtype: str, shape: list[int], data: bytes) -> Any:
    """Put a NumPy scalar together."""
    if shape != []:
        raise ProtocolError("a number with axes")
    return make_array(dtype, shape, data)[()]


def tensor_parts(value: object) -> list[Any] | None:
    """Take a tensor apart, with its gradient; None for anything else."""
    if not (isinstance(value, torch.Tensor) and issubclass(type(value), torch.Tensor)):
        return None
    # A subclass may have methods of its own: they are not asked.
    with torch._C.DisableTorchFunctionSubclass():
        try:
            flags = [bool(value.requires_grad), isinstance(value, torch.nn.Parameter)]
            gradient = value.grad if value.is_leaf else None
            inner = None if gradient is None else _plain_tensor_parts(gradient)
            return [*flags, inner, *_plain_tensor_parts(value)]
        except (RuntimeError, TypeError, NotImplementedError) as error:
            raise ProtocolError("a tensor that holds no readable numbers") from error


def _plain_tensor_parts(value: torch.Tensor) -> list[Any]:
    plain = value.detach().cpu()
    if plain.layout is not torch.strided:
        plain = plain.to_dense()
    plain = plain.resolve_conj().resolve_neg().contiguous()
    name = str(plain.dtype).removeprefix("torch.")
    if name not in _TENSOR_DTYPES:
        raise ProtocolError(f"a tensor of the dtype {name}")
    if plain.dtype is torch.bfloat16:
        plain = plain.view(torch.int16)
    array = plain.numpy()
    return [name, list(array.shape), array.tobytes()]


def make_tensor(needs: bool, parameter: bool, gradient: Any, *parts: Any) -> torch.Tensor:
    """Put a tensor together, with its gradient."""
    plain = _make_plain_tensor(*parts)
    can_need = plain.is_floating_point() or plain.is_complex()
    if parameter is True:
        plain = torch.nn.Parameter(plain, requires_grad=needs is True and can_need)
    elif needs is True and can_need:
        plain.requires_grad_(True)
    if gradient is not None and can_need:
        plain.grad = _make_plain_tensor(*gradient)
    return plain


def _make_plain_tensor(name: str, shape: list[int], data: bytes) -> torch.Tensor:
    dtype, carrier = _TENSOR_DTYPES[name]
    plain = torch.from_numpy(make_array(carrier.str, shape, data))
    return plain.view(dtype) if dtype is torch.bfloat16 else plain


def generator_parts(value: object) -> list[Any] | None:
    """Take a random generator apart: NumPy's default, torch's on the CPU, Python's."""
    if isinstance(value, np.random.Generator) and isinstance(value.bit_generator, np.random.PCG64):
        state: dict[str, Any] = dict(value.bit_generator.state)
        inner = [f"{state['state'][name]:x}" for name in ("state", "inc")]
        return ["numpy", *inner, state["has_uint32"], state["uinteger"]]
    if isinstance(value, torch.Generator) and value.device == _CPU:
        return ["torch", value.get_state().numpy().tobytes()]
    if type(value) is random.Random:
        _, numbers, gauss = value.getstate()
        return ["random", list(numbers), gauss]
    return None


def make_generator(kind: str, *parts: Any) -> object:
    """Put a random generator together, and refuse a state that could not be."""
    if kind == "numpy":
        return _make_numpy_generator(*parts)
    if kind == "torch":
        left, following = _TORCH_PLACE.unpack_from(parts[0])
        if (left, following) != (1, 0) and left + following != _TORCH_NUMBERS + 1:
            # torch takes each by itself, and would read on in the memory behind its numbers.
            raise ProtocolError("not the state of a generator")
        state = torch.from_numpy(make_array("|u1", [len(parts[0])], parts[0]))
        made = torch.Generator()
        made.set_state(state)
        return made
    if kind == "random":
        numbers, gauss = parts
        if not (gauss is None or type(gauss) is float):
            raise ProtocolError("not the state of a generator")
        plain = random.Random(0)
        plain.setstate((3, tuple(numbers), gauss))
        return plain
    raise ProtocolError("an unknown generator")


def _make_numpy_generator(state: str, inc: str, half: int, rest: int) -> np.random.Generator:
    if not all(type(text) is str and 0 < len(text) <= 32 for text in (state, inc)):
        raise ProtocolError("not the state of a generator")
    if half not in (0, 1) or type(rest) is not int or not 0 <= rest < 2**32:
        raise ProtocolError("not the state of a generator")
    bits = np.random.PCG64(0)
    bits.state = {
        "bit_generator": "PCG64",
        "state": {"state": int(state, 16), "inc": int(inc, 16)},
        "has_uint32": half,
        "uinteger": rest,
    }
    return np.random.Generator(bits)


def set_generator(target: object, like: object) -> None:
    """Let a generator go on from where another of its kind is."""
    if isinstance(target, np.random.Generator) and isinstance(like, np.random.Generator):
        target.bit_generator.state = like.bit_generator.state
    elif isinstance(target, torch.Generator) and isinstance(like, torch.Generator):
        target.set_state(like.get_state())
    elif isinstance(target, random.Random) and isinstance(like, random.Random):
        target.setstate(like.getstate())


def _constants() -> dict[str, object]:
    """Name what both sides know: number types, dtypes, Python's own exceptions, Ellipsis."""
    found: dict[str, object] = {"...": Ellipsis, "torch.cpu": _CPU}
    found |= {kind.__name__: kind for kind in (bool, int, float, complex, str)}
    found |= {f"np.dtype {name}": dtype for name, dtype in _DTYPES.items()}
    found |= {f"np.{dtype.type.__name__}": dtype.type for dtype in _DTYPES.values()}
    found |= {f"torch.{name}": dtype for name, (dtype, _) in _TENSOR_DTYPES.items()}
    found |= {
        name: value
        for name, value in vars(builtins).items()
        if isinstance(value, type) and issubclass(value, Exception)
    }
    return found


_CONSTANTS = _constants()
_CONSTANT_NAMES = {(type(value), value): name for name, value in _CONSTANTS.items()}
_CONSTANT_TYPES = {type(value) for value in _CONSTANTS.values()}


def constant_name(value: object) -> str | None:
    """Name a constant that both sides know; None for anything else."""
    if type(value) not in _CONSTANT_TYPES:
        return None
    return _CONSTANT_NAMES.get((type(value), value))


def constant(name: str) -> object:
    """Give the constant of a name."""
    return _CONSTANTS[name]
