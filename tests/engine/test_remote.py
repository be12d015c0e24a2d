"""Test cells use what student cells define as if it were local, though it lives elsewhere.

Each test runs cells through a real, isolated runner; those that begin with ``# test`` are run by
the judge.
"""

import time
from collections.abc import Callable

import pytest

from autograder.engine.judge import STEPS, Cell, CellResult, judge
from autograder.engine.limits import TimeLimits
from autograder.engine.process import TemplateProcess

Run = Callable[..., list[CellResult]]
Passes = Callable[..., None]

IMPORTS = "import numpy as np\nimport torch\nfrom torch import nn"


def test_functions_take_and_return_plain_data(passes: Passes) -> None:
    passes(
        IMPORTS,
        """
        def same(*args, **kwargs):
            return [*args, kwargs]
        """,
        """
        # test
        import numpy as np, torch
        given = [1, 2.5, "a", b"b", None, True, 3 + 4j, 10**40, (1, [2]), {"k": (1, 2)}, {1, 2}]
        assert same(*given, key=5) == [*given, {"key": 5}]
        back = same(np.arange(6.0).reshape(2, 3)[:, ::2], torch.ones(2, dtype=torch.bfloat16))
        assert back[0].tolist() == [[0, 2], [3, 5]]
        assert back[1].dtype is torch.bfloat16
        assert same(dtype=np.float32, device=torch.device("cpu"), error=ValueError) == [
            {"dtype": np.float32, "device": torch.device("cpu"), "error": ValueError}
        ]
        """,
    )


def test_classes_attributes_and_methods(passes: Passes) -> None:
    passes(
        """
        class Neuron:
            shared = [1]

            def __init__(self, w, b=0.0):
                self.w, self.b = w, b

            def output(self, x):
                return self.w * x + self.b

            def child(self):
                return Neuron(self.w + 1)

            @property
            def both(self):
                return self.w, self.b

            @classmethod
            def zero(cls):
                return cls(0)
        """,
        """
        # test
        neuron = Neuron(2, b=1)
        assert neuron.output(3) == 7
        neuron.w = 5
        neuron.extra = [1, 2]
        assert neuron.output(3) == 16 and neuron.both == (5, 1) and neuron.extra == [1, 2]
        assert hasattr(neuron, "w") and not hasattr(neuron, "absent")
        del neuron.extra
        assert getattr(neuron, "extra", "gone") == "gone"
        assert neuron.child().w == 6
        assert Neuron.zero().w == 0
        assert Neuron.shared == [1]
        """,
    )


def test_modules_of_torch(passes: Passes) -> None:
    passes(
        IMPORTS,
        """
        class Net(nn.Module):
            def __init__(self, n):
                super().__init__()
                self.layers = nn.Sequential(nn.Linear(n, 3), nn.ReLU(), nn.Linear(3, 2))

            def forward(self, x):
                return self.layers(x)

        def train_step(net, optimizer_class, x, y):
            optimizer = optimizer_class(net.parameters(), lr=0.1)
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(x), y)
            loss.backward()
            optimizer.step()
            return loss.item()

        SGD = torch.optim.SGD
        """,
        """
        # test
        import torch
        net = Net(4)
        x, y = torch.ones(5, 4), torch.zeros(5, 2)
        assert net(x).shape == (5, 2)
        assert sum(p.numel() for p in net.parameters()) == 4 * 3 + 3 + 3 * 2 + 2
        assert set(net.state_dict()) == {f"layers.{i}.{n}" for i in (0, 2) for n in ("weight", "bias")}
        losses = [train_step(net, SGD, x, y) for _ in range(20)]
        assert losses[-1] < losses[0]
        net.layers[2].weight = torch.nn.Parameter(torch.zeros(2, 3))
        net.layers[2].bias = torch.nn.Parameter(torch.ones(2))
        assert torch.equal(net(x), torch.ones(5, 2))
        assert net.layers[2].weight.grad is None
        net.load_state_dict({name: torch.zeros_like(p) for name, p in net.state_dict().items()})
        assert not net(x).any()
        assert net.eval().training is False
        """,
    )


