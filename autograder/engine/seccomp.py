"""The system call filter of a runner: what no notebook needs is answered with "not permitted"."""

import ctypes
import platform
import struct

# Calls that reach into other processes or into the kernel, or hold memory that nobody counts.
# By name: the number on x86-64, then on 64-bit ARM.
_FORBIDDEN = {
    "ptrace": (101, 117), "syslog": (103, 116), "pivot_root": (155, 41), "chroot": (161, 51),
    "acct": (163, 89), "mount": (165, 40), "umount2": (166, 39), "swapon": (167, 224),
    "swapoff": (168, 225), "reboot": (169, 142), "init_module": (175, 105),
    "delete_module": (176, 106), "quotactl": (179, 60), "kexec_load": (246, 104),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "unshare": (272, 97), "perf_event_open": (298, 241), "fanotify_init": (300, 262),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "setns": (308, 268),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "finit_module": (313, 273), "kexec_file_load": (320, 294), "bpf": (321, 280),
    "userfaultfd": (323, 282), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsmount": (432, 432), "pidfd_getfd": (438, 438),
    "process_madvise": (440, 440), "mount_setattr": (442, 442),
    "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119),
    "sched_setattr": (314, 274),
    "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186),
    # Some of what the whole machine, or all of a user's programs, share.
    "io_setup": (206, 0), "inotify_init": (253, 26), "inotify_init1": (294, 26),
}  # fmt: skip
_CLONE, _CLONE3 = (56, 220), (435, 435)
_MMAP = (9, 222)
_SOCKET, _SOCKETPAIR = (41, 198), (53, 199)
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
# x86's second numbering begins here; none of it is needed.
_X32 = 0x40000000

_NEW_NAMESPACES = 0x7E020080
_MAP_SHARED, _MAP_ANONYMOUS = 0x01, 0x20
_LOCAL_AND_INTERNET = (1, 2, 10)

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _END = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _NOT_PERMITTED, _NO_SUCH_CALL, _KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT, _FOURTH_ARGUMENT_AT = 0, 4, 16, 40
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2

Line = tuple[int, int, int, int]


def install() -> None:
    """Put the filter on the calling process, for good.

    A machine of another kind gets none: namespaces, lost rights and limits hold there all the
    same.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    machine = platform.machine()
    if machine not in _ARCHITECTURES:
        return
    program = b"".join(struct.pack("@HBBI", *line) for line in _program(machine))
    buffer = ctypes.create_string_buffer(program)
    header = struct.pack("@HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, header, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp: the system call filter was refused")


def _program(machine: str) -> list[Line]:
    """Write the filter; a line is an instruction, the jumps if true and if false, and a number."""
    column, architecture = _ARCHITECTURES[machine]
    lines = [(_LOAD, 0, 0, _ARCHITECTURE_AT), *_unless(architecture, _KILL)]
    lines += [(_LOAD, 0, 0, _NUMBER_AT), (_AT_LEAST, 0, 1, _X32), (_END, 0, 0, _NOT_PERMITTED)]
    for numbers in _FORBIDDEN.values():
        lines += _if(numbers[column], [(_END, 0, 0, _NOT_PERMITTED)])
    # Its flags lie where a filter cannot look; "no such call" makes libraries use clone.
    lines += _if(_CLONE3[column], [(_END, 0, 0, _NO_SUCH_CALL)])
    lines += _if(_CLONE[column], _no_namespaces())
    lines += _if(_MMAP[column], _no_shared_memory_without_a_file())
    lines += _if(_SOCKET[column], _only_usual_sockets())
    lines += _if(_SOCKETPAIR[column], _only_usual_sockets())
    return [*lines, (_END, 0, 0, _ALLOW)]


def _if(number: int, then: list[Line]) -> list[Line]:
    return [(_EQUAL, 0, len(then), number), *then]


def _unless(number: int, answer: int) -> list[Line]:
    return [(_EQUAL, 1, 0, number), (_END, 0, 0, answer)]


def _no_namespaces() -> list[Line]:
    return [
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_ANY_BIT, 0, 1, _NEW_NAMESPACES),
        (_END, 0, 0, _NOT_PERMITTED),
        (_END, 0, 0, _ALLOW),
    ]


def _no_shared_memory_without_a_file() -> list[Line]:
    """Refuse memory that stays, and that nobody counts, when all but one page is given back."""
    return [
        (_LOAD, 0, 0, _FOURTH_ARGUMENT_AT),
        (_ANY_BIT, 0, 2, _MAP_ANONYMOUS),
        (_ANY_BIT, 0, 1, _MAP_SHARED),
        (_END, 0, 0, _NOT_PERMITTED),
        (_END, 0, 0, _ALLOW),
    ]


def _only_usual_sockets() -> list[Line]:
    """Allow sockets of the kinds that namespaces wall in; others may lead to the machine's host."""
    lines: list[Line] = [(_LOAD, 0, 0, _FIRST_ARGUMENT_AT)]
    for kind in _LOCAL_AND_INTERNET:
        lines += _if(kind, [(_END, 0, 0, _ALLOW)])
    return [*lines, (_END, 0, 0, _NOT_PERMITTED)]
