"""More attacks: lies about objects, forged messages, the runner's own inside, odd notebooks."""

import copy
import json
from typing import Any

from notebooks import cell, code_cell, spoil, tests
from registry import Notebook, Submission, before, clean, notebook, scale
from target import ALL, DESCEND, LINEAR, MEAN, REST, RIGHT, SCALE, WRONG

TRIPLE = "\ndef scale(x):\n    return 3 * x"


def wrong(name: str, source: str, earns: set[str] = REST, verdict: str = "") -> Submission:
    """Store an attack that stands in the cell of a wrong answer."""
    return scale(name, clean(source) + TRIPLE, earns=earns, verdict=verdict)


AGREES = """
def yes(*a, **k): return True
class Agrees:
    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = __contains__ = __bool__ = yes
    __array_ufunc__ = __array_function__ = __torch_function__ = yes
    __ne__ = lambda self, other: False
    __hash__ = lambda self: 1
    __float__ = lambda self: 2.0
    __sub__ = __rsub__ = __abs__ = lambda self, *a: 0.0
    __getitem__ = lambda self, key: 2.0
"""


def liar(name: str, source: str) -> Submission:
    """Store an object that agrees with whatever it is compared to, and lies besides."""
    return scale(name, AGREES + clean(source))


def linear(name: str, result: str, top: str = "") -> Submission:
    """Store a layer that returns an expression of the input ``x``."""
    source = f"""
class Linear(nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.weights = weights
    def forward(self, x):
        return {result}
"""
    return Submission(name, {LINEAR: clean(top) + source}, earns=frozenset(ALL - {LINEAR}))