def test_generators_and_iteration(passes: Passes) -> None:
    passes(
        IMPORTS,
        """
        def batches(x, size):
            for start in range(0, len(x), size):
                yield x[start : start + size], start

        def echo():
            got = yield 1
            while got:
                got = yield got

        class Countdown:
            def __init__(self, n):
                self.n = n
            def __iter__(self):
                return iter(range(self.n, 0, -1))
            def __len__(self):
                return self.n
            def __contains__(self, item):
                return 0 < item <= self.n
            def __getitem__(self, index):
                return self.n - index
            def __setitem__(self, index, value):
                self.n = value
            def __delitem__(self, index):
                self.n = 0
        """,
        """
        # test
        import numpy as np
        pieces = list(batches(np.arange(7), 3))
        assert [start for _, start in pieces] == [0, 3, 6]
        assert [len(part) for part, _ in pieces] == [3, 3, 1]
        stream = batches(np.arange(4), 2)
        assert next(stream)[1] == 0 and next(stream)[1] == 2
        assert next(stream, "over") == "over"
        talk = echo()
        assert next(talk) == 1 and talk.send(5) == 5
        count = Countdown(3)
        assert list(count) == [3, 2, 1] and len(count) == 3
        assert 2 in count and 9 not in count
        assert count[1] == 2
        count[0] = 5
        assert [a for a, _ in zip(count, range(2))] == [5, 4]
        del count[0]
        assert len(count) == 0
        """,
    )


def test_what_a_call_changes_in_place_is_changed_here_too(passes: Passes) -> None:
    passes(
        IMPORTS,
        """
        def change(array, numbers, table, names, tensor, pair):
            array[0] = -1
            numbers.append(array.sum())
            numbers[0] *= 2
            table["new"] = numbers.pop(1)
            table["inner"][:] = 7
            names.add("b")
            tensor.mul_(2)
            pair[0][:] = 0
            return None

        def gradient(x):
            (x**2).sum().backward()

        def leave(*args):
            return args

        def reshape(array, tensor):
            array.shape = (2, -1)
            array[0] = 9
            tensor.t_()
        """,
        """
        # test
        import numpy as np, torch
        base = np.zeros((3, 2))
        view, inner = base[:, 1], np.ones(2)
        numbers, table, names, tensor = [3, 4], {"inner": inner, "k": 0}, {"a"}, torch.ones(2)
        pair = (np.ones(2), 5)
        change(view, numbers, table, names, tensor, pair)
        assert base[:, 1].tolist() == [-1, 0, 0] and base[:, 0].tolist() == [0, 0, 0]
        assert numbers == [6, -1] and table["new"] == 4
        assert table["inner"] is inner and inner.tolist() == [7, 7]
        assert names == {"a", "b"} and tensor.tolist() == [2, 2] and pair[0].tolist() == [0, 0]
        x = torch.tensor([1.0, 3.0], requires_grad=True)
        gradient(x)
        assert x.grad.tolist() == [2, 6]
        array, tensor = np.arange(6.0), torch.zeros(2, 3)
        reshape(array, tensor)
        assert array.tolist() == [[9, 9, 9], [3, 4, 5]] and tensor.shape == (3, 2)
        frozen = np.ones(2)
        frozen.flags.writeable = False
        leave(frozen, [frozen])
        """,
    )


def test_functions_of_the_test_are_called_back(passes: Passes) -> None:
    passes(
        IMPORTS,
        """
        def minimize(f, gradient, x, steps):
            path = [x]
            for _ in range(steps):
                x = x - 0.1 * gradient(x)
                path.append(x)
            return path, [f(p) for p in path]

        def apply(f, *args, **kwargs):
            return f(*args, **kwargs)

        def square(x):
            return x * x

        def safely(f):
            try:
                return f()
            except ValueError as error:
                return f"caught {error}"
        """,
        """
        # test
        import numpy as np
        path, values = minimize(lambda x: (x**2).sum(), lambda x: 2 * x, np.ones(2), 30)
        assert values[-1] < 1e-2 and len(path) == 31
        seen = []
        assert apply(lambda a, b=0: seen.append((a, b)) or a + b, 3, b=4) == 7
        assert seen == [(3, 4)]
        assert apply(np.exp, 0.0) == 1.0
        assert apply(square, 5) == 25
        # The test's function asks the student's code, which calls the test's function again.
        assert apply(lambda x: square(x) + apply(lambda y: square(y) + 1, x), 3) == 19
        def fail():
            raise ValueError("on purpose")
        assert safely(fail) == "caught on purpose"
        """,
    )


