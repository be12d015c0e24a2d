"""Attacks by code: each stands in a cell of an otherwise honest notebook."""

from registry import Submission, before, scale
from target import ALL, DESCEND, LINEAR, MEAN, REST, WRONG

OBJECT = """
class Liar:
    {body}
def scale(x):
    return Liar()
"""

ALWAYS_EQUAL = """
class Liar(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, bool)
    def __ne__(self, other): return np.zeros(self.shape, bool)
    __lt__ = __gt__ = __le__ = __ge__ = __eq__
    def __sub__(self, other): return np.zeros(self.shape)
    __rsub__ = __sub__
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs): return np.zeros(self.shape)
    def __array_function__(self, *args, **kwargs): return True
    def __getitem__(self, key): return 2.0
    def all(self, *args): return True
    def any(self, *args): return False
def scale(x):
    return x.view(Liar)
"""

LYING_TENSOR = """
class Liar(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None): return True
class Linear(nn.Module):
    def __init__(self, weights):
        super().__init__()
    def forward(self, x):
        return torch.zeros(len(x), 1).as_subclass(Liar)
"""

VALUES = [
    scale("always equal", OBJECT.format(body="def __eq__(self, other): return True\n    __hash__ = None")),
    scale("an array that agrees with everything", ALWAYS_EQUAL),
    Submission(
        "a tensor that answers torch's functions", {LINEAR: LYING_TENSOR},
        earns=frozenset(ALL - {LINEAR}),
    ),
    scale("a number that agrees", OBJECT.format(
        body="def __float__(self): return 2.0\n    def __array__(self, *a, **k): return np.full(2, 2.0)")),
    scale("an object that says it is an array", OBJECT.format(
        body="__class__ = property(lambda self: np.ndarray)\n    shape, dtype = (2,), np.dtype(float)")),
    scale("a float with an operator of its own", """
        class Number(float):
            def __eq__(self, other): return True
            def __sub__(self, other): return 0.0
            __rsub__ = __sub__
            def __abs__(self): return 0.0
        def scale(x):
            return Number(2)
    """),
    Submission("a mean that is always near", {MEAN: """
class Number(float):
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    def __eq__(self, other): return True
    def __abs__(self): return 0.0
    __hash__ = float.__hash__
def mean_error(y_hat, y):
    return Number(1.0)
"""}, earns=frozenset(ALL - {MEAN})),
    scale("nan", "def scale(x):\n    return np.full(x.shape, np.nan)", verdict="failed"),
    scale("infinity", "def scale(x):\n    return np.full(x.shape, np.inf)", verdict="failed"),
    scale("None", "def scale(x):\n    return None", verdict="failed"),
    scale("True", "def scale(x):\n    return True"),
    scale("NotImplemented", "def scale(x):\n    return NotImplemented"),
    scale("a class", "def scale(x):\n    return np.ndarray"),
    scale("the function itself", "def scale(x):\n    return scale"),
    scale("an iterator without end", "import itertools\ndef scale(x):\n    return itertools.repeat(2.0)"),
    scale("a huge integer", "def scale(x):\n    return 10 ** 40_000"),
    scale("an array of objects", "def scale(x):\n    return np.array([2.0, Ellipsis], dtype=object)"),
    scale("a huge table", "def scale(x):\n    return np.ones((2500, 2500)) if x.size == 2 else x"),
    scale("deep lists", "def scale(x):\n    a = 2.0\n    for _ in range(500): a = [a]\n    return a"),
    scale("a dict that is too large", "def scale(x):\n    return {i: i for i in range(50_000)}"),
    scale("keys that collide", "def scale(x):\n    return {i * (2**61 - 1): 0 for i in range(9_000)}"),
    scale("hard-coded visible answers", """
        def scale(x):
            return np.full(2, 2.0)
    """, verdict="failed"),
    Submission("hard-coded visible numbers", {MEAN: """
def mean_error(y_hat, y):
    return 1.0 if len(y) == 2 and y_hat[1] == 1 else 1.5
"""}, earns=frozenset(ALL - {MEAN})),
    scale("the argument changed to suit the answer", """
        def scale(x):
            x[...] = 0
            return x
    """, verdict="failed"),
    scale("an exception that is called a pass", """
        class CheckPassed(AssertionError): pass
        def scale(x): raise CheckPassed("All checks passed.")
    """),
    scale("every exception on the way", """
        class Odd(SystemExit, KeyboardInterrupt): pass
        def scale(x): raise Odd(0)
    """),
    scale("StopIteration", "def scale(x):\n    raise StopIteration(2.0)"),
    scale("GeneratorExit", "def scale(x):\n    raise GeneratorExit"),
    scale("an exception without a text", """
        class Bad(Exception):
            def __str__(self): raise RuntimeError
        def scale(x): raise Bad
    """),
    scale("a group of exceptions", "def scale(x):\n    raise ExceptionGroup('a', [ValueError('b')])"),
    scale("not attempted", "def scale(x):\n    raise NotImplementedError", verdict="not attempted"),
]  # fmt: skip

