"""What student code finds when it looks around, what it cannot do, and that nothing of it stays.

The student's cells report what they see; the judge's side compares that with what is there.
"""

import os
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

import autograder
from autograder.engine import sandbox, seccomp, usage
from autograder.engine.judge import Cell, CellResult, judge
from autograder.engine.limits import TimeLimits
from autograder.engine.process import TemplateProcess
from autograder.engine.sandbox import NoIsolationError

Run = Callable[..., list[CellResult]]

ROOT = Path(autograder.__path__[0]).parent
GOOD = "def good():\n    return 1"
GOOD_TEST = "# test\nassert good() == 1"


def output_of(run: Run, source: str, seconds: float = 8.0) -> str:
    """Run one cell that prints what it sees."""
    (result,) = run(source, seconds=seconds)
    assert result.error is None, result.error
    return result.output.strip()


# Looking around.


def test_the_course_and_all_work_on_it_do_not_exist_there(run: Run) -> None:
    hidden = [ROOT / name for name in ("course", "solutions", "release", "tests", "workspace")]
    hidden += [ROOT / ".git", ROOT / "Makefile", Path.home() / ".bashrc", Path("/etc/passwd")]
    hidden += [Path(path) for path in ("/home", "/var", "/run", "/sys", "/etc/shadow")]
    hidden.append(Path(__file__))
    names = [str(path) for path in hidden]
    seen = output_of(run, f"import os\nprint([p for p in {names!r} if os.path.exists(p)])")
    assert seen == "[]"


def test_no_notebook_no_gradebook_and_no_socket_is_in_reach(run: Run) -> None:
    look = """
    import os, stat
    found = []
    for folder, names, files in os.walk("/"):
        names[:] = [n for n in names if n not in ("site-packages", "proc") and folder + n != "/usr"]
        for name in files:
            path = os.path.join(folder, name)
            if name.endswith((".ipynb", ".sqlite", "gradebook.db")):
                found.append(path)
            if stat.S_ISSOCK(os.lstat(path).st_mode):
                found.append(path)
    print(found)
    """
    assert output_of(run, look, seconds=40) == "[]"


def test_the_packages_in_reach_hold_no_answers_and_no_tests(run: Run) -> None:
    look = "import os, autograder\nprint(os.listdir(os.path.dirname(autograder.__path__[0])))"
    seen = set(eval(output_of(run, look)))
    assert seen <= {"autograder", "lib", Path(sys.prefix).name}


def test_no_environment_variable_of_the_grader_goes_in(run: Run) -> None:
    assert os.environ["A_SECRET_OF_THE_GRADER"] == "open sesame"
    look = """
    import os, glob
    print(sorted(os.environ))
    texts = []
    for path in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline"):
        texts.append(open(path, "rb").read())
    print(b"sesame" in b"".join(texts))
    """
    names, found = output_of(run, look).splitlines()
    assert "SECRET" not in names and "HOME" in names
    assert found == "False"


def test_only_its_own_processes_exist(run: Run) -> None:
    look = "import os\nprint([n for n in os.listdir('/proc') if n.isdigit()], os.getppid())"
    assert output_of(run, look) == "['1'] 0"


def test_nothing_is_open_but_the_way_to_the_judge(run: Run) -> None:
    look = """
    import os
    kinds = []
    for number in os.listdir("/proc/self/fd"):
        try:
            kinds.append(os.readlink(f"/proc/self/fd/{number}").split(":")[0])
        except OSError:  # the listing's own
            pass
    print(sorted(kinds))
    """
    assert output_of(run, look) == "['/dev/null', '/dev/null', '/dev/null', 'socket']"


def test_it_is_nobody_without_rights(run: Run) -> None:
    look = """
    import os
    print(os.getuid(), os.getgroups())
    for line in open("/proc/self/status"):
        if line.startswith(("Cap", "NoNewPrivs", "Seccomp:")):
            print(line.strip())
    """
    first, *lines = output_of(run, look).splitlines()
    user, _, groups = first.partition(" ")
    assert user != "0" and (os.geteuid() != 0 or groups == "[]")
    status = dict(line.split(":\t") for line in lines)
    assert all(int(value, 16) == 0 for name, value in status.items() if name.startswith("Cap"))
    assert status["NoNewPrivs"] == "1" and status["Seccomp"] == "2"