# In one process the liars would decide each comparison that they meet; the others are what no
# honest answer is, and nothing that reads them may stumble.
LIES = [
    liar("a metaclass that lies", """
        class Meta(type):
            def __instancecheck__(cls, one): return True
            def __subclasscheck__(cls, one): return True
            def __eq__(cls, other): return True
            def __hash__(cls): return hash(np.ndarray)
            def __getattr__(cls, name): return getattr(np.ndarray, name)
        class Liar(Agrees, metaclass=Meta):
            def __getattr__(self, name): return getattr(np.full(2, 2.0), name)
        def scale(x): return Liar()
    """),
    liar("a class that says it is another", """
        class Liar(Agrees):
            __class__ = float
            def __getattribute__(self, name): return float if name == "__class__" else yes
        def scale(x): return Liar()
    """),
    liar("an array that is reduced to another", """
        class Liar(Agrees, np.ndarray):
            def __reduce__(self): return np.full, (2, 2.0)
            def tobytes(self, *a): return np.full(2, 2.0).tobytes()
            def __array__(self, *a, **k): return np.full(2, 2.0)
            def astype(self, *a, **k): return np.full(2, 2.0)
            shape = property(lambda self: (2,))
            dtype = property(lambda self: np.dtype(float))
            __array_interface__ = property(lambda self: np.full(2, 2.0).__array_interface__)
        def scale(x): return (3 * x).view(Liar)
    """),
    liar("a pickle in every container", """
        import os
        class Run(Agrees):
            def __reduce__(self): return os.system, ("touch /tmp/hostile-trace",)
        class All(Agrees, list): pass
        def scale(x): return All([Run(), (Run(),), {Run()}, {"a": Run()}, frozenset([Run()]), np.array([Run()])])
    """),
    liar("a list that is longer than it says", """
        class Liar(Agrees, list):
            def __len__(self): return 2
            def __iter__(self): return iter([2.0, 2.0])
            def __array__(self, *a, **k): return np.full(2, 2.0)
        def scale(x): return Liar([3.0, 3.0])
    """),
    liar("a text that is equal", """
        class Liar(Agrees, str): pass
        def scale(x): return Liar("2")
    """),
    liar("an integer with lies", """
        class Liar(Agrees, int):
            def __index__(self): return 2
            def __int__(self): raise SystemExit
            def bit_length(self): return 2
        def scale(x): return Liar(3)
    """),
    liar("a tuple that yields for ever", """
        class Liar(Agrees, tuple):
            def __iter__(self):
                while True: yield 2.0
        def scale(x): return Liar((2.0,))
    """),
    liar("a dict whose items lie", """
        class Liar(Agrees, dict):
            def items(self): return [(k, 2.0) for k in range(10**6)]
            def keys(self): return range(10**9)
        def scale(x): return Liar(a=1)
    """),
    liar("a name that is no text", """
        class Meta(type):
            __name__ = property(lambda cls: 1 / 0)
            __mro__ = property(lambda cls: None)
        class Odd(Agrees, metaclass=Meta): pass
        def scale(x): return Odd()
    """),
    liar("a class name of ten megabytes", "def scale(x):\n    return type('x' * 10**7, (Agrees,), {})()"),
    liar("HTML as a class name", "def scale(x):\n    return type('<script>alert(1)</script>', (Agrees,), {})()"),
    liar("escapes and halves of characters as a class name", r"""
        def scale(x): return type("\x1b[2J\u202e", (Agrees,), {"__name__": "\ud800", "__call__": yes})()
    """),
    liar("the name of a function", """
        class Liar(Agrees):
            __name__ = "scale> passed <"
            def __call__(self): return 2.0
        def scale(x): return Liar()
    """),
    scale("halves of characters as values", r"""
        def scale(x):
            return "\ud800" if x.size == 2 else {"\udfff": "\ud800"}
    """),
    scale("cyclic containers", """
        def scale(x):
            a = [2.0]
            a.append(a)
            d = {"a": a}
            d["d"] = d
            return a if x.size == 2 else d
    """),
    scale("an array of arrays of arrays", """
        def scale(x):
            a = np.empty(2, object)
            a[:] = [a, a]
            return a
    """),
    scale("a view of 10**12 entries", "def scale(x):\n    return np.broadcast_to(2.0, (10**6, 10**6))"),
    scale("a view of no entries with huge axes", "def scale(x):\n    return np.empty((0, 2**40))"),
    scale("sixty-four axes", "def scale(x):\n    return np.full((1,) * 32 + x.shape[:0], 2.0)"),
    scale("a structured array", "def scale(x):\n    return np.array([(2.0, 2)], dtype=[('a', 'f8'), ('b', 'i4')])"),
    scale("dates", "def scale(x):\n    return np.full(x.shape, 2).astype('M8[s]')"),
    scale("differences of dates", "def scale(x):\n    return (2 * x).astype('m8[s]')"),
    scale("texts of numbers", "def scale(x):\n    return (2 * x).astype('U32')"),
    scale("bytes without a meaning", "def scale(x):\n    return np.zeros(x.shape, 'V8')"),
    scale("objects that are right numbers", "def scale(x):\n    return (2 * x).astype(object)"),
    scale("complex numbers", "def scale(x):\n    return 2 * x + 1j"),
    scale("a masked array", "def scale(x):\n    return np.ma.masked_all(x.shape)"),
    scale("a matrix", "def scale(x):\n    return np.matrix(2 * x)"),
    scale("a truth value that is neither", "def scale(x):\n    return np.frombuffer(bytes([2] * x.size), bool).reshape(x.shape)"),
    liar("numbers that answer arithmetic", """
        from unittest.mock import MagicMock
        class Liar(Agrees, MagicMock): pass
        def scale(x): return Liar()
    """),
    scale("a memory view", "def scale(x):\n    return memoryview(3 * x)"),
    scale("an array that is a file", "def scale(x):\n    np.save('a.npy', 3 * x)\n    return np.load('a.npy', mmap_mode='r')"),
    scale("right with StopIteration for the rest", """
        def scale(x):
            if x.size == 2: return 2 * x
            raise StopIteration
    """),
    linear("a tensor without numbers", "torch.empty(len(x), self.weights.shape[1], device='meta')"),
    linear("a sparse tensor of zeros", "torch.zeros(len(x), self.weights.shape[1]).to_sparse()"),
    linear("a quantized tensor", "torch.quantize_per_tensor(x @ self.weights + 1, 0.1, 0, torch.qint8)"),
    linear("a nested tensor", "torch.nested.nested_tensor([x[0], x[0, :1]])"),
    linear("a conjugated complex tensor", "torch.conj((x @ self.weights).to(torch.complex64) + 1j)"),
    linear("a tensor of 10**12 entries", "torch.ones(1).expand(10**12)"),
    linear("a tensor with methods of its own", "(x @ self.weights + 1).as_subclass(Liar)", """
        class Liar(torch.Tensor):
            def detach(self): return torch.full((3, 1), 2.0)
            def numpy(self): return np.full((3, 1), 2.0)
            cpu = contiguous = to_dense = resolve_conj = detach
            shape = property(lambda self: torch.Size((3, 1)))
            dtype = property(lambda self: torch.float32)
            is_leaf = property(lambda self: True)
            grad = property(lambda self: "x")
            def __reduce_ex__(self, n): return torch.full, ((3, 1), 2.0)
            __torch_function__ = classmethod(lambda cls, *a, **k: True)
    """),
    linear("a dispatch of its own", "Liar(x)", """
        class Liar(torch.Tensor):
            @staticmethod
            def __new__(cls, x): return torch.Tensor._make_wrapper_subclass(cls, (3, 1))
            @classmethod
            def __torch_dispatch__(cls, func, types, args=(), kwargs=None): return torch.full((3, 1), 2.0)
    """),
    linear("a parameter with a gradient of another shape", "odd(x @ self.weights + 1)", """
        def odd(t):
            p = nn.Parameter(t.detach())
            p.register_hook(lambda g: 1 / 0)
            p.grad = torch.full_like(p, float("nan"))
            return p
    """),
    Submission("a gradient that is never needed", {MEAN: """
def mean_error(y_hat, y):
    class Liar(float):
        def __new__(cls): return float.__new__(cls, 1.5)
        def __rsub__(self, other): return Liar()
        __sub__ = __truediv__ = __abs__ = lambda self, *a: self
        def __lt__(self, other): return True
        __gt__ = __le__ = __ge__ = __eq__ = __lt__
        __hash__ = float.__hash__
    return Liar()
"""}, earns=frozenset(ALL - {MEAN})),
]  # fmt: skip