PATCHED = """
{body}
def scale(x):
    return 3 * x
"""


def _patch(name: str, body: str, earns: set[str] = REST) -> Submission:
    return scale(name, PATCHED.format(body=body.strip()), earns=earns)


PATCHES = [
    _patch("numpy.testing", """
import numpy.testing
for name in dir(np.testing):
    if name.startswith("assert"): setattr(np.testing, name, lambda *a, **k: None)
np.allclose = np.isclose = np.array_equal = lambda *a, **k: True"""),
    _patch("torch.allclose", "import torch\ntorch.allclose = torch.equal = lambda *a, **k: True"),
    _patch("the course's checks", """
import dlcourse.testing
for name in dir(dlcourse.testing):
    if name.startswith("check"): setattr(dlcourse.testing, name, lambda *a, **k: None)"""),
    _patch("the checks in every frame", """
import gc
for one in gc.get_objects():
    if isinstance(one, dict) and "check_close" in one:
        one["check_close"] = lambda *a, **k: print("passed")"""),
    _patch("AssertionError", """
import builtins
class AssertionError(Exception):
    def __new__(cls, *args): return Exception.__new__(cls)
builtins.AssertionError = AssertionError"""),
    _patch("builtins", """
import builtins
builtins.abs = lambda x: 0
builtins.len = builtins.sum = lambda *a: 20
builtins.all = lambda x: True""", earns={LINEAR, MEAN, DESCEND}),
    _patch("import", """
import builtins
original = builtins.__import__
def fake(name, *args, **kwargs):
    module = original(name, *args, **kwargs)
    if name.startswith("dlcourse"):
        module.check_close = lambda *a, **k: None
    return module
builtins.__import__ = fake"""),
    _patch("a shadow of the checks", """
import sys, types
fake = types.ModuleType("dlcourse.testing")
fake.check_close = fake.rng = lambda *a, **k: None
sys.modules["dlcourse.testing"] = fake"""),
    _patch("shadow modules in the folder", """
for name in ("numpy", "torch", "msgpack", "sitecustomize", "usercustomize", "dlcourse"):
    open(name + ".py", "w").write("raise SystemExit")
import os
os.environ["PYTHONPATH"] = os.getcwd()"""),
    _patch("a transformer of cells", """
shell = get_ipython()
shell.input_transformers_cleanup.append(lambda lines: [l for l in lines if "check" not in l])
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
shell.ast_transformers.append(Drop())"""),
    _patch("run_cell", """
shell = get_ipython()
original = type(shell).run_cell
def fake(self, source, *args, **kwargs):
    result = original(self, source, *args, **kwargs)
    result.error_in_exec = result.error_before_exec = None
    return result
type(shell).run_cell = fake
type(shell).showtraceback = type(shell).showsyntaxerror = lambda *a, **k: None"""),
    _patch("the events of the shell", """
get_ipython().events.register("pre_run_cell", lambda info: None)
get_ipython().events.register("post_run_cell", lambda result: setattr(result, "success", True))"""),
    _patch("the runner", """
from autograder.engine import runner
def forged(self, *args):
    return [True, []]
runner.Runner._do_call = forged
import gc
for one in gc.get_objects():
    if isinstance(one, runner.Runner):
        one._do_item = one._do_get = lambda *a: [2.0]""", earns=set()),
    _patch("the protocol", """
from autograder.engine import protocol, runner
runner.encode = lambda value, as_ref: b"\\xc0\""""),
    _patch("printed scores", "print(1.0); print('1.0'); print({'score': 100}); 1000.0"),
    _patch("written scores", """
import json, os
for path in ("/results.json", "results.json", "/tmp/results.json", "/dev/fd/3", "/dev/stdout"):
    try: open(path, "w").write(json.dumps({"points": 100, "score": 100}))
    except OSError: pass
for number in range(64):
    try: os.write(number, b'{"points": 100}') if number < 3 else None
    except OSError: pass"""),
    _patch("a gradebook", """
import sqlite3
base = sqlite3.connect("gradebook.db")
base.execute("create table grade (auto_score)")
base.execute("insert into grade values (100)")
base.commit()"""),
    _patch("generators seeded anew", """
import random
for seed in (np.random.seed, random.seed, torch.manual_seed): seed(0)
np.random.seed = random.seed = torch.manual_seed = lambda *a: None
np.random.default_rng = lambda *a: np.random.RandomState(0)"""),
    _patch("tracing", """
import sys, threading
def trace(frame, event, arg):
    frame.f_trace_lines = True
    return trace
sys.settrace(trace); sys.setprofile(lambda *a: None); threading.settrace(trace)
sys.settrace(None); sys.setprofile(None)"""),
    _patch("audit and exit hooks", """
import atexit, sys
sys.addaudithook(lambda *a: None)
atexit.register(lambda: print("points: 100"))
sys.excepthook = sys.unraisablehook = lambda *a: None"""),
    _patch("an endless finalizer", """
class Clingy:
    def __del__(self):
        while True: pass
kept = Clingy()"""),
]  # fmt: skip