def test_a_check_inside_a_function_of_the_test_cannot_be_swallowed(run: Run) -> None:
    student = """
    heard = []
    def careless(f):
        try:
            f(3)
        except Exception as error:
            heard.append(str(error))
        return 1
    """
    test = """
    # test
    def check(x):
        assert x == 4, "the expected value is 4"
    careless(check)
    """
    told = """
    # test
    assert heard == ["a check of the test failed"]
    """
    _, failed, spied = run(student, test, told)
    assert failed.error and "expected value is 4" in failed.error.text
    assert spied.error is None


def test_functions_of_one_test_are_of_no_use_in_another(run: Run) -> None:
    student = """
    kept = []
    def keep(f):
        kept.append(f)
        return 0
    def cheat(x):
        return kept[0](x)
    """
    first = "# test\nassert keep(lambda x: x + 1) == 0"
    second = "# test\nassert cheat(1) == 2"
    third = "# test\nassert keep(lambda x: x + 1) == 0"
    between = "found = kept[0](1)"
    _, one, later, two, three = run(student, first, between, second, third)
    assert one.error is None and three.error is None
    for refused in (later, two):
        assert refused.error and "test that has ended" in refused.error.text


def test_the_end_of_an_iterator_does_not_end_a_test(run: Run) -> None:
    student = "def double(x):\n    raise StopIteration"
    test = "# test\nassert all(map(lambda x: double(x) == 2 * x, [1, 2]))"
    _, failed = run(student, test)
    assert failed.error and "StopIteration" in failed.error.text


def test_what_has_run_well_gets_as_much_time_again(run: Run) -> None:
    """A cell that ends its time by force must not cost what slower cells have defined."""
    slow = "import time\ntime.sleep(1.5)\nkept = 3"
    stuck = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    *_, test = run(slow, stuck, "# test\nassert kept == 3", seconds=4.0)
    assert test.error is None