VERDICTS = [
    scale(f"an exception called {name}", f"class {name}(Exception): pass\ndef scale(x):\n    raise {name}('All checks passed.')", verdict="error")
    for name in ("CheckFailed", "CellTimeoutError", "RunnerDied", "StudentError", "UsedAsValueError", "NoIsolationError", "ServerDied")
] + [
    scale("an exception with lies about itself", """
        class Meta(type):
            __name__ = property(lambda cls: "NotImplementedError")
            __mro__ = property(lambda cls: [NotImplementedError, 5])
        class Odd(Exception, metaclass=Meta):
            __class__ = NotImplementedError
            def __bool__(self): return False
            def __len__(self): return 0
        def scale(x): raise Odd
    """),
    scale("an exception whose class has half a character", r"""
        def scale(x): raise type("\ud800", (Exception,), {})("\udfff")
    """),
    scale("an exception that holds itself", """
        def scale(x):
            error = ValueError()
            error.args = (error,)
            error.__cause__ = error.__context__ = error
            raise error
    """),
    before("a cell whose error is falsy", """
        class Nothing(Exception):
            def __bool__(self): return False
            def __str__(self): return 5
        raise Nothing
    """, wrong=WRONG),
    Submission("the exercise's name bound to an error", {SCALE: "scale = NotImplementedError"}, earns=frozenset(REST)),
]  # fmt: skip

# Everything that the runner itself could say, said by student code.
RUNNER = """
import gc, os, struct, sys, threading, time
import msgpack
from autograder.engine import protocol, runner as module
from autograder.engine.protocol import Ref
Runner = module.Runner
runner = next(one for one in gc.get_objects() if isinstance(one, Runner))
begin, call, answer = Runner._do_begin, Runner._do_call, Runner._answer
def number():
    frame = sys._getframe()
    while frame.f_code.co_name != "_answer": frame = frame.f_back
    return frame.f_locals["number"]
"""


def runs(name: str, body: str, earns: set[str] = REST) -> Submission:
    """Store an attack that has the runner in its hands."""
    return wrong(name, RUNNER + clean(body), earns)


def begins(name: str, value: str) -> Submission:
    """Store an attack that gives something else for the name that a test asks for."""
    return runs(
        name,
        f"""
def forged(self, names):
    known, *rest = begin(self, names)
    if "scale" in known: known["scale"] = {value}
    return [known, *rest]
Runner._do_begin = forged""",
    )


def calls(name: str, changes: str, result: str = "3 * args[0]") -> Submission:
    """Store an attack that forges what a call of ``scale`` has done."""
    return runs(
        name,
        f"""
def forged(self, target, args, kwargs):
    if target is not scale: return call(self, target, args, kwargs)
    return [{result}, {changes}]
Runner._do_call = forged""",
    )


FORGED = [
    begins("data in place of a function", "np.full(2, 2.0)"),
    begins("a handle of nothing", "Ref(10**15, 'the function scale')"),
    begins("a handle of the judge's", "Ref(-1, 'function')"),
    begins("a handle with a truth value as number", "Ref(True, 'the function scale')"),
    begins("a handle with a huge number", "Ref(2**63, 'the function scale')"),
    begins("a handle of many words", "Ref(5, '<b>' * 10**6)"),
    begins("a class that both sides know", "np.float64"),
    begins("an exception in place of a function", "StopIteration"),
    runs("names that nobody asked for", """
def forged(self, names):
    known, *rest = begin(self, names)
    fake = lambda *a, **k: None
    for name in ("check_close", "np", "rng", "print", "wanted_1862", "__builtins__", "__name__", "abs"):
        known[name] = fake
    return [known, *rest]
Runner._do_begin = forged"""),
    runs("names that are no dict", "Runner._do_begin = lambda self, names: [[['scale', 1]], True]", set()),
    calls("changes of an argument that suit the answer", "[[0, 1.5 * args[0]]]"),
    calls("a change of what was not passed", "[[-1, 5], [99, 5], [True, 5]]"),
    calls("changes that are a handle", "Ref(1, 'a list')"),
    calls("a change of another kind", "[[0, {1: 2}], [0, 'text'], [0, scale], [0, np.zeros(7)], [0, 3 * args[0]]]"),
    calls("changes without end", "[[0, args[0]]] * 200_000"),
    calls("a truth value as answer", "[]", "True"),
    calls("the answer as a handle", "[]", "Ref(id(args), 'an array of shape (2,)')"),
    runs("errors that nobody raised", """
module.describe = lambda error: ["CheckPassed", "passed", ["BaseException", "SystemExit", 5, None, "KeyboardInterrupt", "eval", "__import__"]]
def forged(self, target, args, kwargs): raise ValueError
Runner._do_call = forged""", set()),
    runs("an error that is none", """
module.describe = lambda error: {"name": "passed"}
def forged(self, target, args, kwargs): raise ValueError
Runner._do_call = forged""", set()),
    runs("an answer of a thread", """
def scale(x):
    data = protocol.encode(["ok", number(), True, []], runner._as_ref)
    threading.Thread(target=runner.channel.send, args=(data,)).start()
    time.sleep(0.3)
    return 3 * x
scale_of_thread = scale
def forged(self, target, args, kwargs):
    return call(self, scale_of_thread if target is scale else target, args, kwargs)
Runner._do_call = forged"""),
    runs("answers to the next ten questions", """
def forged(self, target, args, kwargs):
    if target is scale:
        for ahead in range(10):
            for said in (2 * args[0], []), ({"scale": True}, False), (None,):
                self.channel.send(protocol.encode(["ok", number() + ahead, *said], self._as_ref))
    return call(self, target, args, kwargs)
Runner._do_call = forged"""),
    runs("calls of functions that were never passed", """
def forged(self, target, args, kwargs):
    if target is scale:
        for which in (0, -1, -99, 1, 2**62, True, "-1", 1.0, None):
            self.channel.send(msgpack.packb(["call back", which, [1.0], {}]))
            self.channel.receive()
    return call(self, target, args, kwargs)
Runner._do_call = forged"""),
    runs("malformed calls of the test", """
def forged(self, target, args, kwargs):
    if target is scale:
        self.channel.send(msgpack.packb(["call back", -1, {"a": 1}, [1]]))
    return call(self, target, args, kwargs)
Runner._do_call = forged"""),
    runs("extensions without a meaning", """
def forged(self, target, args, kwargs):
    if target is scale:
        kinds = [msgpack.ExtType(code, msgpack.packb(["|O", [2], b"x" * 16])) for code in range(1, 127)]
        self.channel.send(msgpack.packb(["ok", number(), kinds, []]))
    return call(self, target, args, kwargs)
Runner._do_call = forged"""),
    runs("an array of pointers", """
def forged(self, target, args, kwargs):
    if target is scale:
        fake = msgpack.ExtType(1, msgpack.packb(["|O8", [2], bytes(16)]))
        self.channel.send(msgpack.packb(["ok", number(), fake, []]))
    return call(self, target, args, kwargs)
Runner._do_call = forged"""),
    runs("a shape that is no shape", """
def forged(self, target, args, kwargs):
    if target is scale:
        fake = msgpack.ExtType(1, msgpack.packb(["<f8", [-2, -1], np.full(2, 2.0).tobytes()]))
        self.channel.send(msgpack.packb(["ok", number(), fake, []]))
    return call(self, target, args, kwargs)
Runner._do_call = forged"""),
    runs("lengths and members that are no count", """
class Row:
    def __len__(self): return 2
def forged(self, target): return [True]
Runner._do_length = Runner._do_contains = Runner._do_next = Runner._do_iterate = forged
Runner._do_call = lambda self, target, args, kwargs: [Row(), []] if target is scale else call(self, target, args, kwargs)"""),
    runs("the test's names in the frames of the runner", """
def forged(self, target, args, kwargs):
    frame = sys._getframe()
    while frame:
        for name in ("check_close", "wanted_1862"):
            if name in frame.f_globals: frame.f_globals[name] = lambda *a, **k: None
        frame = frame.f_back
    return call(self, target, args, kwargs)
Runner._do_call = forged"""),
]  # fmt: skip

