"""The walls of the template: a read-only system in which the course's files do not exist."""

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
from pathlib import Path

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/alternatives")
_ETC = ("/etc/ld.so.cache", "/etc/fonts", "/etc/passwd", "/etc/group", "/etc/localtime")


class NoIsolationError(Exception):
    """Raised where student code cannot be isolated; the text says what to do."""


def command() -> list[str]:
    """Give the bubblewrap command line, up to the program to run inside.

    What is inside: the system's programs and libraries, Python and its packages, and the two
    packages of this course, all read-only. Not inside: home folders, sources, answers, tests,
    submissions, the gradebook.

    Raises
    ------
    NoIsolationError
        If bubblewrap is not there.
    """
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise NoIsolationError(
            "student code can only be graded in isolation, and bubblewrap is not installed: "
            "`apt install bubblewrap` (or your system's package of that name), or grade on Linux"
        )
    walls = [bwrap, "--die-with-parent", "--new-session", "--clearenv"]
    walls += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    if os.geteuid() == 0:
        # Real root builds the runners' walls and gives each runner an unprivileged user.
        walls += ["--cap-add", "ALL"]
    else:
        walls += ["--unshare-user"]
    folders = _read_only()
    for parent in dict.fromkeys(p for folder in folders for p in reversed(Path(folder).parents)):
        # Folders on the way are open to the runners' unprivileged user, and hold nothing else.
        walls += ["--perms", "0755", "--dir", str(parent)]
    for folder in folders:
        walls += ["--ro-bind", folder, folder]
    walls += ["--tmpfs", "/tmp", "--dev", "/dev", "--proc", "/proc", "--chdir", "/tmp"]
    for name, value in _environment().items():
        walls += ["--setenv", name, value]
    return walls


def _read_only() -> list[str]:
    """List what the template sees, each as it is named and as it really lies."""
    import autograder
    import dlcourse

    wanted = [*_SYSTEM, *_ETC, sys.prefix, sys.base_prefix, sysconfig.get_path("purelib")]
    wanted += [str(Path(package.__path__[0])) for package in (autograder, dlcourse)]
    data = os.environ.get("DLCOURSE_DATA")
    if data and Path(data).is_dir():
        wanted.append(data)
    wanted += [os.path.realpath(path) for path in wanted]
    return [path for path in dict.fromkeys(wanted) if os.path.exists(path)]


def _environment() -> dict[str, str]:
    """Give the environment of the template: nothing of the grader's own goes in."""
    chosen = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "MPLCONFIGDIR": "/tmp/matplotlib",
        "IPYTHONDIR": "/tmp/ipython",
        **_settings(),
    }
    if "DLCOURSE_DATA" in os.environ:
        chosen["DLCOURSE_DATA"] = os.environ["DLCOURSE_DATA"]
    return chosen


def _settings() -> dict[str, str]:
    """Give what makes runs alike: no screen, no network, one thread, the same hashes."""
    return {
        "MPLBACKEND": "agg",
        "DLCOURSE_OFFLINE": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
    }


def start(module: str, connection: socket.socket) -> subprocess.Popen[bytes]:
    """Start a module of this package inside the walls, with one end of a socket pair.

    Parameters
    ----------
    module : str
        Run as ``python -m module FD walls``.
    connection : socket
        The end to hand over; the caller closes it afterwards.
    """
    program = [sys.executable, "-m", module, str(connection.fileno()), "walls"]
    return _open([*command(), "--", *program], connection)


def start_without_walls(module: str, connection: socket.socket) -> subprocess.Popen[bytes]:
    """Start a module as :func:`start` does, but with the rights of this process."""
    program = [sys.executable, "-m", module, str(connection.fileno()), "open"]
    return _open(program, connection, os.environ | _settings())


def _open(
    program: list[str], connection: socket.socket, environment: dict[str, str] | None = None
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        program,
        pass_fds=[connection.fileno()],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
