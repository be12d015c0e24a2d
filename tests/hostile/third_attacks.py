"""A third round: settings of the process, odd objects, the shell's own parts, rare honest habits."""

import json
from typing import Any

from more_attacks import honest, linear, replaced, runs, wrong
from notebooks import cell, code_cell, spoil
from registry import Notebook, Submission, before, clean, notebook, scale
from target import ALL, DESCEND, LINEAR, MEAN, REST, RIGHT, SCALE, WRONG

TWICE = "\ndef scale(x):\n    return 2 * x"


def harmless(name: str, source: str, **kwargs: Any) -> Submission:
    """Store a first cell that changes no mark: all answers are right and are told so."""
    return Submission(name, first=clean(source), **kwargs)


def descend(name: str, source: str) -> Submission:
    """Store a wrong answer to the exercise whose tests pass a function."""
    return Submission(name, {DESCEND: clean(source)}, earns=frozenset(ALL - {DESCEND}))


VALUES = [
    scale("an array of no rows", "def scale(x):\n    return np.empty((0, *x.shape))", verdict="failed"),
    scale("a list of empty lists", "def scale(x):\n    return [[] for _ in x]", verdict="failed"),
    scale("nearly right in half precision", "def scale(x):\n    return (2.004 * x).astype(np.float16)"),
    scale("nan with a payload", "def scale(x):\n    return np.full(x.size, 0x7FF4_DEAD_BEEF_0001, np.uint64).view(float).reshape(x.shape)", verdict="failed"),
    scale("unsigned numbers that wrap around", "def scale(x):\n    return (-2 * x).astype(np.int8).view(np.uint8)", verdict="failed"),
    scale("lists that share their lists", """
        def scale(x):
            a = [2.0, 2.0]
            for _ in range(40): a = [a, a]
            return a
    """),
    scale("a text of sixty megabytes", "def scale(x):\n    return '2' * 60_000_000"),
    scale("a text of NumPy's", "def scale(x):\n    return np.str_('2.0')"),
    scale("a range of 10**300 numbers", "def scale(x):\n    return range(2, 10**300)"),
    scale("a slice of objects", "def scale(x):\n    return slice(object(), scale, np.ones(2))"),
    scale("a dict with keys of every kind", "def scale(x):\n    return {None: 1, True: 2, 2.0: 3, (1, 'a'): 4, b'x': 5, float('nan'): 6, 10**30: 7, 1j: 8}"),
    scale("keys that are sets, types and objects", "def scale(x):\n    return {frozenset([1]): 2.0} if x.size == 2 else {object(): 1, scale: 2}"),
    scale("keys of tuples that collide", """
        def scale(x):
            return {(*(0.5 for _ in range(40)), i * (2**61 - 1)): 0 for i in range(9_000)}
    """),
    scale("the argument grown in place", "def scale(x):\n    x.resize((9, 9), refcheck=False)\n    return x"),
    scale("the argument's kind of number changed", "def scale(x):\n    y = 3 * x\n    x.dtype = np.int64\n    return y"),
    scale("a list that is another at every look", """
        class Odd(list):
            looks = 0
            def __iter__(self):
                Odd.looks += 1
                return iter([2.0] * Odd.looks)
        def scale(x): return Odd([1.0])
    """),
    scale("an answer that changes afterwards", """
        import threading
        def scale(x):
            y = 3 * x
            threading.Timer(0.01, lambda: np.copyto(y, 2 * x)).start()
            return y
    """),
    scale("right the first time only", """
        calls = []
        def scale(x):
            calls.append(1)
            return 2 * x if len(calls) == 1 else 3 * x
    """),
    scale("right where the stack looks like the notebook's", """
        import inspect
        def scale(x):
            names = {frame.function for frame in inspect.stack()}
            return 2 * x if "run_code" in names or any("test" in n for n in names) else 3 * x
    """),
    scale("right for one address of the argument", """
        seen = set()
        def scale(x):
            seen.add(id(x))
            return 2 * x if len(seen) == 1 and x.size == 2 else x
    """),
    Submission("a method that is another at every look", {LINEAR: """
class Linear:
    looks = 0
    def __init__(self, weights): self.weights = weights
    def __call__(self, x): return x @ self.weights
    @property
    def forward(self):
        Linear.looks += 1
        return lambda x: (x @ self.weights) * Linear.looks * 2
"""}, earns=frozenset(ALL - {LINEAR})),
    linear("a tensor of the kind of its numbers changed", "(x @ self.weights + 1).view(torch.int32)"),
    linear("a tensor in the inference mode", "infer(x @ self.weights)", """
        def infer(t):
            with torch.inference_mode(): return t.detach().clone() + 1
    """),
    linear("a tensor with a hook that raises", "hooked(x @ self.weights)", """
        def hooked(t):
            t = (t.detach() + 1).requires_grad_()
            t.register_hook(lambda g: 1 / 0)
            t.__dict__["grad"] = 5
            return t
    """),
]  # fmt: skip