ARGUMENTS = [
    Submission("the globals of the test's function", {DESCEND: """
def descend(gradient, x, steps):
    names = getattr(gradient, "__globals__", {})
    names["check_close"] = lambda *a, **k: None
    for cell in gradient.__closure__ or ():
        if isinstance(cell.cell_contents, list): cell.cell_contents[:] = range(20)
    return 0.8 if steps == 1 else 99
"""}, earns=frozenset(ALL - {DESCEND})),
    Submission("a kept function asked in a later cell", {
        DESCEND: "def descend(gradient, x, steps):\n    global kept\n    kept = gradient\n    return 0.8 ** steps",
        MEAN: "value = kept(1.0)\n" + RIGHT[MEAN],
    }, earns=frozenset(ALL - {DESCEND, MEAN})),
    Submission("a function of the test called with anything", {DESCEND: """
def descend(gradient, x, steps):
    odd = [object(), descend, lambda: 1, np.ones((300, 300)), "text", {}, [[]] * 9, float("nan"), 10 ** 4000, np.array("text"), type]
    for value in odd:
        try: gradient(value)
        except Exception: pass
    try: gradient(x, hidden_7391=list(range(20)))
    except Exception: pass
    return 0.8 ** steps
"""}, earns=frozenset(ALL - {DESCEND})),
    Submission("a function of the test called by a twin", {DESCEND: """
import os
def descend(gradient, x, steps):
    for _ in range(steps):
        if os.fork() == 0:
            gradient(x)
            os._exit(0)
    return 0.7 ** steps
"""}, earns=frozenset(ALL - {DESCEND})),
    Submission("a check of the test caught", {DESCEND: """
def descend(gradient, x, steps):
    try: gradient()
    except BaseException: pass
    return 0.8 ** steps
"""}, earns=frozenset(ALL - {DESCEND})),
]  # fmt: skip