# Code that answers rightly only if it has found something; whoever earns points was not walled in.
SEARCH = """
def found():
{body}
def scale(x):
    return 2 * x if found() else None
"""


def _search(name: str, body: str) -> Submission:
    indented = "\n".join("    " + line for line in body.strip("\n").splitlines())
    return scale(name, SEARCH.format(body=indented))


MARK = '"hidden" + "_7391"'
LOOK = "(''.join(['hidden', '_7391'])).encode()"

SEARCHES = [
    _search("tests in frames", f"""
import sys
frame = sys._getframe()
while frame:
    if {MARK} in repr(frame.f_locals.keys()) + repr(frame.f_code.co_names): return True
    frame = frame.f_back
return False"""),
    _search("tests in the garbage collector", """
import gc
mark = "hidden" + "_" + str(7391)
return any(mark in one for one in gc.get_objects() if isinstance(one, dict) and mark in one)"""),
    _search("tests in memory", """
import re
pattern = re.compile(b"wanted[_]1" + b"862 = ")  # which is not its own match
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb") as memory:
    hits = 0
    for line in maps:
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        if "rw" not in line.split()[1] or end - start > 1 << 26: continue
        try:
            memory.seek(start)
            hits += len(pattern.findall(memory.read(end - start)))
        except OSError: pass
return hits > 0"""),
    _search("tests in the history", f"""
shell = get_ipython()
everything = repr(shell.user_ns.get("In")) + repr(shell.history_manager.__dict__)
return {MARK} in everything.replace({MARK!r}, "")"""),
    _search("tests in the line cache", f"""
import linecache
return any({LOOK}.decode() in str(entry) and "BEGIN HIDDEN" in str(entry)
           for entry in linecache.cache.values())"""),
    _search("tests on the disk", """
import os, subprocess
for top in ("/home", "/root", "/work", "/tmp", "/var", "/opt", "/mnt", "/srv", "/data", "/run", os.getcwd()):
    for folder, _, files in os.walk(top):
        if "site-packages" in folder: continue
        for name in files:
            if name.endswith((".ipynb", ".db")) or name in ("00_target.py", "results.json"): return True
return False"""),
    _search("other submissions", """
import glob
return bool(glob.glob("/**/submitted/**", recursive=False) + glob.glob("/tmp/*/submissions*"))"""),
    _search("environments", """
import glob
for path in glob.glob("/proc/*/environ"):
    if b"SECRET_OF" in open(path, "rb").read(): return True
import os
return any("SECRET_OF" in name for name in os.environ)"""),
    _search("command lines", """
import glob
return any(b"pytest" in open(p, "rb").read() for p in glob.glob("/proc/[0-9]*/cmdline"))"""),
    _search("the network", """
import socket
for address in (("1.1.1.1", 443), ("8.8.8.8", 53), ("169.254.169.254", 80), ("127.0.0.1", 22)):
    try:
        socket.create_connection(address, timeout=0.3)
        return True
    except OSError: pass
return False"""),
    _search("names on the network", """
import socket
try:
    return bool(socket.gethostbyname("example.org"))
except OSError: return False"""),
    _search("the virtual machine's host", """
import socket
try:
    socket.socket(40, socket.SOCK_STREAM)
    return True
except OSError: return False"""),
    _search("other processes", """
import os
return any(int(n) > 1000 for n in os.listdir("/proc") if n.isdigit())"""),
    _search("tracing the parent", """
import ctypes, os
libc = ctypes.CDLL(None)
return os.getppid() > 0 and libc.ptrace(16, os.getppid(), 0, 0) == 0"""),
    _search("a new user namespace", """
import ctypes
return ctypes.CDLL(None).unshare(0x10000000) == 0"""),
    _search("a mount", """
import ctypes
return ctypes.CDLL(None).mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0"""),
    _search("root", """
import os, subprocess
try:
    os.setuid(0)
    return True
except OSError: pass
try:
    return subprocess.run(["su", "-c", "true"], capture_output=True, timeout=1).returncode == 0
except (OSError, subprocess.TimeoutExpired): return False"""),
    _search("a link out of the walls", """
import os
for target in ("/proc/1/root/etc/shadow", "/proc/self/root/../etc/passwd", "/dev/sda", "/etc/shadow"):
    try:
        os.symlink(target, "way")
        open("way").read(1)
        return True
    except OSError: pass
    finally:
        if os.path.islink("way"): os.unlink("way")
return False"""),
    _search("hard links and devices", """
import os, stat
for make in (lambda: os.link("/etc/fonts/fonts.conf", "/tmp/link"), lambda: os.mknod("/tmp/dev", stat.S_IFBLK | 0o600, os.makedev(254, 0))):
    try:
        make()
        return True
    except OSError: pass
return False"""),
    _search("a shared memory of the template", """
return any(" rw-s " in line for line in open("/proc/self/maps"))"""),
    _search("traces of the one before", """
import os
names = os.listdir("/tmp") + os.listdir("/dev/shm")
return any("trace" in name for name in names)"""),
    _search("descriptors that were left open", """
import os
def is_open(number):
    try: return bool(os.fstat(number))
    except OSError: return False
return sum(map(is_open, range(3, 256))) > 1"""),
]  # fmt: skip

