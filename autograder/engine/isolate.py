"""The walls around one runner: namespaces, an empty private disk, limits, a system call filter.

Runs in a process just forked from the template, before any student code. Linux only.
"""

import contextlib
import ctypes
import os
import platform
import resource
import struct
from dataclasses import dataclass

_libc = ctypes.CDLL(None, use_errno=True)

_NEWNS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET, _NEWUTS = (
    0x00020000,
    0x08000000,
    0x10000000,
    0x20000000,
    0x40000000,
    0x04000000,
)
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REC, _MS_PRIVATE = 2, 4, 8, 0x4000, 1 << 18
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
_PR_CAPBSET_DROP = 24
_SIGKILL = 9

# An unprivileged user's number, used when the grader itself runs as root.
NOBODY = 65534
# The only places where a runner can write; the last one replaces /proc.
PRIVATE_FOLDERS = ("/tmp", "/dev/shm")


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    Attributes
    ----------
    memory : int
        Bytes of address space that one process may add to what the template has.
    disk : int
        Bytes in the private folders, which lie in memory.
    processes : int
        Processes and threads at a time.
    cpu_seconds : int
        Processor time of one process.
    """

    memory: int = 3 << 30
    disk: int = 128 << 20
    processes: int = 64
    cpu_seconds: int = 600


def isolate(limits: Limits) -> None:
    """Wall in the calling process; it returns in a child that is alone in its namespaces.

    The calling process itself stays behind as the child's guard: it ends when the child ends,
    and the child is killed, with everything it started, when the guard is killed.

    Raises
    ------
    OSError
        If the kernel does not allow one of the walls.
    """
    privileged = os.geteuid() == 0 and _can_become_nobody()
    flags = _NEWNS | _NEWPID | _NEWNET | _NEWIPC | _NEWUTS
    user, group = os.geteuid(), os.getegid()
    _check(_libc.unshare(flags if privileged else flags | _NEWUSER), "unshare")
    if not privileged:
        _map_user(user, group)
    _mount_private_folders(limits.disk)
    _become_first_process()
    _mount_proc()
    _set_limits(limits)
    if privileged:
        _become_nobody()
    _drop_privileges()
    os.chdir("/tmp")


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _can_become_nobody() -> bool:
    """Whether root here is the real one: inside a user namespace only mapped users exist."""
    with open("/proc/self/uid_map") as file:
        mapped = [line.split() for line in file]
    return any(int(first) <= NOBODY < int(first) + int(count) for first, _, count in mapped)


def _map_user(user: int, group: int) -> None:
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
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


def _mount_private_folders(disk: int) -> None:
    _mount("none", "/", None, _MS_REC | _MS_PRIVATE)
    for folder in PRIVATE_FOLDERS:
        options = f"size={disk // len(PRIVATE_FOLDERS)},nr_inodes=20000,mode=1777"
        _mount("tmpfs", folder, "tmpfs", _MS_NOSUID | _MS_NODEV, options)


def _become_first_process() -> None:
    """Fork into the new process namespace; the parent waits there as the guard."""
    child = os.fork()
    if child:
        _guard(child)
    _libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    with contextlib.suppress(OSError):
        os.setsid()


def _guard(child: int) -> None:
    """Pass interrupts on to the child and end with it."""
    import signal

    os.closerange(3, 1 << 12)
    signal.signal(signal.SIGINT, lambda *_: os.kill(child, signal.SIGINT))
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _mount_proc() -> None:
    """Show the new namespace's own processes, or none where the kernel does not allow that."""
    flags = _MS_NOSUID | _MS_NODEV | _MS_NOEXEC
    try:
        _mount("proc", "/proc", "proc", flags)
    except OSError:
        _mount("tmpfs", "/proc", "tmpfs", flags, "size=4096,nr_inodes=10,mode=555")


def _set_limits(limits: Limits) -> None:
    with open("/proc/self/statm", encoding="ascii") as file:
        now = int(file.read().split()[0]) * resource.getpagesize()
    for kind, value in (
        (resource.RLIMIT_AS, now + limits.memory),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.disk),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(kind, (value, value))