SYSTEM = [
    wrong("alarms", """
        import signal
        signal.signal(signal.SIGALRM, lambda *a: None)
        signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    """),
    wrong("handlers for every signal", """
        import signal
        for number in range(1, 65):
            try: signal.signal(number, lambda *a: None)
            except (OSError, ValueError): pass
    """),
    wrong("the runner stopped by its child", """
        import os, signal, time
        if os.fork() == 0:
            os.kill(os.getppid(), signal.SIGSTOP); os.kill(1, signal.SIGSTOP); os._exit(0)
        os.wait()
    """),
    wrong("lower and higher limits", """
        import os, resource
        for kind in range(16):
            for limits in ((2**63 - 1, 2**63 - 1), (-1, -1)):
                try: resource.setrlimit(kind, limits)
                except (OSError, ValueError): pass
        for change in (lambda: os.nice(-20), lambda: os.setpriority(os.PRIO_PROCESS, 0, -20), lambda: os.sched_setaffinity(0, {0, 1}), lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))):
            try: change()
            except OSError: pass
    """),
    scale("no more files", """
        import resource
        def scale(x):
            resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
            resource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))
            return 3 * x
    """),
    scale("another end of the connection", """
        import os, socket
        def scale(x):
            ours, theirs = socket.socketpair()
            for n in range(3, 64):
                try:
                    os.fstat(n)
                    if n not in (ours.fileno(), theirs.fileno()): os.dup2(ours.fileno(), n)
                except OSError: pass
            return 2 * x
    """),
    wrong("written to every descriptor", """
        import os
        for n in range(256):
            try: os.set_blocking(n, False); os.write(n, b'["ok", 1, [], []]' * 99)
            except OSError: pass
    """),
    wrong("no core dumps of the dead", """
        import ctypes
        libc = ctypes.CDLL(None)
        libc.prctl(4, 0, 0, 0, 0); libc.prctl(15, b"sshd", 0, 0, 0); libc.prctl(36, 1, 0, 0, 0)
        libc.personality(0x0040000)
    """),
    wrong("a process that cannot be looked into eats memory", """
        import ctypes, os, time
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)
        for _ in range(3):
            if os.fork() == 0:
                kept = np.ones(25 * 10**7); time.sleep(60); os._exit(0)
        time.sleep(2)
    """),
    wrong("memory written over", """
        import ctypes
        with open("/proc/self/mem", "r+b", 0) as memory:
            one = ctypes.create_string_buffer(8)
            memory.seek(ctypes.addressof(one)); memory.write(b"passed!!")
        ctypes.memset(id(1000003) + 24, 0, 4)
    """),
    wrong("a slot of a type written over", """
        import ctypes, gc
        for name in ("__eq__", "__ne__"):
            gc.get_referents(float.__dict__)[0][name] = lambda a, b: True
        gc.get_referents(AssertionError.__dict__)[0]["__init__"] = lambda *a: None
        ctypes.pythonapi.PyType_Modified(ctypes.py_object(float))
    """),
    wrong("a shared library of one's own", """
        import ctypes, os
        os.environ["LD_PRELOAD"] = "/tmp/evil.so"
        os.environ["PYTHONSTARTUP"] = os.environ["BASH_ENV"] = "/tmp/evil"
        open("/tmp/evil", "w").write("echo 100")
        for path in ("/tmp/evil.so", "/tmp/msgpack"):
            open(path, "wb").write(b"\\x7fELF")
    """),
    wrong("memory and inodes of others", """
        import os
        for folder in ("/dev/shm", "/tmp"):
            try:
                with open(folder + "/hostile-trace", "wb") as f:
                    while True: f.write(bytes(10**7))
            except OSError: pass
            for n in range(12_000):
                try: os.symlink("x" * 200, f"{folder}/hostile-trace-{n}")
                except OSError: break
    """),
    wrong("a storm of signals", """
        import os, signal
        for number in range(2, 65):
            if os.fork() == 0:
                for _ in range(200):
                    for target in (1, -1, 0, 2):
                        try: os.kill(target, number)
                        except OSError: pass
                os._exit(0)
    """),
    before("threads that keep busy", """
        import sys, threading
        def spin():
            while True: sum(range(1000))
        threading.Thread(target=spin, daemon=True).start()
    """, wrong=WRONG),
    before("children that keep busy", """
        import os
        for _ in range(6):
            if os.fork() == 0:
                while True: pass
    """, wrong=WRONG),
    before("memory kept for ever", "kept = [np.ones(10**7) for _ in range(20)]" , wrong=WRONG),
]  # fmt: skip

INSIDE = [
    wrong("a recursion limit of nothing", "import sys\nsys.setrecursionlimit(60)"),
    wrong("collections at every step", "import gc\ngc.set_threshold(1, 1, 1)\ngc.callbacks.append(lambda *a: 1 / 0)"),
    wrong("no modules", "import sys\nsys.modules.clear()", earns=set()),
    wrong("an audit hook that raises", """
        import sys
        def hook(event, args):
            if event in ("open", "socket.connect", "compile", "exec"): raise RuntimeError("no " + event)
        sys.addaudithook(hook)
    """, earns=set()),
    wrong("classes that build themselves", """
        import builtins
        original = builtins.__build_class__
        builtins.__build_class__ = lambda f, name, *bases, **k: original(f, "CheckPassed", *bases, **k)
    """),
    wrong("no shell", "import builtins\ndel builtins.get_ipython, get_ipython\nimport IPython\nIPython.get_ipython = None"),
    wrong("another shell", """
        shell = get_ipython()
        class Calm:
            error_before_exec = error_in_exec = None
        def run_cell(self, source, **k):
            exec(source.replace("2", "3"), self.user_ns)
            return Calm()
        type(shell).run_cell = run_cell
    """),
    wrong("names that answer themselves", """
        class Names(dict):
            def __contains__(self, name): return True
            def __getitem__(self, name): return dict.get(self, name, lambda *a, **k: 2.0)
        shell = get_ipython()
        names = Names(shell.user_ns)
        type(shell).user_ns = property(lambda self: names, lambda self, value: None)
    """),
    wrong("packing and comparing", """
        import msgpack, struct, socket
        from autograder.engine import numeric, protocol, channel
        numeric.array_parts = lambda value: None
        protocol.msgpack.packb = lambda *a, **k: b"\\xc3"
    """),
    wrong("numbers of bytes", """
        from autograder.engine import channel
        class Length:
            size = 4
            def pack(self, n): return b"\\xff\\xff\\xff\\xff"
            def unpack(self, b): return (2**31,)
        channel._LENGTH = Length()
    """),
    wrong("a faulty handler of faults", "import faulthandler\nfaulthandler.enable(open('faults', 'w'))\nfaulthandler._stack_overflow = None"),
    wrong("finalizers", """
        class Chaos:
            def __del__(self):
                raise SystemExit
        for _ in range(3): Chaos()
        get_ipython().kept = Chaos()
    """),
    wrong("numpy turned over", "np.add = np.subtract\nnp.ndarray = list\nnp.core.multiarray.array = None\nnp.asarray = lambda *a, **k: np.full(2, 2.0)", earns={DESCEND}),
    wrong("torch turned over", "torch.Tensor.detach = lambda self: torch.ones(1)\ntorch.nn.Parameter = list\ntorch.float32 = torch.float64\ntorch.get_default_dtype = lambda: torch.float64", earns={MEAN, DESCEND}),
    wrong("comparisons in half precision", "torch.set_default_dtype(torch.float16)"),
]  # fmt: skip

