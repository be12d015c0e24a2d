"""Writes files so that nobody ever sees half of one."""

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

_PART = ".part"
_LEFT = re.compile(rf"\..+\.[a-z0-9_]{{8}}{re.escape(_PART)}")


def write_atomically(path: Path, content: str | bytes, *, durable: bool = True) -> None:
    """Write a file so that a reader sees the old or the new content, never a part.

    Parameters
    ----------
    path : Path
        Where to; missing folders are made.
    content : str or bytes
        Text is written as UTF-8.
    durable : bool
        False does not wait for the disk: after a power failure the file may be empty. For files
        that :func:`settle` follows, and for those that are made anew where they are damaged.

    Raises
    ------
    OSError
        If the disk is full or the folder cannot be written; the old file stays.
    """
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(_PART, f".{path.name}.", path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException as error:
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)  # a full disk does not say for which file
        Path(temporary).unlink(missing_ok=True)
        raise


def settle(paths: Iterable[Path]) -> None:
    """Wait until files are on the disk: many together cost little more than one."""
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep(folder: Path) -> None:
    """Remove the beginnings of files that a killed process has left."""
    for path in folder.rglob(f".*{_PART}"):
        if _LEFT.fullmatch(path.name):
            path.unlink(missing_ok=True)