RAISED = [
    scale("Ctrl-C", "def scale(x):\n    raise KeyboardInterrupt", verdict="error"),
    scale("a task that was canceled", "import asyncio\ndef scale(x):\n    raise asyncio.CancelledError", verdict="error"),
    scale("a group of what no handler catches", "def scale(x):\n    raise BaseExceptionGroup('a', [KeyboardInterrupt(), SystemExit(0)])", verdict="error"),
    scale("an exception with notes without end", """
        def scale(x):
            error = ValueError("a")
            for _ in range(1000): error.add_note("x" * 10_000)
            raise error
    """, verdict="error"),
    scale("a text of an error that is no plain text", """
        class Text(str):
            def __getitem__(self, key): return 5
            def encode(self, *a): return 5
        class Odd(Exception):
            def __str__(self): return Text("passed")
        def scale(x): raise Odd
    """),
    before("a chain of ten thousand errors", """
        error = ValueError(0)
        for number in range(10_000):
            new = ValueError(number)
            new.__cause__ = error
            error = new
        raise error
    """, wrong=WRONG),
    before("an error that is its own cause", "error = ValueError()\nerror.__cause__ = error\nraise error", wrong=WRONG),
    before("a syntax error in an endless file", "raise SyntaxError('odd', ('/dev/zero', 1, 1, 'x'))", wrong=WRONG),
    before("a syntax error at no place", "raise SyntaxError('odd', (5, 10**30, -1, b'x'))", wrong=WRONG),
    before("a traceback that lies", r"""
        def _render_traceback_(self): return [5, None, "\x1b[2J"]
        raise type("Odd", (Exception,), {"_render_traceback_": _render_traceback_})("a")
    """, wrong=WRONG),
]  # fmt: skip