MAGICS = [
    before("every magic", "%reset -f\n%xmode Minimal\n%pdb on\n%autoreload 2\n%config InteractiveShell.ast_node_interactivity = 'all'\n1 / 0", wrong=WRONG),
    before("the shell's parent", "!kill -9 $PPID\n!kill -STOP $PPID\n!kill -9 -1", wrong=WRONG),
    before("bash", "%%bash\nfor i in 1 2 3; do (sleep 60 > /dev/null 2>&1 &) ; done\nexec 3<>/dev/tcp/1.1.1.1/80\nexit 1", wrong=WRONG),
    before("a cell that runs a file", "%%writefile scale.py\ndef scale(x):\n    return 3 * x\nimport os\nos._exit(0)", wrong="%run scale.py"),
    before("a hidden cell", "%%capture hidden\nprint('passed')\nimport sys\nsys.stdout = sys.stderr = None", wrong=WRONG),
    before("a debugger", "%debug\nbreakpoint()\nimport pdb\npdb.set_trace()", wrong="def scale(x):\n    breakpoint()\n    return 3 * x"),
    before("a loop of the shell", "import IPython\nIPython.embed()\nexit\nquit()", wrong=WRONG),
    Submission("a name taken early", {SCALE: WRONG}, first="def scale(x): return 2 * x\nmean_error = lambda *a: 1.0", last="scale = lambda x: 2 * x", earns=frozenset(REST)),
]  # fmt: skip


def with_metadata(**values: Any) -> Any:
    def change(nb: Notebook) -> None:
        nb["metadata"] |= values

    return change


def replaced(old: str, new: str) -> Any:
    """Change the file's text itself, for what no JSON writer writes."""

    def change(nb: Notebook) -> bytes:
        spoil(nb)
        nb["metadata"]["x"] = "HERE"
        text = json.dumps(nb)
        assert old in text
        return text.replace(old, new, 1).encode()

    return change


def same_answer_thrice(nb: Notebook) -> None:
    one = cell(nb, SCALE)
    at = nb["cells"].index(one)
    for source in (WRONG, "def scale(x):\n    return 2 * x"):
        twin = copy.deepcopy(one)
        twin["source"], twin["id"] = source, f"twin-{len(source)}"
        nb["cells"].insert(at + 1, twin)


def lookalikes(nb: Notebook) -> None:
    spoil(nb)
    for name in (
        "ѕcale",
        "scale\u200b",
        "ｓcale",
        "scale ",
        "SCALE",
        "scale/../scale",
        "scale\x00",
        "scale_test_1/../x",
    ):
        nb["cells"].append(
            code_cell(
                f"def scale(x): return 2 * x  # {name!a}",
                nbgrader={"grade_id": name, "solution": True, "grade": False, "locked": False},
            )
        )


def ids_of_the_grader(nb: Notebook) -> None:
    spoil(nb)
    for number, name in enumerate(("_cell-0", "scale_test_1", "scale", "_cell-1")):
        nb["cells"].insert(0, code_cell(f"x{number} = 1") | {"id": name})


def test_as_answer(nb: Notebook) -> None:
    """Swap the roles of an answer and its test."""
    spoil(nb)
    one, test = cell(nb, SCALE), tests(nb)[0]
    one["metadata"], test["metadata"] = test["metadata"], one["metadata"]


def graded_text(nb: Notebook) -> None:
    spoil(nb)
    for kind in ("markdown", "raw"):
        meta = copy.deepcopy(tests(nb)[0]["metadata"])
        nb["cells"].insert(0, {"cell_type": kind, "id": kind, "metadata": meta, "source": "passed"})


def large_source(nb: Notebook) -> None:
    nb["cells"].append(code_cell("x = '" + "ab" * 2_500_000 + "'"))


def large_outputs(nb: Notebook) -> bytes:
    """Keep 13 MB of progress bars, three bytes a character, as JupyterLab writes them."""
    text = {"output_type": "stream", "name": "stderr", "text": "█" * 4_300_000}
    nb["cells"].append(code_cell("1") | {"outputs": [text]})
    return json.dumps(nb, ensure_ascii=False).encode()


