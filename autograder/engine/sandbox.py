"""The walls of the template: a read-only system in which the course's files do not exist."""

import os
import shutil
import sys
import sysconfig
from pathlib import Path

from autograder.layout import find_root

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/alternatives")
_ETC = ("/etc/ld.so.cache", "/etc/fonts", "/etc/localtime")
# What the template needs to build walls around runners; it never runs student code itself.
_RIGHTS = ("SYS_ADMIN", "SYS_PTRACE", "SYS_RESOURCE", "SETUID", "SETGID", "SETPCAP", "KILL")


class NoIsolationError(Exception):
    """Raised where student code cannot be isolated; the text says what to do."""


def command(*, nested: bool) -> list[str]:
    """Give the bubblewrap command line, up to the program to run inside.

    What is inside: the system's programs and libraries, Python and its packages, and the two
    packages of this course, all read-only. Not inside: home folders, sources, answers, tests,
    submissions, the gradebook, data sets.

    Parameters
    ----------
    nested : bool
        Whether the program may build further walls inside; otherwise it is the first process.

    Raises
    ------
    NoIsolationError
        If bubblewrap is not there.
    """
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise NoIsolationError(
            "bubblewrap is not installed: `apt install bubblewrap` (or your system's package of "
            "that name); it needs Linux"
        )
    walls = [bwrap, "--die-with-parent", "--new-session", "--clearenv"]
    walls += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    if os.geteuid() != 0:
        walls += ["--unshare-user"]
    if nested:
        walls += ["--cap-drop", "ALL"]
        walls += [word for right in _RIGHTS for word in ("--cap-add", f"CAP_{right}")]
    else:
        walls += ["--as-pid-1"]
    # First of all, since the course itself may lie below it.
    walls += ["--tmpfs", "/tmp"]
    folders = _read_only()
    for parent in dict.fromkeys(p for folder in folders for p in reversed(Path(folder).parents)):
        # Folders on the way are open to the runners' unprivileged user, and hold nothing else.
        walls += ["--perms", "0755", "--dir", str(parent)]
    for folder in folders:
        walls += ["--ro-bind", folder, folder]
    for course in _courses_in(folders):
        # Shown with the system, as /usr/src/app is: hidden again, but for the packages in it.
        walls += ["--tmpfs", course]
        for folder in folders:
            if Path(folder).is_relative_to(course):
                walls += ["--ro-bind", folder, folder]
        walls += ["--remount-ro", course]
    walls += ["--proc", "/proc", *_devices()]
    walls += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp"]
    for name, value in _environment().items():
        walls += ["--setenv", name, value]
    return [*walls, "--"]


def _read_only() -> list[str]:
    """List what the template sees, each as it is named and as it really lies."""
    import autograder
    import dlcourse

    wanted = [*_SYSTEM, *_ETC, sys.prefix, sys.base_prefix, sysconfig.get_path("purelib")]
    wanted += [str(Path(package.__path__[0])) for package in (autograder, dlcourse)]
    wanted += [os.path.realpath(path) for path in wanted]
    return [path for path in dict.fromkeys(wanted) if os.path.exists(path)]


def _courses_in(shown: list[str]) -> list[str]:
    """Find the course's top folder, of the command and of the code, where it lies in others."""
    import autograder

    starts = (Path.cwd(), Path(autograder.__path__[0]).parent)
    roots = {find_root(start.resolve()) for start in starts}
    return sorted(
        str(root)
        for root in roots
        if (root / "course").is_dir() and any(map(root.is_relative_to, shown))
    )


def _devices() -> list[str]:
    """Give the few devices that programs need; there are no terminals."""
    made = ["--tmpfs", "/dev", "--tmpfs", "/dev/shm", "--symlink", "/proc/self/fd", "/dev/fd"]
    for name in ("null", "full", "random", "urandom"):
        made += ["--dev-bind", f"/dev/{name}", f"/dev/{name}"]
    # It gives zeros, too, but no memory that processes share and that nobody counts.
    return [*made, "--dev-bind", "/dev/full", "/dev/zero"]


def _environment() -> dict[str, str]:
    """Give the environment of the template: nothing of the grader's own goes in."""
    return {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": "/tmp",
        "USER": "student",
        "LANG": "C.UTF-8",
        "MPLCONFIGDIR": "/tmp/matplotlib",
        "IPYTHONDIR": "/tmp/ipython",
        **settings(),
    }


def settings() -> dict[str, str]:
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
