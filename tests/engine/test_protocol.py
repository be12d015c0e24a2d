"""What crosses between runner and judge comes out as it went in; anything else is refused."""

import math
import os
import random
import resource
import struct
from collections import OrderedDict, namedtuple
from fractions import Fraction
from typing import Any, NoReturn

import hypothesis.extra.numpy as numpy_strategies
import msgpack
import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.engine import protocol
from autograder.engine.channel import MAX_MESSAGE, ProtocolError
from autograder.engine.protocol import Ref, decode, encode

QUICK = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
EXT_CODES = range(-1, 14)


def refuse(value: object) -> NoReturn:
    raise ProtocolError(f"{type(value).__name__} cannot cross")


def there_and_back(value: object) -> Any:
    return decode(encode(value, refuse), lambda ref: ref)


def read(data: bytes) -> object:
    return decode(data, lambda ref: ref)


def pack(value: object) -> bytes:
    return bytes(msgpack.packb(value))


def ext(code: int, parts: object) -> msgpack.ExtType:
    return msgpack.ExtType(code, pack(parts))


def same(a: object, b: object) -> bool:
    """Equal in value and type; nan is nan."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, torch.Tensor):
        return (
            a.dtype == b.dtype
            and a.requires_grad == b.requires_grad
            and torch.equal(a.nan_to_num(), b.nan_to_num())
        )
    if isinstance(a, np.generic):
        return a.tobytes() == b.tobytes()
    if isinstance(a, float):
        return a == b or (math.isnan(a) and math.isnan(b))
    if isinstance(a, complex):
        return same(a.real, b.real) and same(a.imag, b.imag)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    return a == b


NUMBER_DTYPES = [np.dtype(char) for char in "?bhilqBHILQefdFD"]
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=-(2**200), max_value=2**200)
    | st.floats()
    | st.complex_numbers()
    | texts
    | st.binary(max_size=20)
    | st.slices(9)
    | st.builds(range, st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 4))
)
arrays = st.sampled_from(NUMBER_DTYPES).flatmap(
    lambda dtype: numpy_strategies.arrays(
        dtype, numpy_strategies.array_shapes(min_dims=0, min_side=0, max_dims=4, max_side=4)
    )
)
keys = st.none() | st.booleans() | st.integers() | texts | st.tuples(st.integers(), texts)
plain = st.recursive(
    scalars | arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(keys, inner, max_size=4)
        | st.sets(keys, max_size=4)
    ),
    max_leaves=12,
)


@QUICK
@given(plain)
def test_nested_plain_data_comes_back_the_same(value: object) -> None:
    assert same(there_and_back(value), value)


@QUICK
@given(arrays)
def test_an_array_comes_back_writable_and_on_its_own(array: np.ndarray) -> None:
    back = there_and_back(array)
    assert same(back, array)
    assert back.flags.writeable
    assert not np.shares_memory(back, array)


@pytest.mark.parametrize("dtype", NUMBER_DTYPES, ids=str)
def test_numpy_scalars_keep_their_type(dtype: np.dtype) -> None:
    value = np.ones(1, dtype)[0]
    back = there_and_back(value)
    assert isinstance(back, np.generic)
    assert back.dtype == dtype
    assert back == value


def test_views_of_every_kind_of_layout() -> None:
    base = np.arange(24.0).reshape(2, 3, 4)
    for view in (
        base[:, ::2],
        base.T,
        base[::-1],
        np.broadcast_to(1.0, (3, 2)),
        np.asfortranarray(base),
    ):
        back = there_and_back(view)
        assert np.array_equal(back, view)
        assert back.shape == view.shape
    assert there_and_back(np.arange(3, dtype=">i4")).tolist() == [0, 1, 2]


def test_long_doubles_cross_as_doubles() -> None:
    assert there_and_back(np.ones(2, np.longdouble)).dtype == np.float64


TENSOR_DTYPES = "bool uint8 int8 int16 int32 int64 float16 bfloat16 float32 float64 complex64"


@pytest.mark.parametrize("name", TENSOR_DTYPES.split())
def test_tensors_of_every_dtype(name: str) -> None:
    for shape in ((), (0,), (2, 3), (2, 0, 3)):
        value = torch.ones(shape).to(getattr(torch, name))
        back = there_and_back(value)
        assert same(back, value), (name, shape)


def test_a_tensor_keeps_requires_grad_its_gradient_and_being_a_parameter() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    (x**2).sum().backward()
    back = there_and_back(x)
    assert back.requires_grad and torch.equal(back.grad, torch.tensor([2.0, 4.0]))
    parameter = there_and_back(torch.nn.Parameter(torch.ones(2), requires_grad=False))
    assert isinstance(parameter, torch.nn.Parameter) and not parameter.requires_grad
    computed = there_and_back(x * 2)
    assert computed.requires_grad and computed.grad is None


def test_tensors_in_other_layouts_cross_by_their_values() -> None:
    dense = torch.eye(3)
    assert torch.equal(there_and_back(dense.to_sparse()), dense)
    turned = torch.arange(6.0).reshape(2, 3).T
    assert torch.equal(there_and_back(turned), turned)
    assert torch.equal(there_and_back(torch.ones(2).expand(3, 2)), torch.ones(3, 2))
    with pytest.raises(ProtocolError):
        encode(torch.empty(2, device="meta"), refuse)


def test_number_types_dtypes_and_exceptions_are_constants_of_both_sides() -> None:
    for value in (
        float,
        np.float64,
        np.dtype("float32"),
        torch.bfloat16,
        torch.device("cpu"),
        ...,
        ValueError,
    ):
        assert there_and_back(value) is value or there_and_back(value) == value


def test_generators_go_on_where_they_are() -> None:
    ours = np.random.default_rng(3)
    ours.integers(2, size=3, dtype=np.uint8)
    assert there_and_back(ours).normal(size=4).tolist() == ours.normal(size=4).tolist()
    python = random.Random(3)
    python.gauss(0, 1)
    assert there_and_back(python).gauss(0, 1) == python.gauss(0, 1)
    tensors = torch.Generator().manual_seed(3)
    torch.rand(3, generator=tensors)
    back = there_and_back(tensors)
    assert torch.equal(torch.rand(5, generator=back), torch.rand(5, generator=tensors))


def test_subclasses_cross_as_what_they_are_a_kind_of() -> None:
    class Text(str):
        pass

    pair = namedtuple("pair", "a b")
    assert same(there_and_back(pair(1, 2)), (1, 2))
    assert same(there_and_back(Text("a")), "a")
    assert same(there_and_back(OrderedDict(a=1)), {"a": 1})
    assert same(there_and_back(np.arange(3).view(np.recarray)), np.arange(3))


def test_anything_else_becomes_a_reference() -> None:
    matrix = np.ones((1, 1)).view(np.matrix)
    for value in (object(), Fraction(1, 2), np.array(["a"]), np.array([object()]), matrix):
        assert there_and_back_as_ref(value) == Ref(7, "thing")


def there_and_back_as_ref(value: object) -> object:
    return decode(encode(value, lambda _: Ref(7, "thing")), lambda ref: ref)


@pytest.mark.parametrize(
    "value",
    [
        [np.array([object()])],
        {"a": object()},
        (lambda: 0,),
        np.zeros(1, "datetime64[s]"),
        np.zeros(1, [("a", "f8")]),
        1 << 200_000,
        "\ud800",
        np.zeros(MAX_MESSAGE, np.uint8),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_or_too_large_is_refused(value: object) -> None:
    with pytest.raises(ProtocolError):
        encode(value, refuse)


def test_a_list_that_holds_itself_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(ProtocolError):
        encode(endless, refuse)


def test_an_object_that_raises_when_it_is_looked_at_is_refused() -> None:
    class Bad(list):
        def __iter__(self) -> NoReturn:
            raise KeyError("no")

    with pytest.raises(ProtocolError):
        encode(Bad(), refuse)


# What a hostile runner sends. Everything ends in plain data or a ProtocolError.


def harmless(data: bytes) -> object:
    """Read bytes; any other exception than ProtocolError fails the test."""
    try:
        return read(data)
    except ProtocolError:
        return None


@settings(deadline=None, max_examples=400)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    harmless(data)


def raw_ext(code: int, data: bytes) -> bytes:
    """Pack an extension, also with codes that msgpack keeps for itself."""
    return b"\xc8" + struct.pack(">Hb", len(data), code) + data


wild = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=8)
    | st.binary(max_size=16)
    | st.sampled_from(
        ["<f8", "|b1", "|O", "<U4", "float32", "bfloat16", "slice", "range", "numpy"]
    ),
    lambda inner: (
        st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=600)
@given(st.sampled_from(EXT_CODES), wild)
def test_extensions_with_any_parts(code: int, parts: object) -> None:
    harmless(raw_ext(code, pack(parts)))


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(EXT_CODES), st.binary(max_size=60))
def test_extensions_with_any_bytes(code: int, data: bytes) -> None:
    harmless(raw_ext(code, data))


REAL = [
    ["ok", {"a": np.arange(6.0).reshape(2, 3), (1, "b"): torch.ones(2, 3)}, {1, 2}],
    ["ok", np.random.default_rng(0), random.Random(0), torch.Generator()],
    ["ok", slice(1, None, 2), range(9), 3 + 4j, 10**60, np.float32(1), torch.bfloat16],
    ["ok", torch.nn.Parameter(torch.ones(3)), (1, (2, (3,))), [True, None, b"bytes"]],
]


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(REAL), st.data())
def test_real_messages_cut_short_and_changed(message: list[Any], data: st.DataObject) -> None:
    sound = encode(message, refuse)
    harmless(sound[: data.draw(st.integers(0, len(sound)))])
    changed = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    harmless(bytes(changed))
    at = data.draw(st.integers(0, len(sound)))
    harmless(sound[:at] + data.draw(st.binary(max_size=8)) + sound[at:])


def bomb_of_lists() -> bytes:
    """Lists that say they are long, in lists that say they are long."""
    return (b"\xdd" + struct.pack(">I", 2_000_000)) * 1_000 + b"\x90" * 1_000_000


def bomb_of_empty_lists() -> bytes:
    return b"\xdd" + struct.pack(">I", 30_000_000) + b"\x90" * 30_000_000


def bomb_of_short_lists() -> bytes:
    inner = b"\xdc" + struct.pack(">H", 60_000) + b"\x90" * 60_000
    return b"\xdc" + struct.pack(">H", 500) + inner * 500


def bomb_of_extensions(size: int = 1 << 22) -> bytes:
    packed = bytes(size)
    for _ in range(200):
        packed = pack([msgpack.ExtType(4, packed)])
    return packed


def colliding_keys() -> bytes:
    """Whole numbers whose hashes are all the same."""
    prime = 2**61 - 1
    return pack({key * prime: 0 for key in range(8)} | {i: i for i in range(200_000)})


def many_small_maps() -> bytes:
    return pack([{i: i for i in range(5_000)}] * 10)


def lying_length() -> bytes:
    return b"\xc6" + struct.pack(">I", 0xFFFFFFFF) + b"abc"


def huge_shape(shape: list[int], dtype: str = "<f8") -> bytes:
    return pack(ext(1, [dtype, shape, b""]))


BOMBS = {
    "long lists in long lists": bomb_of_lists,
    "empty lists": bomb_of_empty_lists,
    "short lists": bomb_of_short_lists,
    "extensions in extensions": bomb_of_extensions,
    "many keys": colliding_keys,
    "many maps": many_small_maps,
    "a lying length": lying_length,
    "a huge shape": lambda: huge_shape([2**40, 2**40]),
    "a huge empty shape": lambda: huge_shape([0, 2**62]),
    "a negative shape": lambda: huge_shape([-1, 0]),
    "many axes": lambda: huge_shape([1] * 1000),
    "an object dtype": lambda: huge_shape([1], "|O"),
    "deep lists": lambda: b"\x91" * 100_000 + b"\x90",
    "an unhashable key": lambda: b"\x81\x90\x01",
    "an unhashable member": lambda: pack(ext(8, [[1]])),
    "a constant that is none": lambda: pack(ext(10, ["__import__"])),
    "half a generator": lambda: pack(ext(11, ["torch", b"\xff" * 5056])),
    "an impossible generator": lambda: pack(ext(11, ["random", [2**32] * 625, None])),
    "a generator past its end": lambda: pack(ext(11, ["random", [1] * 624 + [9999], None])),
    "a gauss that is none": lambda: pack(ext(11, ["random", [1] * 625, "x"])),
    "another generator": lambda: pack(ext(11, ["numpy", "f" * 40, "1", 0, 0])),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_in_little_memory(name: str) -> None:
    data = BOMBS[name]()

    def attempt() -> None:
        with open("/proc/self/statm", encoding="ascii") as file:
            now = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + (1 << 30),) * 2)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        try:
            read(data)
        except ProtocolError:
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            os._exit(0 if grown < 400_000 else 3)  # kilobytes
        os._exit(4)

    assert in_a_child(attempt) == 0


def in_a_child(work: Any) -> int:
    """Run something in a forked process, which may crash; give its exit status."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(9)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_bool_is_true_or_false() -> None:
    (value,) = np.array(read(pack(ext(1, ["|b1", [1], b"\x02"]))))
    assert value == np.True_
    assert np.array([value]).view(np.uint8)[0] == 1