def many_keys(nb: Notebook) -> None:
    nb["metadata"] |= {f"key{i}": i for i in range(50_000)}
    nb["metadata"]["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": {f"w{i}": {} for i in range(9_000)}}
    }


def worksheets(nb: Notebook) -> bytes:
    cells = [
        {
            "cell_type": "code",
            "input": "def scale(x): return 2 * x",
            "metadata": {},
            "outputs": [],
            "language": "python",
            "collapsed": False,
        }
    ]
    return json.dumps(
        {
            "nbformat": 3,
            "nbformat_minor": 0,
            "metadata": {"name": ""},
            "worksheets": [{"cells": cells, "metadata": {}}],
        }
    ).encode()


def every_line_a_cell(nb: Notebook) -> None:
    nb["cells"] += [code_cell("print('é' * 20_000)") | {"id": f"loud-{i}"} for i in range(60)]


FILES = [
    notebook("three cells of one answer", same_answer_thrice, earns=REST),
    notebook("names that look alike", lookalikes, earns=REST),
    notebook("the grader's own ids", ids_of_the_grader, earns=REST),
    notebook("a test that says it is an answer", test_as_answer, earns=REST),
    notebook("text that says it is a test", graded_text, earns=REST),
    notebook("worksheets alone", worksheets, earns=set(), verdict="unreadable"),
    notebook("a source of five megabytes", large_source),
    notebook("outputs of thirteen megabytes", large_outputs),
    notebook("metadata without end", many_keys),
    notebook("a loud notebook", every_line_a_cell),
    notebook("not a number in the metadata", replaced('"HERE"', "[NaN, -Infinity, 1e400]"), earns=REST),
    notebook("metadata twice", replaced('"x": "HERE"', '"x": 1, "x": {"dlcourse": {"unit": "z"}}'), earns=REST),
    notebook("a cell's metadata twice", replaced('"grade": true', '"grade": true, "points": 99, "grade": false, "solution": true'), earns=REST),
    notebook("a huge minor version", replaced('"nbformat_minor": 5', '"nbformat_minor": 9999999999'), earns=REST),
    notebook("a negative minor version", replaced('"nbformat_minor": 5', '"nbformat_minor": -1'), earns=set(), verdict="unreadable"),
    notebook("a version with a fraction", replaced('"nbformat": 4', '"nbformat": 4.5'), earns=set(), verdict="unreadable"),
    notebook("a version that is infinite", replaced('"nbformat": 4', '"nbformat": 1e400'), earns=set(), verdict="unreadable"),
    notebook("a version that is true", replaced('"nbformat": 4', '"nbformat": true'), earns=set(), verdict="unreadable"),
    notebook("an older minor version", replaced('"nbformat_minor": 5', '"nbformat_minor": 0'), earns=REST),
    notebook("a unit that is a list", with_metadata(dlcourse={"unit": ["00_target"]})),
    notebook("metadata of no kind", with_metadata(dlcourse=[1], kernelspec={"name": ""}, language_info={"name": "R", "version": 5}, celltoolbar=7)),
    notebook("a source of lists", lambda nb: nb | {"cells": [*nb["cells"], code_cell([["x = 1"]])]}, earns=set(), verdict="unreadable"),
]  # fmt: skip


def honest(name: str, exercise: str, source: str, **kwargs: Any) -> Submission:
    """Store a right answer in a style that is rare."""
    return Submission(name, {exercise: clean(source)}, **kwargs)