def _become_nobody() -> None:
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def _drop_privileges() -> None:
    """Give up every capability, for good, and close the doors to new ones."""
    for capability in range(64):
        _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = struct.pack("=Ii", 0x20080522, 0)
    _check(_libc.capset(header, bytes(24)), "capset")
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    _filter_system_calls()
    # The change of user cleared it: the runner dies with its guard.
    _check(_libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0), "pdeathsig")


# Calls that no notebook needs and that reach into other processes or into the kernel.
_FORBIDDEN = {
    "x86_64": {
        "ptrace": 101, "syslog": 103, "pivot_root": 155, "chroot": 161, "acct": 163, "mount": 165,
        "umount2": 166, "swapon": 167, "swapoff": 168, "reboot": 169, "init_module": 175,
        "delete_module": 176, "quotactl": 179, "kexec_load": 246, "add_key": 248,
        "request_key": 249, "keyctl": 250, "unshare": 272, "perf_event_open": 298,
        "open_by_handle_at": 304, "setns": 308, "process_vm_readv": 310,
        "process_vm_writev": 311, "finit_module": 313, "kexec_file_load": 320, "bpf": 321,
        "userfaultfd": 323, "io_uring_setup": 425, "io_uring_enter": 426,
        "io_uring_register": 427, "open_tree": 428, "move_mount": 429, "fsopen": 430,
        "fsmount": 432, "pidfd_getfd": 438, "mount_setattr": 442,
    },
    "aarch64": {
        "ptrace": 117, "syslog": 116, "pivot_root": 41, "chroot": 51, "acct": 89, "mount": 40,
        "umount2": 39, "swapon": 224, "swapoff": 225, "reboot": 142, "init_module": 105,
        "delete_module": 106, "quotactl": 60, "kexec_load": 104, "add_key": 217,
        "request_key": 218, "keyctl": 219, "unshare": 97, "perf_event_open": 241,
        "open_by_handle_at": 265, "setns": 268, "process_vm_readv": 270,
        "process_vm_writev": 271, "finit_module": 273, "kexec_file_load": 294, "bpf": 280,
        "userfaultfd": 282, "io_uring_setup": 425, "io_uring_enter": 426,
        "io_uring_register": 427, "open_tree": 428, "move_mount": 429, "fsopen": 430,
        "fsmount": 432, "pidfd_getfd": 438, "mount_setattr": 442,
    },
}  # fmt: skip
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_ALLOW, _DENY, _KILL = 0x7FFF0000, 0x00050001, 0x80000000


def _filter_system_calls() -> None:
    """Install a seccomp filter that answers the forbidden calls with "not permitted".

    A machine of another kind gets none: the namespaces and limits hold there all the same.
    """
    machine = platform.machine()
    if machine not in _FORBIDDEN:
        return
    program = _bpf(_AUDIT_ARCH[machine], sorted(_FORBIDDEN[machine].values()))
    buffer = ctypes.create_string_buffer(program)
    header = struct.pack("@HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    _check(_libc.prctl(_PR_SET_SECCOMP, 2, header, 0, 0), "seccomp")


def _bpf(arch: int, forbidden: list[int]) -> bytes:
    """Assemble the filter: wrong machine → kill, forbidden number → EPERM, else allow."""
    load, equal, at_least, end = 0x20, 0x15, 0x35, 0x06
    lines = [(load, 0, 0, 4), (equal, 1, 0, arch), (end, 0, 0, _KILL), (load, 0, 0, 0)]
    count = len(forbidden)
    # x86's second numbering (x32) starts here: none of it is needed.
    lines.append((at_least, count + 1, 0, 0x40000000))
    lines += [(equal, count - index, 0, number) for index, number in enumerate(forbidden)]
    lines += [(end, 0, 0, _ALLOW), (end, 0, 0, _DENY)]
    return b"".join(struct.pack("@HBBI", *line) for line in lines)
