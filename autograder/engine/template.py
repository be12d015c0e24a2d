"""The warm process that runners are forked from; student code never runs in it itself.

Run as ``python -m autograder.engine.template FD MODE`` with one end of a socket pair. The modes:
``walls`` builds walls around each runner; ``cold`` is for one submission in a sandbox of its own;
``open`` builds none.
"""

import contextlib
import importlib
import io
import os
import secrets
import signal
import socket
import sys
from collections.abc import Sequence
from typing import Any, Literal

import torch

from autograder.engine import isolate, usage
from autograder.engine.channel import Channel, Gone
from autograder.engine.forkserver import FORKED, READY, Child, ForkServer
from autograder.engine.limits import Resources
from autograder.engine.runner import Runner, seed_all

Mode = Literal["walls", "cold", "open"]
# What notebooks import, and what those packages import late: torch._dynamo with an optimizer.
_WARM = (
    "numpy",
    "torch",
    "torch._dynamo",
    "scipy.optimize",
    "sklearn.svm",
    "matplotlib.pyplot",
    "dlcourse.batches",
    "dlcourse.data",
    "dlcourse.gradcheck",
    "dlcourse.pace",
    "dlcourse.plotting",
    "dlcourse.preparation",
    "dlcourse.testing",
    "dlcourse.widgets",
)
# Fonts, formulas and colors are looked up once.
_FIRST_PICTURE = """
import io
import matplotlib.pyplot as plt
figure, axes = plt.subplots(1, 2)
axes[0].plot([0, 1], label="$x_1$")
axes[0].set(title="a", xlabel="b", ylabel="c")
axes[0].legend()
axes[1].imshow([[0, 1]])
figure.savefig(io.BytesIO(), format="png")
plt.close("all")
"""


class Template(ForkServer):
    """Forks runners on demand, watches over what they use, and ends them."""

    def __init__(self, main: socket.socket, mode: Mode) -> None:
        super().__init__(main)
        self._mode = mode
        self._resources = Resources()
        self._shell = warm_up()
        self._own_namespace = os.open("/proc/self/ns/pid", os.O_RDONLY) if mode == "walls" else -1
        self._forked = secrets.randbits(28)
        self._core = -1
        self._core_of: dict[int, int] = {}
        if mode == "cold":
            isolate.let_look_inside(False)

    def fork(self) -> int:
        """Fork a runner, where there are walls into a process namespace of its own."""
        self._forked += 1
        self._core = self._free_core()
        walls = self._mode == "walls"
        number = isolate.fork_into_namespaces(self._own_namespace) if walls else os.fork()
        self._core_of[number] = self._core
        return number

    def become(self, channel: Channel) -> None:
        """Be a runner."""
        channel.send(FORKED)
        _keep_only(channel)
        if self._mode == "walls":
            os.sched_setaffinity(0, {self._core})
            isolate.build_walls(self._resources, isolate.free_user(self._forked))
        elif self._mode == "cold":
            os.sched_setaffinity(0, {self._core})
            isolate.let_look_inside(True)
            isolate.limit(self._resources)
            isolate.give_up_rights()
        os.setsid()
        if self._mode != "open":
            os.chdir("/tmp")
        sys.path.insert(0, "")
        seed_all(0)
        with contextlib.suppress(Gone):
            channel.send(READY)
            Runner(channel, self._shell).serve()

    def end(self, child: Child) -> None:
        """End a runner with everything it started."""
        self._core_of.pop(child.number, None)
        if self._mode == "cold":
            # This is the sandbox's first process: all others are the submission's.
            with contextlib.suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)
            _reap_all()
            return
        if self._mode == "open":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.number, signal.SIGKILL)
        super().end(child)

    def watch(self, child: Child) -> None:
        """End a runner whose processes use too much together."""
        if self._mode != "walls" and os.waitpid(child.number, os.WNOHANG)[0]:
            # What it has forked would hold its connection open.
            self.finish(child)
            return
        if self._mode == "open":
            return
        if self._mode == "cold":
            processes = [int(n) for n in os.listdir("/proc") if n.isdigit() and n != "1"]
        else:
            processes = list(usage.processes_in(usage.namespace_of(child.number)))
        used = usage.measure(iter(processes), self._resources.memory)
        if used.memory > self._resources.memory:
            child.reason = f"its processes used more than {self._resources.memory >> 30} GiB"
        elif used.tasks > self._resources.processes:
            child.reason = f"it had more than {self._resources.processes} processes and threads"
        elif self._mode == "cold":
            child.reason = self._disk_complaint()
        if child.reason:
            self.finish(child)

    def _disk_complaint(self) -> str:
        """Look at the folders of a cold sandbox, whose disk has no limits of its own."""
        for folder in ("/tmp", "/dev/shm"):
            disk = os.statvfs(folder)
            used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize
            if used > self._resources.disk or disk.f_files - disk.f_ffree > self._resources.files:
                return "it wrote too many files, or too large ones"
        return ""

    def _free_core(self) -> int:
        """Choose the core on which the next runner computes: its neighbors keep theirs."""
        taken = list(self._core_of.values())
        return min(sorted(os.sched_getaffinity(0)), key=taken.count)


def _keep_only(channel: Channel) -> None:
    """Leave a runner nothing open but its channel, and nobody who listens to what it writes."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    kept = channel.connection.fileno()
    os.closerange(3, kept)
    os.closerange(kept + 1, 1 << 16)


def _reap_all() -> None:
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def warm_up() -> Any:
    """Import what notebooks import, and make a shell that has run a cell and drawn a picture.

    No thread is started: a process with threads cannot be forked safely.
    """
    for name in _WARM:
        importlib.import_module(name)
    torch.set_num_threads(1)
    from autograder.shell import make_shell

    shell = make_shell()
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        shell.run_cell(_FIRST_PICTURE, store_history=False)
        shell.run_cell("1 / 0", store_history=False)
    shell.reset(new_session=False)
    return shell


def main(arguments: Sequence[str]) -> None:
    """Serve until the socket is closed, or say why that is impossible."""
    connection = socket.socket(fileno=int(arguments[0]))
    modes: dict[str, Mode] = {"walls": "walls", "cold": "cold", "open": "open"}
    try:
        server = Template(connection, modes[arguments[1]])
    except Exception as error:
        Channel(connection).send(f"failed: {type(error).__name__}: {error}".encode())
        raise
    server.serve()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