def test_two_runners_are_two_users(run: Run) -> None:
    """Processes are counted by user: one's fork bomb must not use up another's share."""
    if os.geteuid() != 0:
        pytest.skip("only root has users to give")
    assert output_of(run, "import os; print(os.getuid())") != output_of(
        run, "import os; print(os.getuid())"
    )


def test_it_computes_on_one_core_and_cannot_leave_it(run: Run) -> None:
    look = """
    import os
    print(len(os.sched_getaffinity(0)))
    try:
        os.sched_setaffinity(0, range(os.cpu_count()))
    except PermissionError:
        print("no")
    """
    assert output_of(run, look).split() == ["1", "no"]


# Reaching out.


def test_there_is_no_network(run: Run) -> None:
    look = """
    import socket
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        for address in (("1.1.1.1", 53), ("127.0.0.1", 22), ("169.254.169.254", 80)):
            try:
                with socket.socket(socket.AF_INET, kind) as one:
                    one.settimeout(1)
                    one.connect(address)
                    print("connected", address)
            except OSError:
                pass
    try:
        print(socket.getaddrinfo("example.org", 80))
    except OSError:
        print("no name")
    print([name for _, name in socket.if_nameindex()] if hasattr(socket, "x") else "")
    """
    assert output_of(run, look) == "no name"


@pytest.mark.parametrize(
    "family", ["AF_VSOCK", "AF_NETLINK", "AF_PACKET", "AF_ALG", "AF_BLUETOOTH"]
)
def test_other_kinds_of_sockets_do_not_exist(run: Run, family: str) -> None:
    look = f"""
    import socket
    try:
        socket.socket(getattr(socket, {family!r}, 40), socket.SOCK_DGRAM)
        print("made")
    except OSError as error:
        print(error.errno)
    """
    assert output_of(run, look) == "1"


def test_forbidden_system_calls_are_refused(run: Run) -> None:
    column = seccomp._ARCHITECTURES[os.uname().machine][0]
    calls = {name: numbers[column] for name, numbers in seccomp._FORBIDDEN.items()}
    look = f"""
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
    for name, number in {calls!r}.items():
        ctypes.set_errno(0)
        result = libc.syscall(number, 0, 0, 0, 0, 0, 0)
        if result != -1 or ctypes.get_errno() != 1:
            print(name, result, ctypes.get_errno())
    for flag in (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000):
        ctypes.set_errno(0)
        if libc.syscall({seccomp._CLONE[column]}, flag | 17, 0, 0, 0, 0) == 0:
            libc._exit(0)
        print(hex(flag), ctypes.get_errno()) if ctypes.get_errno() != 1 else None
    print(libc.syscall({seccomp._CLONE3[column]}, 0, 0), ctypes.get_errno())
    """
    assert output_of(run, look) == "-1 38"


def test_no_other_process_can_be_signalled_or_read(run: Run) -> None:
    look = """
    import os, signal
    for number in [0x7fffffff, os.getppid() or 2, 2, 3, 10, 100]:
        try:
            os.kill(number, 0)
            print("there", number)
        except OSError:
            pass
    for path in ("/proc/2/mem", "/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/dev/mem"):
        try:
            open(path, "r+b")
            print("open", path)
        except OSError:
            pass
    """
    assert output_of(run, look) == ""


def test_only_the_private_folders_can_be_written(run: Run) -> None:
    look = """
    import os
    places = {"/"}
    for folder, names, _ in os.walk("/"):
        places.add(folder)
        deep = folder.count("/") > 3 or folder.startswith(("/usr/lib", "/usr/share"))
        names[:] = [] if deep else [n for n in names if not (folder == "/" and n == "proc")]
    for place in sorted(places):
        try:
            path = os.path.join(place, "trace")
            open(path, "w").close()
            os.remove(path)
            print(place)
        except OSError:
            pass
    """
    writable = output_of(run, look, seconds=40).split()
    assert set(writable) == {"/dev/shm", "/tmp"}


# Leaving something behind.