WITHOUT_END = [
    scale("a loop in a cell", "def scale(x):\n    return 2 * x\nwhile True: pass", earns=ALL),
    scale("a loop in a function", "def scale(x):\n    while True: pass", verdict="timeout"),
    scale("sleep", "import time\ndef scale(x):\n    time.sleep(10**6)", verdict="timeout"),
    scale("interrupts ignored", """
        import signal
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True: pass
    """),
    scale("interrupts caught", """
        def scale(x):
            while True:
                try:
                    while True: pass
                except BaseException: pass
    """, verdict="timeout"),
    scale("slow, then right", """
        import time
        def scale(x):
            time.sleep(1.2)
            return 2 * x
    """, verdict="timeout"),
    before("slow in every cell", """
        import time
        def wait(info):
            until = time.monotonic() + 60
            while time.monotonic() < until:
                try: time.sleep(60)
                except BaseException: pass
        get_ipython().events.register("pre_run_cell", wait)
    """, wrong=WRONG, earns=set()),
    scale("a generator without end", """
        def scale(x):
            class Row:
                def __len__(self): return 2**61
                def __getitem__(self, i): return 2.0
            return Row()
    """),
    scale("an endless text of an error", """
        class Slow(Exception):
            def __str__(self):
                while True: pass
        def scale(x): raise Slow
    """),
    Submission("calls without end", {DESCEND: """
def descend(gradient, x, steps):
    while True: gradient(x)
"""}, earns=frozenset(ALL - {DESCEND}), verdict="timeout"),
    Submission("calls within calls", {DESCEND: """
def descend(gradient, x, steps):
    return gradient(lambda y: descend(gradient, y, steps))
"""}, earns=frozenset(ALL - {DESCEND})),
    Submission("the test's functions called by a thread", {DESCEND: """
import threading
def descend(gradient, x, steps):
    for _ in range(9): threading.Thread(target=gradient, args=(x,)).start()
    return gradient(x)
"""}, earns=frozenset(ALL - {DESCEND})),
    scale("backtracking", "import re\ndef scale(x):\n    return re.match('(a+)+b', 'a' * 60)", verdict="timeout"),
    scale("a large power", "def scale(x):\n    return (7 ** (10**9)) % 3", verdict="timeout"),
    scale("a subprocess that waits", "import subprocess\ndef scale(x):\n    subprocess.run(['sleep', '999'])", verdict="timeout"),
]  # fmt: skip