SETTINGS = [
    harmless("a folder that is gone and files without rights", """
        import os
        os.umask(0o777)
        os.makedirs("gone", 0o700, exist_ok=True); os.chdir("gone"); os.rmdir("../gone")
    """),
    harmless("another language, another clock, no environment", """
        import locale, os, time
        for name in ("C", "POSIX", "de_DE.UTF-8"):
            try: locale.setlocale(locale.LC_ALL, name)
            except locale.Error: pass
        os.environ.clear()
        os.environ["TZ"] = "Pacific/Auckland"; time.tzset()
        time.time = time.monotonic = time.perf_counter = lambda: 0.0
        time.sleep = lambda seconds: None
    """),
    harmless("children that nobody waits for", """
        import signal, subprocess
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        subprocess.Popen(["true"])
    """),
    harmless("torch with a device of no memory", "import torch\ntorch.set_default_device('meta')"),
    harmless("torch with every switch turned", """
        import torch
        torch.use_deterministic_algorithms(True)
        torch.autograd.set_detect_anomaly(True)
        torch.set_flush_denormal(True)
        torch.set_float32_matmul_precision("medium")
        torch.set_warn_always(True)
        torch.inference_mode().__enter__()
    """),
    before("a mode of torch that triples", """
        import torch
        from torch.overrides import TorchFunctionMode
        class Triple(TorchFunctionMode):
            def __torch_function__(self, func, types, args=(), kwargs=None):
                result = func(*args, **(kwargs or {}))
                return torch.mul(result, 1) * 3 if func is torch.einsum else result
        Triple().__enter__()
    """, wrong=WRONG, earns={DESCEND, MEAN}),
    before("a dispatch of torch that lies", """
        import torch
        from torch.utils._python_dispatch import TorchDispatchMode
        class Ones(TorchDispatchMode):
            def __torch_dispatch__(self, func, types, args=(), kwargs=None):
                result = func(*args, **(kwargs or {}))
                return torch.full_like(result, 2.0) if "einsum" in str(func) or "bmm" in str(func) else result
        Ones().__enter__()
    """, wrong=WRONG, earns={DESCEND, MEAN}),
    wrong("a profiler that raises", "import sys, threading\nthreading.setprofile(lambda *a: 1 / 0)\nsys.setprofile(lambda *a: 1 / 0)"),
    wrong("types that agree", """
        import builtins
        kept = isinstance, issubclass
        builtins.isinstance = builtins.issubclass = lambda *a: True
        builtins.repr = builtins.str.__class__
    """, earns=REST),
    wrong("bytes on the connection at every signal", """
        import os, signal, socket
        for number in range(3, 64):
            try:
                if os.readlink(f"/proc/self/fd/{number}").startswith("socket"):
                    os.set_blocking(number, False)
                    signal.set_wakeup_fd(number, warn_on_full_buffer=False)
                    break
            except OSError: pass
        signal.signal(signal.SIGUSR1, lambda *a: None)
        for _ in range(9): os.kill(os.getpid(), signal.SIGUSR1)
    """),
    before("a farewell that never ends", "import atexit, time, weakref\natexit.register(time.sleep, 10**6)\nweakref.finalize(time, time.sleep, 10**6)", wrong=WRONG),
    before("locks on the system's files", """
        import fcntl, os, sys, numpy, torch, autograder, dlcourse
        kept = []
        for path in (sys.executable, numpy.__file__, torch.__file__, autograder.__file__, dlcourse.__file__, "/usr/lib", "/dev/null"):
            try:
                kept.append(open(os.open(path, os.O_RDONLY), "rb", closefd=False) if os.path.isdir(path) else open(path, "rb"))
                fcntl.flock(kept[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
                fcntl.lockf(kept[-1], fcntl.LOCK_SH | fcntl.LOCK_NB)
                fcntl.fcntl(kept[-1], fcntl.F_SETLEASE, fcntl.F_RDLCK)
            except (OSError, ValueError): pass
    """, wrong=WRONG),
    before("the switches of the process in its folder", """
        import os
        for name in os.listdir("/proc/self"):
            for text in ("-1000", "0", "0 0 4294967295", "deny", "x" * 99):
                try: open(f"/proc/self/{name}", "w").write(text)
                except (OSError, ValueError): pass
        for folder, _, names in os.walk("/proc/sys"):
            for name in names:
                try: open(os.path.join(folder, name), "w").write("0")
                except OSError: pass
    """, wrong=WRONG),
    before("a thousand of each kind of descriptor", """
        import os, select, socket, ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        kept = []
        makers = (lambda: select.epoll(), lambda: os.pipe(), lambda: socket.socketpair(), lambda: os.eventfd(0), lambda: libc.inotify_init1(0), lambda: libc.timerfd_create(1, 0), lambda: libc.signalfd(-1, bytes(128), 0))
        for make in makers:
            for _ in range(40):
                try: kept.append(make())
                except OSError: break
        one = ctypes.c_void_p()
        for _ in range(10**4): libc.timer_create(1, None, ctypes.byref(one))
    """, wrong=WRONG),
    before("files that are nearly as large as numbers get", """
        import os
        for folder in ("/tmp", "/dev/shm"):
            with open(folder + "/hostile-trace", "wb") as file:
                for size in (1 << 62, 10**12, 10**9):
                    try: os.truncate(file.fileno(), size)
                    except OSError: pass
                    try: os.posix_fallocate(file.fileno(), 0, size)
                    except OSError: pass
            try: os.setxattr(folder + "/hostile-trace", "user.x", b"x" * 60_000)
            except OSError: pass
            deep = folder
            for _ in range(200):
                deep += "/" + "d" * 200
                try: os.mkdir(deep)
                except OSError: break
    """, wrong=WRONG),
    before("names on the network that others could want", """
        import socket
        kept = []
        for name in ("\\0grader", "\\0dask", "\\0", "/tmp/hostile-trace-socket"):
            one = socket.socket(socket.AF_UNIX)
            try: one.bind(name); one.listen()
            except OSError: pass
            kept.append(one)
        for port in (8786, 8888, 5555):
            one = socket.socket()
            try: one.bind(("0.0.0.0", port)); one.listen()
            except OSError: pass
            kept.append(one)
    """, wrong=WRONG),
    wrong("memory of a process whose first thread has ended", """
        import ctypes, os, threading, time
        for _ in range(2):
            if os.fork() == 0:
                kept = np.ones(24 * 10**7)
                threading.Thread(target=time.sleep, args=(60,)).start()
                ctypes.CDLL(None).syscall({"x86_64": 60, "aarch64": 93}[os.uname().machine], 0)
        time.sleep(2)
    """),
    before("memory that stays when it is given back", """
        import ctypes, os
        libc = ctypes.CDLL(None)
        libc.mmap.restype = ctypes.c_void_p
        libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
        size, zeros = 1 << 29, os.open("/dev/zero", os.O_RDWR)
        for flags, file in ((0x21, -1), (0x23, -1), (0x4021, -1), (0x01, zeros)):
            for _ in range(20):
                place = libc.mmap(None, size, 3, flags, file, 0)
                if place in (None, 2**64 - 1): break
                ctypes.memset(place, 1, size)
                libc.munmap(ctypes.c_void_p(place + 4096), ctypes.c_size_t(size - 4096))
    """, wrong=WRONG),
    before("memory that is nearly gone", """
        kept = []
        for size in (1 << 26, 1 << 22, 1 << 18, 1 << 14):
            try:
                while True: kept.append(bytearray(size))
            except MemoryError: pass
        del kept[-3:]
    """, wrong=WRONG),
]  # fmt: skip