def test_nothing_is_started_anew_when_the_time_is_over(
    run: Run, template: TemplateProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cells that do not run well a second time are left out together, not one for each runner."""
    started = []
    start_runner = template.start_runner
    monkeypatch.setattr(template, "start_runner", lambda: started.append(1) or start_runner())
    soon = time.time() + 1.0
    well = f"import time\nif time.time() > {soon}: time.sleep(9)"
    ends = f"import os, time\ntime.sleep(max(0, {soon} - time.time()))\nos._exit(0)"
    run(*[well] * 30, ends, "# test\nassert True", seconds=1.5, in_all=4.0)
    assert 2 <= len(started) <= 8


def test_exceptions_raised_on_purpose(passes: Passes) -> None:
    passes(
        """
        class WrongShape(ValueError):
            pass

        class Strange(Exception):
            pass

        def fail(kind, text):
            raise {"shape": WrongShape, "strange": Strange}.get(kind, kind)(text)

        def todo():
            raise NotImplementedError("later")

        def leave():
            import sys
            sys.exit(3)

        def decode():
            return bytes([255]).decode()
        """,
        """
        # test
        for kind in (ValueError, TypeError, IndexError, ZeroDivisionError, TimeoutError, OSError):
            try:
                fail(kind, "why")
            except kind as error:
                assert str(error) == "why"
            else:
                assert False
        try:
            fail("shape", "3 and 4")
        except ValueError as error:
            assert str(error) == "WrongShape: 3 and 4"
        for call in (lambda: fail("strange", "x"), leave):
            try:
                call()
            except Exception as error:
                assert type(error).__name__ == "StudentError"
            else:
                assert False
        from dlcourse.testing import check_raises
        check_raises(lambda: fail(KeyError, "k"), KeyError, "fail")
        check_raises(decode, ValueError, "decode")
        """,
    )


def test_the_stub_reads_as_not_implemented(run: Run) -> None:
    _, test = run("def f():\n    raise NotImplementedError('later')", "# test\nf()")
    assert test.error and test.error.name == "NotImplementedError"


def test_seeds_hold_on_both_sides(passes: Passes) -> None:
    passes(
        IMPORTS,
        """
        import random
        def draw():
            return random.random(), np.random.rand(), torch.rand(2)
        def draw_from(numpy_rng, torch_rng, python_rng):
            return numpy_rng.normal(size=2), torch.rand(2, generator=torch_rng), python_rng.random()
        """,
        """
        # test
        import random, numpy as np, torch
        from dlcourse.device import set_seed
        for seed in (3, 4):
            random.seed(seed), np.random.seed(seed), torch.manual_seed(seed)
            there = draw()
            random.seed(seed), np.random.seed(seed), torch.random.manual_seed(seed)
            here = random.random(), np.random.rand(), torch.rand(2)
            assert there[:2] == here[:2] and torch.equal(there[2], here[2])
        set_seed(5)
        first = draw()
        set_seed(5)
        assert draw()[:2] == first[:2]
        """,
        """
        # test
        import random, numpy as np, torch
        ours = np.random.default_rng(1), torch.Generator().manual_seed(1), random.Random(1)
        like = np.random.default_rng(1), torch.Generator().manual_seed(1), random.Random(1)
        for _ in range(2):  # the generators advance here too
            a, b, c = draw_from(*ours)
            assert a.tolist() == like[0].normal(size=2).tolist()
            assert torch.equal(b, torch.rand(2, generator=like[1])) and c == like[2].random()
        assert ours[0].normal() == like[0].normal()
        """,
    )


def test_a_test_starts_with_the_same_seeds_whatever_ran_before(passes: Passes) -> None:
    draw = "def draw():\n    return np.random.rand()"
    test = "# test\nimport numpy as np\nassert draw() == np.random.RandomState(0).rand()"
    passes(IMPORTS, draw, "np.random.rand(5)", test, "np.random.seed(77)", test)


def test_contexts(passes: Passes) -> None:
    passes(
        """
        log = []
        class Timer:
            def __enter__(self):
                log.append("in")
                return self
            def __exit__(self, *details):
                log.append("out")
                return True
        def logged():
            return log
        """,
        """
        # test
        with Timer() as timer:
            assert logged() == ["in"]
        assert logged() == ["in", "out"]
        try:
            with Timer():
                assert False, "an error of the test"
        except AssertionError as error:
            assert "an error of the test" in str(error)
        else:
            raise SystemError("swallowed")
        """,
    )


# A reference is never a value.

LYING = """
class Liar:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __eq__
    __hash__ = object.__hash__
    def __bool__(self): return True
    def __float__(self): return 3.0
    def __int__(self): return 3
    __index__ = __int__
    def __complex__(self): return 3 + 0j
    def __str__(self): return "3.0"
    __repr__ = __str__
    def __add__(self, other): return other
    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __add__
    __matmul__ = __rmatmul__ = __pow__ = __abs__ = __neg__ = __mod__ = __add__
    def __array__(self, *args, **kwargs):
        import numpy as np
        return np.full(2, 3.0)
    __array_priority__ = 1e9
    def __array_ufunc__(self, *args, **kwargs): return True
    def __array_function__(self, *args, **kwargs): return True
    @classmethod
    def __torch_function__(cls, *args, **kwargs): return True
    def __instancecheck__(self, other): return True
    @property
    def __class__(self): return float
    def __format__(self, spec): return "3.0"
    def __round__(self, n=None): return 3
    def __reduce_ex__(self, protocol): return (float, (3.0,))
    shape, dtype, ndim, size = (2,), float, 1, 2

liar = Liar()

def answer():
    return liar

class Lying(__import__("numpy").ndarray):
    def __eq__(self, other): return __import__("numpy").ones(2, bool)
    def __array_ufunc__(self, *args, **kwargs): return __import__("numpy").zeros(2)

def array():
    return __import__("numpy").full(2, 5.0).view(Lying)

class Tensor(__import__("torch").Tensor):
    @classmethod
    def __torch_function__(cls, *args, **kwargs): return __import__("torch").full((2,), 3.0)

def tensor():
    return __import__("torch").full((2,), 5.0).as_subclass(Tensor)

class Number(float):
    def __eq__(self, other): return True
    def __float__(self): return 3.0
    __hash__ = float.__hash__

def number():
    return Number(5.0)
"""

USES = [
    "answer() == 3.0", "answer() != 4.0", "3.0 == answer()", "answer() < 9", "bool(answer())",
    "not answer()", "float(answer())", "int(answer())", "complex(answer())", "[0, 1][answer()]",
    "answer() + 1", "1 - answer()", "answer() * 2", "abs(answer() - 3)", "-answer()",
    "answer() @ np.ones(2)", "np.ones(2) @ answer()", "np.ones(2) + answer()",
    "np.full(2, 3.0) == answer()", "np.array_equal(np.full(2, 3.0), answer())",
    "np.asarray(answer())", "np.array([answer()], dtype=float)", "np.allclose(answer(), 3.0)",
    "np.testing.assert_allclose(answer(), 3.0)", "np.exp(answer())", "np.mean(answer())",
    "np.isclose(3.0, answer())", "np.sum([answer()])", "np.float64(answer())", "np.any(answer())",
    "torch.allclose(answer(), torch.full((2,), 3.0))", "torch.equal(torch.ones(2), answer())",
    "torch.ones(2) + answer()", "answer() * torch.ones(2)", "torch.exp(answer())",
    "torch.full((2,), 3.0) == answer()", "torch.testing.assert_close(answer(), torch.ones(2))",
    "torch.as_tensor(answer())", "torch.nn.functional.mse_loss(answer(), torch.ones(2))",
    "math.isclose(answer(), 3.0)", "round(answer())", "str(answer()) == '3.0'", "f'{answer()}'",
    "{answer(): 1}", "answer() in [3.0]", "3.0 in [answer()]", "[3.0].index(answer())",
    "copy.deepcopy(answer())", "pickle.dumps(answer())", "sum([answer()])", "max(answer(), 2)",
    "sorted([answer(), 2])", "math.sqrt(answer())", "divmod(answer(), 2)", "answer() & 1",
    "json.dumps(answer())", "isinstance(answer(), float) or answer() > 2",
]  # fmt: skip


def test_a_reference_is_never_a_value(run: Run) -> None:
    tests = [
        "# test\nimport copy, json, math, pickle\nimport numpy as np, torch\n"
        f"used = {use}\nassert False, 'got through'"
        for use in USES
    ]
    _, *results = run(LYING, *tests, in_all=100)
    for use, result in zip(USES, results, strict=True):
        assert result.error, use
        # json and some functions of torch refuse what they do not know before they look at it.
        own = {"json.dumps": "TypeError", "torch.": "TypeError"}
        allowed = {"UsedAsValueError"} | {e for start, e in own.items() if use.startswith(start)}
        assert result.error.name in allowed, (use, result.error)


def test_subclasses_of_numbers_arrays_and_tensors_are_taken_by_their_true_values(run: Run) -> None:
    _, test = run(
        LYING,
        """
        # test
        import numpy as np, torch
        assert type(array()) is np.ndarray and array().tolist() == [5, 5]
        assert type(tensor()) is torch.Tensor and tensor().tolist() == [5, 5]
        assert type(number()) is float
        assert not np.allclose(array(), 3) and not torch.allclose(tensor(), torch.full((2,), 3.0))
        """,
    )
    assert test.error is None


@pytest.mark.parametrize("check", ["check_close(answer(), 3.0, 'a')", "check_equal(answer(), 3, 'a')",
    "check_true(answer(), 'a', 'b')", "check_between(answer(), 0, 9, 'a')",
    "check_shape(answer(), (2,), 'a')", "check_close([answer()], [3.0], 'a')",
    "check_equal([answer()], [3], 'a')", "check_equal({'a': answer()}, {'a': 3}, 'a')"])  # fmt: skip
def test_no_check_of_the_course_believes_a_liar(run: Run, check: str) -> None:
    _, test = run(LYING, f"# test\nfrom dlcourse.testing import *\n{check}")
    assert test.error and test.error.name in ("CheckFailed", "UsedAsValueError")


# A notebook's cells run as they do in JupyterLab.


def test_magics_prints_plots_and_widgets(run: Run) -> None:
    sources = {
        "inline": "%matplotlib inline\n%config InlineBackend.figure_format = 'retina'",
        "time": "%time x = sum(range(10))",
        "cell time": "%%time\ny = 5",
        "timeit": "%timeit -n 1 -r 1 1 + 1",
        "shell": "!ls /tmp",
        "shell value": "files = !echo hello\nassert files == ['hello'], files",
        "capture": "%%capture out\nprint('kept')",
        "bash": "%%bash\necho from bash",
        "file": "%%writefile helper.py\nvalue = 3",
        "import": "import helper\nassert helper.value == 3",
        "autoreload": "%load_ext autoreload\n%autoreload 2",
        "async": "import asyncio\nawait asyncio.sleep(0.01)\nz = 1",
        "async for": "async def agen():\n    yield 1\n[i async for i in agen()]",
        "print": "print('a', 'b')\nimport sys\nprint('err', file=sys.stderr)",
        "warning": "import warnings\nwarnings.warn('careful')",
        "plot": "import matplotlib.pyplot as plt\nplt.plot([1, 2], label='$x$')\nplt.legend()\nplt.show()",
        "display": "from IPython.display import display, HTML, Markdown, Image\ndisplay(HTML('<b>x</b>'), 5)",
        "widgets": "import ipywidgets\nipywidgets.interact(lambda a: a, a=(0, 3))",
        "explore": (
            "from dlcourse.widgets import explore, slider\n"
            "def draw(w):\n    figure, ax = plt.subplots()\n    ax.plot([0, w])\n    return figure\n"
            "explore(draw, w=slider(0.0, 1.0))"
        ),
        "tqdm": "from tqdm.auto import tqdm\nfor _ in tqdm(range(3)): pass\nfrom tqdm.notebook import trange",
        "progress": "from dlcourse.pace import progress\nfor _ in progress(range(3), 'x'): pass",
        "expression": "1 + 1",
        "main": "assert __name__ == '__main__'",
        "threads": "import threading\nt = threading.Thread(target=print)\nt.start()\nt.join()",
        "processes": (
            "import multiprocessing\nwith multiprocessing.get_context('fork').Pool(2) as pool:\n"
            "    assert pool.map(abs, [-1, 2]) == [1, 2]"
        ),
        "loader": (
            "import torch\nfrom torch.utils.data import DataLoader, TensorDataset\n"
            "loader = DataLoader(TensorDataset(torch.arange(8)), batch_size=4, num_workers=2)\n"
            "assert len(list(loader)) == 2"
        ),
        "files": "torch.save(torch.ones(2), 'model.pt')\nassert torch.load('model.pt').sum() == 2",
        "subprocess": "import subprocess, sys\nassert subprocess.run([sys.executable, '-c', '1']).returncode == 0",
        "twice": "def f():\n    return 1\ndef f():\n    return 2",
        "empty": "",
        "comment": "# nothing",
        "help": "len?",
        "figures are closed": "assert not plt.get_fignums()",
    }  # fmt: skip
    results = run(*sources.values(), "# test\nassert f() == 2 and z == 1 and x == 45 and y == 5")
    wrong = {n: r for n, r in zip([*sources, "test"], results, strict=True) if r.error}
    assert not wrong
    said = dict(zip(sources, (result.output for result in results), strict=False))
    assert "from bash" in said["bash"] and "a b" in said["print"] and "err" in said["print"]
    assert "careful" in said["warning"] and "2" in said["expression"]


def test_input_says_at_once_that_nobody_is_there(run: Run) -> None:
    (asked, secret) = run("name = input('Your name: ')", "import getpass; getpass.getpass()")
    assert asked.error and "write the value into the cell" in asked.error.text
    assert secret.error and secret.error.name == "RuntimeError"


def test_errors_of_cells_are_told_and_later_cells_run(run: Run) -> None:
    syntax, zero, leave, fine = run("x = = 3", "1 / 0", "import sys; sys.exit(2)", "x = 1")
    assert syntax.error and syntax.error.name == "SyntaxError"
    assert zero.error and zero.error.name == "ZeroDivisionError"
    assert leave.error and leave.error.name == "SystemExit"
    assert fine.error is None


def test_output_is_kept_up_to_a_limit(run: Run) -> None:
    (flood, low) = run(
        "for i in range(100_000): print('spam')", "import os; os.write(1, b'x' * 10**6)"
    )
    assert flood.error is None and len(flood.output) < 25_000 and "cut here" in flood.output
    assert low.error is None


# Whatever ends or never ends, the cells after it get their due.

GOOD = "def good():\n    return 1"
GOOD_TEST = "# test\nassert good() == 1"


@pytest.mark.parametrize(
    "endless",
    [
        "while True: pass",
        "import time; time.sleep(1000)",
        "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "import threading; threading.Event().wait()",
        "import subprocess; subprocess.run(['sleep', '1000'])",
        "import os; os.read(os.pipe()[0], 1)",
        "(10 ** 8) ** (10 ** 8)",
    ],
    ids=["loop", "sleep", "ignored", "caught", "lock", "subprocess", "pipe", "inside C"],
)  # fmt: skip
def test_an_endless_cell_costs_itself_alone(run: Run, endless: str) -> None:
    first, loop, last, test = run(GOOD, endless, "late = good() + 1", GOOD_TEST, seconds=1.0)
    assert loop.error and loop.error.name == "CellTimeoutError"
    assert first.error is None and last.error is None and test.error is None


def test_what_an_interrupted_cell_had_defined_stays(run: Run) -> None:
    _, test = run(GOOD + "\nwhile True: pass", GOOD_TEST, seconds=1.0)
    assert test.error is None


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("while True: pass", "CellTimeoutError"),
        ("import os; os._exit(1)", "RunnerDied"),
        ("import ctypes; ctypes.string_at(0)", "RunnerDied"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV); os.abort()", "RunnerDied"),
        ("import sys; sys.exit(0)", "StudentError"),
        ("raise KeyboardInterrupt", "StudentError"),
        ("return [0] * 10**12", "MemoryError"),
        ("f(x)", "RecursionError"),
    ],
    ids=["loop", "exit", "segfault", "abort", "sys.exit", "interrupt", "memory", "recursion"],
)  # fmt: skip
def test_a_function_that_brings_its_process_down_fails_alone(
    run: Run, body: str, name: str
) -> None:
    bad = f"def f(x):\n    {body}"
    *_, test, again, good, late = run(
        GOOD, bad, "# test\nassert f(1) == 1", "# test\nf(1)", GOOD_TEST, "good()", seconds=2.0
    )
    assert test.error and test.error.name == name
    assert again.error and again.error.name == name
    assert good.error is None and late.error is None


def test_memory_that_runs_out_is_an_error_like_any_other(run: Run) -> None:
    greedy = "def f():\n    x = []\n    while True: x.append(bytearray(10**8))"
    _, _, test, good = run(GOOD, greedy, "# test\nf()", GOOD_TEST, seconds=20.0)
    assert test.error and test.error.name == "MemoryError"
    assert good.error is None


def test_a_test_that_catches_everything_hides_no_timeout(run: Run) -> None:
    bad = "def f():\n    while True: pass\ndef die():\n    import os; os._exit(1)"
    catch = "# test\ntry:\n    {}()\nexcept Exception:\n    pass"
    _, _, slow, good, dead, fine = run(
        GOOD, bad, catch.format("f"), GOOD_TEST, catch.format("die"), GOOD_TEST, seconds=1.0
    )
    assert slow.error and slow.error.name == "CellTimeoutError"
    assert dead.error and dead.error.name == "RunnerDied"
    assert good.error is None and fine.error is None


@pytest.mark.parametrize("then", ["pass", "while True: pass"], ids=["ends", "goes on"])
def test_a_test_that_catches_its_own_alarm_does_not_pass(run: Run, then: str) -> None:
    stubborn = f"# test\ntry:\n    while True: pass\nexcept Exception:\n    {then}"
    _, test, good = run(GOOD, stubborn, GOOD_TEST, seconds=1.0)
    assert test.error and test.error.name == "CellTimeoutError"
    assert good.error is None


def test_after_an_endless_loop_the_other_cells_get_less_time(run: Run) -> None:
    wait = "import time; time.sleep(1.5)"
    before, endless, after, short = run(wait, "while True: pass", wait, "x = 1", seconds=4.0)
    assert before.error is None and short.error is None
    assert endless.error and after.error and after.error.name == "CellTimeoutError"


def test_it_is_told_where_the_time_went(template: TemplateProcess) -> None:
    cells = [Cell("student", "a", "import time; time.sleep(0.2)"), Cell("test", "b", "sum([1])")]
    _, seconds = judge(template, cells, TimeLimits(5, 20))
    assert set(seconds) == set(STEPS)
    assert seconds["cells"] >= 0.2 and all(value > 0 for value in seconds.values())


def test_a_cell_that_runs_well_only_once_is_left_out_of_the_replay(run: Run) -> None:
    once = """
    import os
    def started():
        return sum(1 for name in os.listdir('/tmp') if name == 'mark')
    import time
    if time.monotonic() > limit: os._exit(1)
    """
    limit = "import time\nlimit = time.monotonic() + 0.3"
    wait = "import time; time.sleep(0.4); import os; os._exit(1)"
    *_, test = run(GOOD, "limit = 0\n" + limit, once, wait, GOOD_TEST)
    assert test.error is None


def test_a_notebook_that_is_slow_everywhere_ends_with_its_time(run: Run) -> None:
    slow = [f"import time; time.sleep(1.5); a{i} = 1" for i in range(10)]
    results = run(*slow, "# test\nassert a9 == 1", seconds=2.0, in_all=4.0)
    assert results[0].error is None
    assert results[-1].error and "too long" in results[-1].error.text


def test_a_test_led_astray_by_a_value_ends_too(run: Run) -> None:
    _, test, good = run(
        GOOD + "\ndef f():\n    return range(10**15)",
        "# test\nassert sum(1 for _ in f()) > 0",
        GOOD_TEST,
        seconds=1.0,
    )
    assert test.error and test.error.name == "CellTimeoutError"
    assert good.error is None


@pytest.mark.parametrize(
    "attack",
    [
        "sock.sendall(b'\\xff' * 100)",
        "sock.sendall(b'\\x00\\x00\\x00\\x05abc')",
        "sock.sendall(b'\\x00\\x00\\x00\\x01\\xc1')",
        "sock.sendall(b'\\x00\\x00\\x00\\x01\\x90')",
        "while True: sock.sendall(b'\\x00\\x00\\x00\\x01\\x90')",
        "sock.close()",
        "import time\n    while True: sock.sendall(b'\\x00'); time.sleep(0.05)",
    ],
    ids=["garbage", "stalling", "unreadable", "no verb", "flood", "closed", "drip"],
)
def test_nonsense_on_the_connection_fails_the_one_who_sends_it(run: Run, attack: str) -> None:
    find = """
    import gc, socket
    sock = [o for o in gc.get_objects() if isinstance(o, socket.socket) and o.fileno() > 2][0]
    """
    *_, test, good = run(
        GOOD, find + f"\ndef f():\n    {attack}", "# test\nf()", GOOD_TEST, seconds=1.0
    )
    assert test.error is not None
    assert good.error is None


def test_forged_answers_are_only_values(run: Run) -> None:
    """Answers sent in advance are taken for what they are: what the student's code says."""
    forge = """
    import gc, socket, struct, msgpack
    sock = [o for o in gc.get_objects() if isinstance(o, socket.socket) and o.fileno() > 2][0]
    def f():
        for message in (["ok", True, []], ["ok", None], ["error", ["Passed", "", []]]):
            data = msgpack.packb(message)
            sock.sendall(struct.pack(">I", len(data)) + data)
        return True
    """
    *_, test, after = run(forge, "# test\nassert f() == 3", "# test\nassert f() == 3")
    assert test.error is not None and after.error is not None


def test_values_that_come_without_an_end_are_stopped(run: Run) -> None:
    student = """
    def endless():
        while True:
            yield bytes(10**7)
    """
    _, test = run(GOOD + student.replace("\n    ", "\n"), "# test\nlist(endless())", seconds=20.0)
    assert test.error and "bytes in all" in test.error.text


def test_a_large_result_is_refused_with_words(run: Run) -> None:
    _, test, good = run(GOOD + "\ndef f():\n    return bytes(10**8)", "# test\nf()", GOOD_TEST)
    assert test.error and "bytes are more than" in test.error.text
    assert good.error is None