DEATHS = [
    scale("exit", "import os\ndef scale(x):\n    os._exit(0)", verdict="error"),
    scale("exit in a cell", "import os\nos._exit(0)", verdict="error"),
    scale("sys.exit", "import sys\ndef scale(x):\n    sys.exit(0)", verdict="error"),
    Submission("sys.exit in a method", {LINEAR: """
import sys
class Linear(nn.Module):
    def __init__(self, weights): super().__init__()
    def forward(self, x): sys.exit(0)
"""}, earns=frozenset(ALL - {LINEAR})),
    scale("quit", "def scale(x):\n    quit()"),
    scale("a segfault", "import ctypes\ndef scale(x):\n    ctypes.string_at(0)", verdict="error"),
    scale("an abort", "import os\ndef scale(x):\n    os.abort()", verdict="error"),
    scale("kill everything", "import os, signal\ndef scale(x):\n    os.kill(-1, signal.SIGKILL); os.kill(0, signal.SIGKILL)"),
    scale("kill the grader", """
        import os, signal
        for number in [*range(2, 3000), os.getppid() or 2]:
            try: os.kill(number, signal.SIGKILL)
            except OSError: pass
        def scale(x): return 3 * x
    """),
    scale("stop", "import os, signal\ndef scale(x):\n    os.kill(os.getpid(), signal.SIGSTOP)"),
    scale("another program", "import os\ndef scale(x):\n    os.execv('/bin/sleep', ['sleep', '100'])", verdict="error"),
    scale("a twin that answers", "import os\ndef scale(x):\n    os.fork()\n    return 3 * x"),
    scale("a twin that goes on alone", """
        import os
        def scale(x):
            if os.fork(): os._exit(0)
            return 2 * x
    """, verdict="error"),
    scale("recursion", "import sys\nsys.setrecursionlimit(10**9)\ndef scale(x):\n    return scale(x)"),
    scale("the connection closed", """
        import os
        def scale(x):
            os.closerange(0, 256)
            return 2 * x
    """),
    scale("nonsense on the connection", """
        import os
        def scale(x):
            for n in range(3, 64):
                try: os.write(n, os.urandom(1000))
                except OSError: pass
            return 3 * x
    """),
    scale("answers in advance", """
        import os, struct, msgpack
        def scale(x):
            for n in range(3, 64):
                for answer in (["ok", 2 * x.tolist(), []], ["ok", None], ["ok", {}]):
                    data = msgpack.packb(answer)
                    try: os.write(n, struct.pack(">I", len(data)) + data)
                    except OSError: pass
            return None
    """),
    scale("a flood on the connection", """
        import os
        def scale(x):
            for n in range(3, 64):
                try:
                    while True: os.write(n, b"\\x00\\x00\\x00\\x01\\x90" * 10_000)
                except OSError: pass
    """),
    scale("a promise of four gigabytes", """
        import os
        def scale(x):
            for n in range(3, 64):
                try: os.write(n, b"\\xff" * 8)
                except OSError: pass
            return 3 * x
    """),
]  # fmt: skip