SHELL = [
    harmless("bytes written to the output", "import sys\nsys.stdout.write(b'abc')"),
    harmless("anything written to the output", "import sys\nfor one in (None, 5, ['a'], {'a': 1}):\n    try: sys.stdout.write(one)\n    except TypeError: pass\nsys.stderr.write(b'')"),
    harmless("an output that is no plain text", """
        import sys
        class Text(str):
            def __getitem__(self, key): return 5
            def __len__(self): return -3
        sys.stdout.write(Text("abc"))
    """),
    honest("a text that suits the output", SCALE, "import sys\ndef scale(x):\n    print('×'.encode(sys.stdout.encoding.lower(), 'replace').decode(sys.stdout.encoding))\n    return 2 * x"),
    harmless("an output that is closed", "import sys\nsys.stdout.close(); sys.stderr.close(); sys.__stdout__.close()\nprint('still here')"),
    harmless("what somebody would have typed", "import sys\nprint(repr(sys.stdin.read()), sys.stdin.readline())\nprint(open(0, closefd=False).read())"),
    Submission("a shell that runs nothing any more", {MEAN: RIGHT[MEAN] + "\nget_ipython().run_cell = None"}, last="x = 1"),
    Submission("a shell whose cells all raise", {MEAN: RIGHT[MEAN] + "\ndef bad(*a, **k): raise SystemExit('enough')\nget_ipython().run_cell = bad"}, last="x = 1"),
    Submission("a shell that gives no result", {MEAN: RIGHT[MEAN] + "\nget_ipython().run_cell = lambda *a, **k: None"}, last="x = 1"),
    Submission("an end after every cell", {MEAN: "import os\nget_ipython().events.register('post_run_cell', lambda *a: os._exit(0))\n" + RIGHT[MEAN]}, last="x = 1", earns=frozenset(ALL - {MEAN})),
    before("an error before every cell", "def bad(*a): raise SystemExit\nget_ipython().events.register('pre_run_cell', bad)\nget_ipython().events.register('pre_execute', bad)", wrong=WRONG, earns=set()),
    Submission("names without a namespace", {MEAN: RIGHT[MEAN] + "\nget_ipython().user_ns.clear()"}, earns=frozenset(ALL - {MEAN})),
    before("magics that wait or write", """
        shell = get_ipython()
        for line in ("edit -x 1", "more /etc/passwd", "pycat /dev/null", "page x", "history -f a", "logstart -o log.txt append", "alias rm echo", "store x", "recall 1", "rerun", "notebook a.ipynb", "pastebin 1", "config", "quickref", "lsmagic", "who", "xdel np", "colors Linux", "autocall 2", "automagic on", "doctest_mode", "precision 1", "load /etc/passwd", "loadpy /dev/null", "killbgscripts", "system sleep 0", "sx true", "cd /", "pushd /", "dhist", "env A=1", "pdef print", "psource print", "pinfo2 print", "psearch a*", "gui", "pylab", "unload_ext autoreload", "unalias ls", "nosuchmagic"):
            name, _, rest = line.partition(" ")
            try: shell.run_line_magic(name, rest)
            except BaseException: pass
    """, wrong="def scale(x):\n    return 3 * x", earns=REST),
    harmless("cells in other languages", """
        for language, text in (("html", "<script>alert(1)</script>"), ("latex", "x"), ("javascript", "alert(1)"), ("svg", "<svg onload=alert(1)>"), ("markdown", "<b>"), ("python", "import os; os._exit(3)"), ("sh", "exit 4"), ("perl", "print 1"), ("script nosuchprogram", "x"), ("nosuchmagic", "x")):
            name, _, line = language.partition(" ")
            try: get_ipython().run_cell_magic(name, line, text)
            except BaseException as error: print(type(error))
    """),
    harmless("feeds of forms and other ends of lines", "text = 'a\u2028b\x85c'\n\x0cvalue = '\u2029'\x0c\nassert len(text) == 5\r\nother = 1\rlast = 2"),
    Submission("a mark of the byte order in front of an answer", {SCALE: "\ufeffdef scale(x):\n    return 3 * x"}, earns=frozenset(REST)),
    Submission("two hundred lines of magics", first="%time 1\n" * 200 + "!true\n" * 3),
    Submission("awaiting at the top", {SCALE: "import asyncio\nawait asyncio.sleep(0)\nasync def later(x): return 2 * x\ndef scale(x):\n    return asyncio.run(later(x))"}, last="async for x in []: pass"),
    Submission("a loop of events that is closed", {SCALE: "import asyncio\nasyncio.set_event_loop(None)\nasyncio.get_event_loop = asyncio.new_event_loop = None" + TWICE}, last="1 + 1"),
]  # fmt: skip