LEAVE = """
import os, socket, subprocess, sys, time
for place in ("/tmp", "/dev/shm"):
    open(f"{place}/trace", "w").write("x")
    os.mkfifo(f"{place}/pipe")
    os.symlink("/etc", f"{place}/link")
keep = socket.socket(socket.AF_UNIX)
keep.bind("\\0trace")
keep.listen()
sleeper = "import signal, time; [signal.signal(s, signal.SIG_IGN) for s in (1, 2, 15)]; time.sleep(600)"
subprocess.Popen([sys.executable, "-c", sleeper], start_new_session=True)
if os.fork() == 0:
    os.setsid()
    import ctypes
    ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
import ctypes
ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
"""

FIND = """
import os, socket
print(os.listdir("/tmp"), os.listdir("/dev/shm"), [n for n in os.listdir("/proc") if n.isdigit()])
try:
    socket.socket(socket.AF_UNIX).connect("\\0trace")
    print("still listens")
except OSError:
    print("nobody")
"""


def processes_of(template: TemplateProcess) -> list[psutil.Process]:
    return psutil.Process(template._process.pid).children(recursive=True)


def test_the_next_one_finds_nothing(run: Run, template: TemplateProcess) -> None:
    before = output_of(run, FIND)
    idle = len(processes_of(template))
    for source in (LEAVE, LEAVE + "os._exit(0)", LEAVE + "os.kill(os.getpid(), 11)"):
        run(source, seconds=5.0)
        assert len(processes_of(template)) == idle
        assert output_of(run, FIND) == before


def test_processes_are_gone_even_after_a_timeout(run: Run, template: TemplateProcess) -> None:
    idle = len(processes_of(template))
    run(LEAVE + "\nimport signal\nsignal.signal(2, signal.SIG_IGN)\nwhile True: pass", seconds=1.0)
    assert len(processes_of(template)) == idle


# Using too much.

BOMBS = {
    "forks": "import os\nwhile True: os.fork()",
    "threads": (
        "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(60,)).start()"
    ),
    "memory of many": (
        "import os, time\nfor _ in range(5): os.fork()\nx = bytearray(10**9)\n"
        "for i in range(0, 10**9, 4096): x[i] = 1\ntime.sleep(60)"
    ),
    "disk": (
        "import os\nfor n in range(10**6):\n    with open(f'/tmp/{n}', 'wb') as f: f.write(bytes(10**7))"
    ),
    "one file": "with open('/tmp/x', 'wb') as f:\n    while True: f.write(bytes(10**7))",
    "inodes": "for n in range(10**7): open(f'/tmp/{n}', 'w').close()",
    "folders": "import os\nwhile True: os.mkdir('a'); os.chdir('a')",
    "files kept open": "import os\nx = [open('/dev/zero') for _ in range(10**6)]",
    "pipes": "import os\nx = []\nwhile True: x += os.pipe()",
    "output": "while True: print('x' * 10**6)",
    "error text": "raise ValueError('x' * 10**8)",
    "error with a long tail": "class E(Exception):\n    def __str__(self): return 'x' * 10**9\nraise E",
    "processor": "import os\nfor _ in range(5): os.fork()\nwhile True: pass",
    "recursion": "import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_hurt_nobody_else(run: Run, template: TemplateProcess, name: str) -> None:
    idle = len(processes_of(template))
    bomb, test = run(GOOD, BOMBS[name], GOOD_TEST, seconds=3.0)[1:]
    assert bomb.error is not None
    if bomb.error:
        assert len(bomb.error.text) < 5_000
    assert len(bomb.output) < 25_000
    assert test.error is None
    assert len(processes_of(template)) == idle


def test_memory_is_counted_over_all_processes(run: Run) -> None:
    (died,) = run(BOMBS["memory of many"], seconds=30.0)
    assert died.error and "more than 3 GiB" in died.error.text


def test_memory_that_processes_share_is_counted_once(run: Run) -> None:
    many = """
    import os, time, numpy as np
    kept = np.ones(50_000_000)
    children = []
    for _ in range(9):
        child = os.fork()
        if child == 0:
            time.sleep(1)
            os._exit(0)
        children.append(child)
    for child in children: os.waitpid(child, 0)
    """
    (result,) = run(many, seconds=20.0)
    assert result.error is None


WITHOUT_ITS_FIRST_THREAD = """
import ctypes, os, threading, time
kept = b"x" * (100 << 20)
threading.Thread(target=time.sleep, args=(60,)).start()
end = {"x86_64": 60, "aarch64": 93}[os.uname().machine]
ctypes.CDLL(None).syscall(end, 0)
"""


def test_memory_of_a_process_whose_first_thread_has_ended_is_counted() -> None:
    with subprocess.Popen([sys.executable, "-c", WITHOUT_ITS_FIRST_THREAD]) as process:
        try:
            until = time.monotonic() + 20
            seen = psutil.Process(process.pid)
            while seen.status() != psutil.STATUS_ZOMBIE and time.monotonic() < until:
                time.sleep(0.01)
            for limit in (0, 1 << 40):
                assert usage.measure(iter([process.pid]), limit).memory > 100 << 20
        finally:
            process.kill()


def test_memory_that_stays_when_it_is_given_back_is_refused(run: Run) -> None:
    """What processes share lies in a file, on a disk that has a limit."""
    look = """
    import mmap
    try:
        mmap.mmap(-1, 1 << 20)
        print("shared")
    except PermissionError:
        pass
    with open("/dev/zero", "r+b") as zeros:
        assert zeros.read(3) == bytes(3)
        try:
            mmap.mmap(zeros.fileno(), 1 << 20)
            print("zeros shared")
        except OSError:
            pass
    private = mmap.mmap(-1, 1 << 20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    with open("shared", "w+b") as file:
        file.truncate(1 << 20)
        shared = mmap.mmap(file.fileno(), 1 << 20)
        private[:3] = shared[:3] = b"abc"
    """
    assert output_of(run, look) == ""


# Other machines.


def test_without_bubblewrap_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoIsolationError, match="apt install bubblewrap"):
        TemplateProcess()