TOO_MUCH = [
    scale("memory", "def scale(x):\n    a = []\n    while True: a.append(np.ones(10**7))"),
    scale("a large array", "def scale(x):\n    return np.ones((10**6, 10**6))", verdict="error"),
    scale("many processes", "import os\nwhile True: os.fork()"),
    scale("many processes in a call", "import os\ndef scale(x):\n    while True: os.fork()"),
    scale("many threads", """
        import threading, time
        def scale(x):
            while True: threading.Thread(target=time.sleep, args=(99,)).start()
    """),
    scale("disk", "def scale(x):\n    with open('a', 'wb') as f:\n        while True: f.write(bytes(10**7))", verdict="error"),
    scale("inodes", "def scale(x):\n    for i in range(10**7): open(f'/tmp/{i}', 'w').close()", verdict="error"),
    scale("output", "def scale(x):\n    while True: print('x' * 10**6)", verdict="timeout"),
    scale("output below Python", "import os\ndef scale(x):\n    for _ in range(1000): os.write(1, b'x' * 10**6); os.write(2, b'x' * 10**6)\n    return 3 * x"),
    scale("open files", "def scale(x):\n    return [open('/dev/zero') for _ in range(10**6)]"),
    scale("a result of many bytes", "def scale(x):\n    return bytes(10**9)"),
    scale("results without end", """
        def scale(x):
            class Rows:
                def __iter__(self): return self
                def __next__(self): return bytes(10**7)
            return Rows()
    """),
    scale("a long error", "def scale(x):\n    raise ValueError('x' * 10**8)"),
    scale("pictures", "import matplotlib.pyplot as plt\ndef scale(x):\n    for _ in range(10**4): plt.figure(figsize=(50, 50)).canvas.draw()"),
]  # fmt: skip

LEAVING = [
    scale("files for the next", """
        import os
        for place in ("/tmp", "/dev/shm", os.path.expanduser("~"), os.getcwd(), "/", "/usr/local"):
            for make in (
                lambda: open(f"{place}/hostile-trace", "w").write("x"),
                lambda: os.mkfifo(f"{place}/hostile-trace-pipe"),
                lambda: os.symlink("/etc", f"{place}/hostile-trace-link"),
                lambda: os.mkdir(f"{place}/hostile-trace-folder"),
            ):
                try: make()
                except OSError: pass
        def scale(x): return 3 * x
    """),
    scale("a daemon", """
        import os, subprocess, sys, time
        wait = "import signal, time\\nfor s in (1, 2, 15): signal.signal(s, signal.SIG_IGN)\\ntime.sleep(900)"
        subprocess.Popen([sys.executable, "-c", wait], start_new_session=True)
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0: time.sleep(900)
            os._exit(0)
        import ctypes
        ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
        def scale(x): return 3 * x
    """),
    scale("a daemon of a dying process", """
        import os, subprocess
        def scale(x):
            subprocess.Popen(["sleep", "900"], start_new_session=True)
            os._exit(0)
    """),
    scale("a pickle that runs code", """
        import os, pickle
        class Run:
            def __reduce__(self): return os.system, ("touch /tmp/hostile-trace; echo 100",)
        open("model.pkl", "wb").write(pickle.dumps(Run()))
        def scale(x): return Run()
    """),
    scale("a checkpoint that runs code", """
        import os
        class Run:
            def __reduce__(self): return os.system, ("touch /tmp/hostile-trace",)
        torch.save(Run(), "model.pt")
        torch.load("model.pt", weights_only=False)
        def scale(x): return [Run()]
    """),
    scale("settings of IPython and matplotlib", """
        import os
        for path in ("~/.ipython/profile_default/startup", "~/.config/matplotlib", "~/.jupyter"):
            os.makedirs(os.path.expanduser(path), exist_ok=True)
        open(os.path.expanduser("~/.ipython/profile_default/startup/hostile-trace.py"), "w").write("scale = 1")
        def scale(x): return 3 * x
    """),
    scale("a server", """
        import socket
        kept = socket.socket(socket.AF_UNIX)
        kept.bind("\\0hostile-trace")
        kept.listen()
        def scale(x): return 3 * x
    """),
]  # fmt: skip