FORGED = [
    runs("children that are no number", "Runner._do_listen = lambda self: [10**30]"),
    runs("fewer children than none", "Runner._do_listen = lambda self: [-1]"),
    runs("children that are nearly endless", "def forged(self):\n    runner.count = getattr(runner, 'count', 0) + 1\n    return [runner.count]\nRunner._do_listen = forged"),
    runs("an output that is a number", "plain = Runner._run\nRunner._run = lambda self, source, output: [plain(self, source, output)[0], 5]", set()),
    runs("an output of ten megabytes", "plain = Runner._run\nRunner._run = lambda self, source, output: [plain(self, source, output)[0], '<b>' * 10**6]"),
    runs("double precision that is a word", "def forged(self, names):\n    return [begin(self, names)[0], 'True']\nRunner._do_begin = forged"),
    runs("two messages in one", """
def forged(self, target, args, kwargs):
    if target is scale:
        one = protocol.encode(["ok", number(), 2 * args[0], []], self._as_ref)
        self.channel.send(one + one)
    return call(self, target, args, kwargs)
Runner._do_call = forged"""),
    runs("dates and texts that are no text", """
def forged(self, target, args, kwargs):
    if target is scale and args[0].size == 2:
        self.channel.send(msgpack.packb(["ok", number(), msgpack.Timestamp(2**63 - 1, 5), []]))
    if target is scale:
        self.channel.send(b"\\x94\\xa2ok" + msgpack.packb(number()) + b"\\xa2\\xff\\xfe\\x90")
    return call(self, target, args, kwargs)
Runner._do_call = forged"""),
    runs("messages that are no list", """
def forged(self, target, args, kwargs):
    if target is scale:
        self.channel.send(msgpack.packb({"ok": number()}) if args[0].size == 2 else b"")
    return call(self, target, args, kwargs)
Runner._do_call = forged"""),
    runs("calls of the test after the answer", """
def forged(self, target, args, kwargs):
    if target is scale:
        self.channel.send(protocol.encode(["ok", number(), 3 * args[0], []], self._as_ref))
        for _ in range(5): self.channel.send(protocol.encode(["call back", -1, [1.0], {}], self._as_ref))
    return call(self, target, args, kwargs)
Runner._do_call = forged"""),
    runs("generators of random numbers with states of their own", """
def forged(self, target, args, kwargs):
    if target is not scale: return call(self, target, args, kwargs)
    state = bytearray(torch.Generator().get_state().numpy().tobytes())
    struct.pack_into("<iiQ", state, 8, 624, 1, 624)
    fake = lambda kind, *parts: msgpack.ExtType(11, msgpack.packb([kind, *parts]))
    forgeries = [fake("numpy", "0", "0", 0, 0), fake("random", [0] * 625, None), fake("torch", bytes(state))]
    self.channel.send(msgpack.packb(["ok", number(), forgeries, [[0, forgeries]]]))
    return call(self, target, args, kwargs)
Runner._do_call = forged"""),
    runs("the argument of one call as that of the next", """
kept = []
def forged(self, target, args, kwargs):
    if target is not scale: return call(self, target, args, kwargs)
    kept.append(args[0])
    return [2 * kept[0], [[0, kept[0]]]]
Runner._do_call = forged"""),
]  # fmt: skip

