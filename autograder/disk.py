"""Says what to do when files cannot be written."""

import errno
import os
from pathlib import Path

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EROFS, errno.EACCES, errno.EPERM)


def explain(error: OSError) -> str:
    """Turn an error of the file system into one line that says what to do."""
    where = Path(os.fsdecode(error.filename)) if isinstance(error.filename, (str, bytes)) else None
    if error.errno in _FULL:
        place = f"the disk {_disk(where)} is full ({where})" if where else "a disk is full"
        return f"{place}: make room and run the same command again; what was finished is kept"
    if error.errno in _FORBIDDEN and where:
        return (
            f"{where} cannot be used ({error.strerror}): give yourself the right to it, or name "
            "another folder for what grading writes with --workspace"
        )
    return str(error)


def _disk(path: Path) -> Path:
    """Find where the disk that holds a path is mounted."""
    path = path.absolute()
    return next((one for one in (path, *path.parents) if os.path.ismount(one)), path)