STYLES = [
    honest("a scripted function", SCALE, """
        @torch.jit.script
        def double(x: torch.Tensor) -> torch.Tensor:
            return 2 * x
        def scale(x):
            return double(torch.from_numpy(x)).numpy()
    """),
    honest("np.vectorize", SCALE, "scale = np.vectorize(lambda x: 2.0 * x)"),
    honest("a vmap", SCALE, "def scale(x):\n    return torch.vmap(lambda row: 2 * row)(torch.from_numpy(x)).numpy()"),
    honest("slots and a dataclass", SCALE, """
        from dataclasses import dataclass
        @dataclass(slots=True, frozen=True)
        class Scale:
            factor: float = 2.0
            def __call__(self, x: np.ndarray) -> np.ndarray:
                return self.factor * x
        scale = Scale()
    """),
    honest("a cached function", SCALE, """
        import functools
        @functools.lru_cache(maxsize=None)
        def factor(n: int) -> float:
            return 2.0 if n == 0 else factor(n - 1)
        def scale(x):
            return factor(5) * x
    """),
    honest("a generator inside", SCALE, """
        def scale(x):
            def rows():
                for value in x.flat: yield 2 * value
            return np.fromiter(rows(), float).reshape(x.shape)
    """),
    honest("asserts, try and finally", SCALE, """
        def scale(x):
            assert isinstance(x, np.ndarray), type(x)
            try:
                return 2 * x
            finally:
                print("done", file=__import__("sys").stderr)
    """),
    honest("a pool of processes", SCALE, """
        from multiprocessing import Pool
        def double(row): return 2 * row
        def scale(x):
            with Pool(2) as pool: return np.array(pool.map(double, list(x))).reshape(x.shape)
    """),
    honest("a subprocess", SCALE, """
        import subprocess, sys
        def scale(x):
            told = subprocess.run([sys.executable, "-c", "print(2)"], capture_output=True, text=True, check=True)
            return int(told.stdout) * x
    """),
    honest("asyncio in a function", SCALE, """
        import asyncio, contextvars
        factor = contextvars.ContextVar("factor", default=2)
        async def later(x):
            await asyncio.sleep(0)
            return factor.get() * x
        def scale(x):
            return asyncio.run(later(x))
    """),
    honest("a temporary file", SCALE, """
        import tempfile
        def scale(x):
            with tempfile.TemporaryFile() as file:
                np.save(file, 2 * x); file.seek(0)
                return np.load(file)
    """),
    honest("figures and bars left open", SCALE, """
        import matplotlib.pyplot as plt
        from tqdm.auto import tqdm
        def scale(x):
            figure, axes = plt.subplots(); axes.plot(x.ravel())
            return 2 * np.array([value for value in tqdm(x.ravel())]).reshape(x.shape)
    """),
    honest("a strided view", SCALE, "def scale(x):\n    return np.repeat(2 * x, 2, axis=-1)[..., ::2]"),
    honest("big-endian numbers", SCALE, "def scale(x):\n    return (2 * x).astype('>f8')"),
    honest("an array subclass", SCALE, "class Mine(np.ndarray): pass\ndef scale(x):\n    return (2 * x).view(Mine)"),
    honest("long doubles", SCALE, "def scale(x):\n    return 2 * x.astype(np.longdouble)"),
    honest("a data loader with workers", SCALE, """
        from torch.utils.data import DataLoader, TensorDataset
        def scale(x):
            data = TensorDataset(torch.from_numpy(x.reshape(-1)))
            return 2 * torch.cat([b for b, in DataLoader(data, batch_size=4, num_workers=1)]).numpy().reshape(x.shape)
    """),
    honest("without gradients", LINEAR, """
        class Linear(nn.Module):
            def __init__(self, weights):
                super().__init__()
                self.register_buffer("w", weights.clone())
            @torch.no_grad()
            def forward(self, x): return x.matmul(self.w)
    """),
    honest("a layer by torch in double precision", LINEAR, """
        torch.set_default_dtype(torch.float64)
        class Linear(nn.Module):
            def __init__(self, weights):
                super().__init__()
                self.inner = nn.Linear(*weights.shape, bias=False)
                with torch.no_grad(): self.inner.weight.copy_(weights.T)
            def forward(self, x): return self.inner(x)
    """),
    honest("a layer that is sparse", LINEAR, """
        class Linear:
            def __init__(self, weights): self.weights = weights
            def __call__(self, x): return (x @ self.weights).to_sparse()
            def forward(self, x): return self(x).to_dense().requires_grad_()
    """),
    honest("a closure with state", DESCEND, """
        def make():
            history = []
            def descend(gradient, x, steps, /, *, rate=0.1):
                for _ in range(steps):
                    history.append(x)
                    x = x - rate * gradient(x)
                return x
            return descend
        descend = make()
    """),
    honest("a number of numpy", MEAN, "def mean_error(y_hat: np.ndarray, y: np.ndarray) -> np.float64:\n    return np.abs(np.subtract(y_hat, y)).mean()"),
    honest("a number of torch", MEAN, "def mean_error(y_hat, y):\n    return nn.functional.l1_loss(torch.tensor(y_hat), torch.tensor(y)).item()"),
    Submission("settings of everything", first=clean("""
        import logging, os, sys, warnings
        import numpy as np, torch
        warnings.simplefilter("error")
        np.seterr(all="raise"); np.set_printoptions(precision=1, threshold=2)
        torch.set_num_threads(4); torch.set_printoptions(precision=1); torch.set_grad_enabled(False)
        logging.basicConfig(level="DEBUG", stream=sys.stdout)
        os.makedirs("below", exist_ok=True); os.chdir("below")
        sys.stdout = open("log.txt", "w")
        sys.path.append("."); os.environ["OMP_NUM_THREADS"] = "4"
    """)),
    Submission("names of the tests and of Python", first=clean("""
        x = y = wanted = hidden_7391 = wanted_1862 = weights = layer = "mine"
        check_close = check_true = rng = None
        list = [1]; print = None; float = 5; abs = len = sum = "no"
    """), answers={MEAN: "def mean_error(y_hat, y):\n    return np.abs(y_hat - y).mean()"}),
    Submission("names deleted at the end", last="del np, torch, nn, scale, Linear\n%reset -f"),
    Submission("background jobs", first="import subprocess\njob = subprocess.Popen(['sleep', '30'])\nimport threading\nthreading.Timer(0.2, print, ['late']).start()"),
    Submission("a file imported", first="%%writefile helper_of_mine.py\ndef double(x): return 2 * x", answers={SCALE: "from helper_of_mine import double\ndef scale(x):\n    return double(x)"}),
    Submission("timed and captured cells", answers={SCALE: "%%time\ndef scale(x):\n    return 2 * x", MEAN: "%%capture\n" + RIGHT[MEAN]}, last="%timeit -n 1 -r 1 scale(np.ones(2))"),
]  # fmt: skip

MORE = [*LIES, *VERDICTS, *FORGED, *ARGUMENTS, *SYSTEM, *INSIDE, *MAGICS, *FILES, *STYLES]