FUNCTIONS = [
    descend("the first test's function kept for all others", """
        def descend(gradient, x, steps):
            global kept
            kept = globals().get("kept", gradient)
            for _ in range(steps): x = x - 0.1 * kept(x)
            return x
    """),
    descend("the function of the test called by a signal", """
        import signal
        def descend(gradient, x, steps):
            signal.signal(signal.SIGALRM, lambda *a: gradient(x))
            signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
            for _ in range(steps):
                try: x = x - 0.1 * gradient(x)
                except BaseException: pass
            signal.setitimer(signal.ITIMER_REAL, 0)
            return x + 1
    """),
    descend("the function of the test called by a finalizer", """
        def descend(gradient, x, steps):
            class Late:
                def __del__(self): gradient(1.0)
            kept = [Late()]
            for _ in range(steps): x = x - 0.1 * gradient(x)
            kept[0].me = kept
            import gc
            del kept
            gc.collect()
            return x
    """),
    descend("the function of the test called by a generator that is left", """
        def descend(gradient, x, steps):
            def walk():
                try:
                    while True: yield gradient(x)
                finally: gradient(x)
            next(walk())
            return 0.8 ** steps
    """),
    descend("the function of the test called with huge numbers", """
        def descend(gradient, x, steps):
            for odd in (10 ** 40_000, "9" * 10**7, [0] * 10**5, np.ones(10**6), b"x" * 10**7, float("inf"), 2**63, True, None):
                try: gradient(odd)
                except Exception: pass
            return 0.8 ** steps
    """),
    descend("an object that calls the test's function when it is asked", """
        def descend(gradient, x, steps):
            class Deep:
                def __rmul__(self, other): return gradient(self)
                def __getattr__(self, name): return gradient(self)
                __call__ = __len__ = __iter__ = __rmul__
            try: gradient(Deep())
            except Exception: pass
            return Deep() if steps > 1 else 0.8
    """),
]  # fmt: skip


def future_schema(nb: Notebook) -> None:
    for number, one in enumerate(nb["cells"]):
        if "nbgrader" in one["metadata"]:
            one["metadata"]["nbgrader"]["schema_version"] = (999, "4", None, -1, [3])[number % 5]
            one["metadata"]["nbgrader"]["cell_type"] = "raw"