def test_where_bubblewrap_is_refused_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    template = TemplateProcess()
    with pytest.raises(NoIsolationError, match="No permissions to create new namespace"):
        template.wait_until_ready()


def test_without_walls_processes_end_with_their_runner_all_the_same() -> None:
    template = TemplateProcess(isolated=False)
    template.wait_until_ready()
    try:
        idle = len(processes_of(template))
        leave = "import subprocess\nsubprocess.Popen(['sleep', '600'])\nopen('here', 'w').close()"
        cells = [Cell("student", "a", leave), Cell("student", "b", "import os; os._exit(1)")]
        (first, second), _ = judge(template, cells, TimeLimits(5, 20))
        assert first.error is None and second.error is not None
        time.sleep(0.2)
        assert len(processes_of(template)) == idle
        assert not Path("here").exists()
    finally:
        template.close()


PLAIN_USER = '''
import os, sys
from autograder.engine.judge import Cell, judge
from autograder.engine.limits import TimeLimits
from autograder.engine.process import TemplateProcess
from autograder.engine import sandbox

look = """
import os
print(os.getuid(), sorted(n for n in os.listdir("/proc") if n.isdigit()))
for path in ("/trace", "/dev/trace", "/usr/trace", os.path.expanduser("~root/trace"), %r):
    try:
        open(path, "w")
        print("wrote", path)
    except OSError:
        pass
for line in open("/proc/self/status"):
    if line.startswith(("CapEff", "NoNewPrivs", "Seccomp:")):
        print(line.split()[1], end=" ")
import subprocess
for path in ("/proc/1/environ", "/proc/1/mem"):
    try:
        open(path, "rb").read(1)
        print("read", path) if os.getpid() != 1 else None
    except OSError:
        pass
kept = subprocess.Popen(["sleep", "600"])
"""
bomb = """
import os, time
while True:
    if os.fork() == 0: time.sleep(600)
"""
die = "import os, signal; os.kill(1, 9); os.kill(1, 19); os._exit(1)"
good = "def good(): return 1"
template = TemplateProcess(cold="cold" in sys.argv)
template.wait_until_ready()
names = ("look", "good", "bomb", "die")
cells = [Cell("student", name, globals()[name]) for name in names]
cells.append(Cell("test", "test", "assert good() == 1"))
for result in judge(template, cells, TimeLimits(10, 40))[0]:
    said = "" if result.error else result.output
    print(result.name, result.error.name if result.error else "", said)
template.close()
'''