@pytest.mark.parametrize("left, following", [(624, 624), (2, 624), (624, 0), (1, 1), (0, 625)])
def test_a_generator_reads_no_memory_behind_its_numbers(left: int, following: int) -> None:
    state = bytearray(torch.Generator().get_state().numpy().tobytes())
    struct.pack_into("<iiQ", state, 8, left, 1, following)
    with pytest.raises(ProtocolError):
        read(raw_ext(11, pack(["torch", bytes(state)])))


@pytest.mark.parametrize("drawn", [0, 1, 5, 623, 624, 625, 2_000])
def test_a_generator_of_torch_crosses_wherever_it_is(drawn: int) -> None:
    made = torch.Generator().manual_seed(3)
    torch.randint(2**31, (drawn,), generator=made)
    again = there_and_back(made)
    assert torch.equal(torch.rand(700, generator=made), torch.rand(700, generator=again))


def test_keys_that_collide_cost_little() -> None:
    """The number of keys is bounded: even all of them in one place are no work for minutes."""
    prime = 2**61 - 1
    colliding = [i * prime for i in range(protocol.MAX_KEYS)]
    as_set = msgpack.ExtType(
        8, pack([msgpack.ExtType(6, n.to_bytes(12, "big")) for n in colliding])
    )
    assert len(read(pack(as_set))) == protocol.MAX_KEYS


def test_a_reference_is_a_number_and_a_short_text() -> None:
    assert read(pack(ext(3, [5, "k" * 10_000]))) == Ref(5, "k" * 200)
    for parts in (["5", "kind"], [True, "kind"], [5, b"kind"], [5], [5, "kind", 1], "5"):
        with pytest.raises(ProtocolError):
            read(pack(ext(3, parts)))