def skipped_answers(nb: Notebook) -> None:
    for name in (SCALE, LINEAR, DESCEND, MEAN):
        cell(nb, name)["metadata"]["tags"] = ["skip-execution", "remove-cell", "x" * 5_000]


def skipped_helper(nb: Notebook) -> None:
    cell(nb, SCALE)["source"] = "scale = double"
    nb["cells"].insert(0, code_cell("double = lambda x: 2 * x", tags=["skip-execution"]))


def folded(nb: Notebook) -> None:
    hidden = {"source_hidden": True, "outputs_hidden": True}
    for one in nb["cells"]:
        one["metadata"] |= {
            "jupyter": hidden,
            "editable": False,
            "deletable": False,
            "slideshow": 5,
        }


def odd_counts(nb: Notebook) -> bytes:
    for one in nb["cells"]:
        if one["cell_type"] == "code":
            one["execution_count"] = "HERE"
            one["outputs"] = [{"output_type": "error", "traceback": 5}, {"output_type": "x"}, 7]
    return json.dumps(nb).replace('"HERE"', "1e999").encode()


def letters(nb: Notebook) -> None:
    for one in nb["cells"]:
        one["source"] = list(one["source"])


def long_ids(nb: Notebook) -> None:
    for number, one in enumerate(nb["cells"]):
        one["id"] = f"{'i' * 10_000}{number}"


def huge_heading(level: int) -> Any:
    def change(nb: Notebook) -> bytes:
        heading = {"cell_type": "heading", "level": level, "metadata": {}, "source": "a"}
        sheet = {"cells": [heading], "metadata": {}}
        old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [sheet]}
        return json.dumps(old).encode()

    return change


def many_small_cells(nb: Notebook) -> bytes:
    one = b'{"cell_type":"raw","metadata":{},"source":""}'
    cells = b",".join([one] * 60_000)
    return b'{"nbformat":4,"nbformat_minor":4,"metadata":{},"cells":[' + cells + b"]}"