@pytest.fixture
def plain_user(tmp_path: Path) -> Iterator[list[str]]:
    """Give the start of a command that runs as an ordinary user, who can read Python."""
    if os.geteuid() != 0:
        yield []
        return
    needed = [Path(sys.base_prefix), Path(sys.prefix), ROOT]
    closed = sorted({p for path in needed for p in path.parents if not p.stat().st_mode & 1})
    inside = [path for path in needed if any(top in path.parents for top in closed)]
    lines = ["set -e"]
    for number, path in enumerate(inside):
        (tmp_path / str(number)).mkdir()
        lines.append(f"mount --bind {path} {tmp_path / str(number)}")
    lines += [f"mount -t tmpfs -o mode=755 tmpfs {top}" for top in closed[:1]]
    for number, path in enumerate(inside):
        lines.append(f"mkdir -p {path}; mount --bind {tmp_path / str(number)} {path}")
    lines.append('exec setpriv --reuid 4242 --regid 4242 --clear-groups --inh-caps=-all "$@"')
    script = tmp_path / "as-plain-user"
    script.write_text("\n".join(lines))
    if not shutil.which("setpriv"):
        pytest.skip("setpriv is not installed")
    yield ["unshare", "-m", "--propagation", "private", "bash", str(script)]


@pytest.mark.parametrize("kind", ["nested", "cold"])
def test_an_ordinary_user_isolates_too(plain_user: list[str], tmp_path: Path, kind: str) -> None:
    """``nested`` builds a runner's walls inside the template's; ``cold`` needs but the outer ones."""
    script = textwrap.dedent(PLAIN_USER % str(ROOT / "lib" / "dlcourse" / "trace"))
    done = subprocess.run(
        [*plain_user, sys.executable, "-P", "-c", script, kind],
        capture_output=True,
        text=True,
        timeout=200,
        cwd="/",
        env={"PATH": os.environ["PATH"], "HOME": "/"},
    )
    assert done.returncode == 0, done.stderr
    user = 4242 if os.geteuid() == 0 else os.geteuid()
    first, rights, *others = [line.split() for line in done.stdout.splitlines() if line.strip()]
    # In a sandbox of its own the runner sees the process that watches over it, too.
    seen = ["1"] if kind == "nested" else ["1", "5"]
    assert first == ["look", str(user), *str(seen).split()]
    assert rights == ["0000000000000000", "1", "2"]
    assert others == [["good"], ["bomb", "BlockingIOError"], ["die", "RunnerDied"], ["test"]]


def test_bubblewrap_is_asked_for_every_wall() -> None:
    words = sandbox.command(nested=True)
    for wall in (
        "--unshare-pid",
        "--unshare-net",
        "--unshare-ipc",
        "--clearenv",
        "--die-with-parent",
    ):
        assert wall in words
    assert ("--unshare-user" in words) == (os.geteuid() != 0)
    assert {"/dev", "/"} <= {words[n + 1] for n, word in enumerate(words) if word == "--remount-ro"}


def test_a_course_that_lies_in_a_folder_of_the_system_is_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ``/usr/src/app`` does, where programs in containers like to be."""
    course = tmp_path / "usr" / "src" / "app"
    for folder in ("course", "lib/dlcourse", "workspace/submitted"):
        (course / folder).mkdir(parents=True)
    (tmp_path / "usr" / "shown").touch()
    (course / "python").mkdir()
    (course / "python" / "package").touch()
    shown = (str(tmp_path / "usr"), str(course / "python"))
    monkeypatch.setattr(sandbox, "_SYSTEM", (*sandbox._SYSTEM, *shown))
    monkeypatch.chdir(course)
    find = ["/usr/bin/find", str(tmp_path / "usr"), "-type", "f", "-o", "-name", "course"]
    said = subprocess.run(
        [*sandbox.command(nested=True), *find], capture_output=True, text=True, check=True
    )
    found = {Path(line).relative_to(tmp_path / "usr") for line in said.stdout.split()}
    assert found == {Path("shown"), Path("src/app/python/package")}