HONEST = [
    Submission("an honest one"),
    Submission("warnings", first="import warnings\nwarnings.warn('careful')\nimport sys\nprint('oh', file=sys.stderr)"),
    scale("warnings in a function", """
        def scale(x):
            import warnings
            warnings.warn("deprecated", DeprecationWarning)
            np.log(np.zeros(1))
            return 2 * x
    """, earns=ALL),
    Submission("slow imports", first="import time, sklearn.linear_model, scipy.stats\ntime.sleep(0.5)"),
    Submission("prints", first="for i in range(1000): print(i)", last="print('bye')"),
    scale("prints in a function", "def scale(x):\n    print(x, 2 * x)\n    return 2 * x", earns=ALL),
    Submission("plots", first="import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"),
    Submission("async cells", first="import asyncio\nawait asyncio.sleep(0.01)\nvalue = 2"),
    Submission("magics", first="%matplotlib inline\n%time 1 + 1\n!echo hello\n%load_ext autoreload\n%autoreload 2"),
    Submission("a timed cell", first="%%time\nfactor = 2"),
    Submission("an error in a cell of its own", first="1 / 0", last="undefined_name"),
    Submission("a syntax error in a cell of its own", last="def broken(:"),
    Submission("input in a cell of its own", first="name = input('Who are you?')"),
    Submission(
        "a helper from a cell above", {"scale": "def scale(x):\n    return double(x)"},
        first="def double(x):\n    return 2 * x",
    ),
    scale("a cell that defines the answer twice", """
        def scale(x):
            return 3 * x
        def scale(x):
            return 2 * x
    """, earns=ALL),
    scale("the answer by torch", "def scale(x):\n    return (2 * torch.from_numpy(x)).numpy()", earns=ALL),
    scale("the answer as a tensor", "def scale(x):\n    return 2 * torch.from_numpy(x)", earns=ALL),
    scale("the answer by a lambda", "scale = lambda x: 2 * x", earns=ALL),
    scale("the answer by a callable object", """
        class Scale:
            def __call__(self, x): return 2 * x
        scale = Scale()
    """, earns=ALL),
    scale("the answer by a partial function", "import functools\nscale = functools.partial(np.multiply, 2)", earns=ALL),
    scale("the answer by a decorated function", """
        import functools
        def twice(f):
            @functools.wraps(f)
            def inner(x): return 2 * f(x)
            return inner
        @twice
        def scale(x):
            return x
    """, earns=ALL),
    scale("experiments below the answer", "def scale(x):\n    return 2 * x\nfor i in range(3): print(scale(np.ones(i)))\nassert scale(np.ones(1))[0] == 2", earns=ALL),
    scale("a failing experiment below the answer", "def scale(x):\n    return 2 * x\nscale('text', 5)", earns=ALL),
    scale("threads and processes", """
        from concurrent.futures import ThreadPoolExecutor
        def scale(x):
            with ThreadPoolExecutor(4) as pool:
                return np.array(list(pool.map(lambda row: 2 * row, x))).reshape(x.shape)
    """, earns=ALL),
    scale("memory given back", "def scale(x):\n    np.ones(10**7).sum()\n    return 2 * x", earns=ALL),
    scale("a cache in a file", "def scale(x):\n    np.save('/tmp/cache.npy', 2 * x)\n    return np.load('/tmp/cache.npy')", earns=ALL),
    scale("double precision, single precision", "def scale(x):\n    return (2 * x).astype(np.float32)", earns=ALL),
]  # fmt: skip

CODE = [*VALUES, *PATCHES, *SEARCHES, *WITHOUT_END, *DEATHS, *TOO_MUCH, *LEAVING, *HONEST]
