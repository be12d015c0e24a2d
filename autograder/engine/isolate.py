"""The walls around one runner: namespaces, an empty private disk, limits, no rights.

Runs in the sandbox, in a process just forked from the template, before any student code.
"""

import ctypes
import os
import re
import resource
import struct

from autograder.engine import seccomp
from autograder.engine.limits import Resources

_libc = ctypes.CDLL(None, use_errno=True)

_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET = (
    0x00020000,
    0x04000000,
    0x08000000,
    0x10000000,
    0x20000000,
    0x40000000,
)
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REMOUNT, _MS_BIND = 1, 2, 4, 8, 32, 0x1000
_MS_REC, _MS_PRIVATE = 0x4000, 1 << 18
_PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 4, 24, 38
_CAPABILITY_VERSION = 0x20080522

# Users that no system gives to anyone, and what is left of them where few users exist.
_MANY, _FEW = range(1 << 30, 1 << 31), range(60_000, 65_535)
# The only places where a runner can write.
_PRIVATE_FOLDERS = ("/tmp", "/dev/shm")


def fork_into_namespaces(pid_namespace: int) -> int:
    """Fork a child that is the first process of its own namespaces; give 0 in the child.

    Killing the child kills everything in its process namespace.

    Parameters
    ----------
    pid_namespace : int
        An open descriptor of the caller's own process namespace, to come back to.

    Raises
    ------
    OSError
        If the kernel does not allow that.
    """
    _check(_libc.unshare(_NEWPID), "unshare pid")
    try:
        child = os.fork()
    except OSError:
        _libc.setns(pid_namespace, _NEWPID)
        raise
    if child:
        _check(_libc.setns(pid_namespace, _NEWPID), "setns")
    return child


def build_walls(resources: Resources, user: int) -> None:
    """Give the calling process, just forked, namespaces, a disk and a user of its own.

    Parameters
    ----------
    resources : Resources
    user : int
        The user to become; 0 to stay the same one, in a user namespace.

    Raises
    ------
    OSError
        If the kernel does not allow one of the walls.
    """
    _check(_libc.unshare(_NEWNS | _NEWNET | _NEWIPC | _NEWUTS), "unshare")
    _mount("none", "/", None, _MS_REC | _MS_PRIVATE)
    for folder in _PRIVATE_FOLDERS:
        size, files = (part // len(_PRIVATE_FOLDERS) for part in (resources.disk, resources.files))
        _mount_private(folder, f"size={size},nr_inodes={files},mode=1777")
    _mount("proc", "/proc", "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    if not user:
        # Processes are counted per user and user namespace.
        _enter_user_namespace()
    limit(resources)
    for capability in range(64):
        _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    if user:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    give_up_rights()


def _mount_private(folder: str, options: str) -> None:
    """Put an empty disk over a folder; what the template's walls show below it stays there."""
    shown = [(point, os.open(point, os.O_PATH)) for point in _mount_points_below(folder)]
    _mount("tmpfs", folder, "tmpfs", _MS_NOSUID | _MS_NODEV, options)
    for point, descriptor in shown:
        os.makedirs(point, mode=0o755, exist_ok=True)
        _mount(f"/proc/self/fd/{descriptor}", point, None, _MS_BIND)
        _mount("none", point, None, _MS_BIND | _MS_REMOUNT | _MS_RDONLY | _MS_NOSUID | _MS_NODEV)
        os.close(descriptor)


def _mount_points_below(folder: str) -> list[str]:
    """List what is mounted below a folder, as where the course itself lies below /tmp."""
    with open("/proc/self/mountinfo", encoding="utf-8") as file:
        points = [line.split()[4] for line in file]
    # The kernel writes blanks and their like as a backslash and three octal digits.
    named = [re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), p) for p in points]
    return sorted(point for point in named if point.startswith(f"{folder}/"))


def limit(resources: Resources) -> None:
    """Limit what the calling process and each of its children may use."""
    # When memory runs out all the same, the system ends this process first.
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")
    os.nice(5)
    with open("/proc/self/statm", encoding="ascii") as file:
        now = int(file.read().split()[0]) * resource.getpagesize()
    for kind, value in (
        (resource.RLIMIT_AS, now + resources.address_space),
        (resource.RLIMIT_NPROC, resources.processes),
        (resource.RLIMIT_CPU, resources.cpu_seconds),
        (resource.RLIMIT_FSIZE, resources.disk),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(kind, (value, value))


def give_up_rights() -> None:
    """Give up every capability, for good, and close the doors to new ones."""
    header = struct.pack("=Ii", _CAPABILITY_VERSION, 0)
    _check(_libc.capset(header, bytes(24)), "capset")
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    # A process that has changed its user could not even list its own open files.
    let_look_inside(True)
    seccomp.install()


def let_look_inside(allowed: bool) -> None:
    """Let processes of the same user look into the calling one, or not."""
    _libc.prctl(_PR_SET_DUMPABLE, int(allowed), 0, 0, 0)


def free_user(number: int) -> int:
    """Give a user for the next runner that nobody else is; 0 where only the own one exists.

    The system counts processes by user: two runners must not be the same one.

    Parameters
    ----------
    number : int
        Different for each runner.
    """
    if os.geteuid() != 0:
        return 0
    with open("/proc/self/uid_map", encoding="ascii") as file:
        mapped = [[int(part) for part in line.split()] for line in file]
    last = max(first + count for first, _, count in mapped) - 1
    for users in (_MANY, _FEW):
        if last >= users[-1]:
            return users[number % len(users)]
    return 0


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _enter_user_namespace() -> None:
    user, group = os.geteuid(), os.getegid()
    _check(_libc.unshare(_NEWUSER), "unshare user")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(text)


def _mount(source: str, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    _check(
        _libc.mount(
            source.encode(),
            target.encode(),
            None if kind is None else kind.encode(),
            ctypes.c_ulong(flags),
            None if data is None else data.encode(),
        ),
        f"mount {target}",
    )