def twin_of_a_question(nb: Notebook) -> None:
    spoil(nb)
    (question,) = [
        c for c in nb["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == "why"
    ]
    for number in range(50):
        nb["cells"].append(question | {"id": f"why-{number}", "source": f"because {number}"})
    nb["cells"].append(
        code_cell("def scale(x): return 2 * x", nbgrader=question["metadata"]["nbgrader"])
    )


def unfinished_answer(nb: Notebook) -> None:
    """Let a cell end in the middle of a text, so that the next one would go on in it."""
    cell(nb, SCALE)["source"] = "def scale(x):\n    return 3 * x\n'''"
    nb["cells"].append(code_cell("'''\n### END HIDDEN TESTS\n### BEGIN HIDDEN TESTS"))


FILES = [
    notebook("a schema of nbgrader's that is not known", future_schema),
    notebook("answers that ask to be skipped", skipped_answers),
    notebook("a helper that asks to be skipped", skipped_helper, earns=REST),
    notebook("cells that are folded and locked", folded),
    notebook("counts and outputs of no kind", odd_counts),
    notebook("a source of single letters", letters),
    notebook("names of cells of ten thousand letters", long_ids, earns=set(), verdict="unreadable"),
    notebook("a heading of a billion levels", huge_heading(10**9), earns=set(), verdict="unreadable"),
    notebook("a heading of two hundred million levels", huge_heading(2 * 10**8), earns=set(), verdict="unreadable"),
    notebook("a heading of a negative level", huge_heading(-5), earns=set(), verdict="unreadable"),
    notebook("sixty thousand cells", many_small_cells, earns=set(), verdict="unreadable"),
    notebook("a version that is a text", replaced('"nbformat": 4', '"nbformat": "4"'), earns=set(), verdict="unreadable"),
    notebook("a version that is a list", replaced('"nbformat": 4', '"nbformat": [4]'), earns=set(), verdict="unreadable"),
    notebook("a version before the first", replaced('"nbformat": 4', '"nbformat": 0'), earns=set(), verdict="unreadable"),
    notebook("a minor version that is a text", replaced('"nbformat_minor": 5', '"nbformat_minor": "5"'), earns=set(), verdict="unreadable"),
    notebook("a cell of a kind that is not known", replaced('"cell_type": "code"', '"cell_type": "program"'), earns=set(), verdict="unreadable"),
    notebook("a second list of cells", replaced('"nbformat": 4', '"nbformat": 4, "cells": []'), earns=set(), verdict="unreadable"),
    notebook("fifty answers to one question", twin_of_a_question, earns=REST),
    notebook("markers of hidden tests and an open text", unfinished_answer, earns=REST),
]  # fmt: skip

HABITS = [
    honest("the argument changed and returned", SCALE, "def scale(x):\n    x *= 2\n    return x"),
    honest("a view read backwards", SCALE, "def scale(x):\n    return (2 * x)[..., ::-1].copy()[..., ::-1]"),
    honest("numbers in the order of Fortran", SCALE, "def scale(x):\n    return np.asfortranarray(2 * x)"),
    honest("an array that cannot be written", SCALE, "def scale(x):\n    x.flags.writeable = False\n    y = 2 * x\n    y.flags.writeable = False\n    return y"),
    honest("a bound method", SCALE, "class Doubler:\n    factor = 2\n    @classmethod\n    def double(cls, x): return cls.factor * x\nscale = Doubler().double"),
    honest("a module of torch for arrays", SCALE, "class Scale(nn.Module):\n    def forward(self, x): return 2 * x\nscale = Scale()"),
    honest("dispatch by type", SCALE, """
        import functools
        @functools.singledispatch
        def scale(x): raise TypeError(type(x))
        @scale.register
        def _(x: np.ndarray): return 2 * x
    """),
    honest("pools of threads and processes", SCALE, """
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        def double(value): return 2 * value
        def scale(x):
            with ThreadPoolExecutor(2) as pool: rows = list(pool.map(double, list(x)))
            return np.array(rows).reshape(x.shape)
    """),
    honest("memory shared under a name", SCALE, """
        from multiprocessing.shared_memory import SharedMemory
        def scale(x):
            shared = SharedMemory(create=True, size=max(x.nbytes, 1))
            try:
                kept = np.ndarray(x.shape, x.dtype, buffer=shared.buf)
                kept[...] = 2 * x
                return kept.copy()
            finally:
                del kept
                shared.close(); shared.unlink()
    """),
    honest("a match and a walrus", SCALE, """
        def scale(x):
            match x.shape:
                case (n,) if (m := n) > 0: return 2 * x[:m]
                case [_, *_]: return x + x
    """),
    honest("a warning that is an error inside", SCALE, """
        import warnings
        def scale(x):
            with warnings.catch_warnings(), np.errstate(all="raise"):
                warnings.simplefilter("error")
                return 2 * x
    """),
    honest("a layer compiled eagerly", LINEAR, """
        class Linear(nn.Module):
            def __init__(self, weights):
                super().__init__()
                self.weights = nn.Parameter(weights)
                self.inner = torch.jit.trace(lambda x, w: x @ w, (torch.ones(1, len(weights)), weights))
            def forward(self, x): return self.inner(x, self.weights)
    """),
    honest("a step that calls itself", DESCEND, "def descend(gradient, x, steps):\n    return x if steps == 0 else descend(gradient, x - 0.1 * gradient(x), steps - 1)"),
    honest("steps of a generator", DESCEND, """
        def descend(gradient, x, steps):
            def walk(x):
                while True: yield (x := x - 0.1 * gradient(x))
            path = walk(x)
            return [next(path) for _ in range(steps)][-1]
    """),
    honest("a fraction turned into a number", MEAN, "from fractions import Fraction\nfrom statistics import fmean\ndef mean_error(y_hat, y):\n    return float(fmean(Fraction(abs(a - b)) for a, b in zip(y_hat.tolist(), y.tolist())))"),
]  # fmt: skip

THIRD = [*VALUES, *RAISED, *SETTINGS, *SHELL, *FORGED, *FUNCTIONS, *FILES, *HABITS]
