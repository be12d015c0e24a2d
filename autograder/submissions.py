"""Takes a class's submissions in: nbgrader's tree or a zip of it, nothing of it changed."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.lms import Owner, owner
from dlcourse.outcomes import MISSING, UNREADABLE

MAX_BYTES = 20_000_000
_STUDENT = re.compile(r"^\w[\w.@+-]{0,99}$")
_LAYOUT = "STUDENT/{unit}/{unit}.ipynb"


class IntakeError(Exception):
    """Raised when no class can be read from a path; the text says what was looked for."""


@dataclass(frozen=True)
class Broken:
    """Why a submission cannot be graded: a verdict and a message for the student."""

    verdict: str
    message: str


@dataclass(frozen=True)
class Submission:
    """What one student handed in: the notebook's bytes, or why there are none."""

    student: str
    content: bytes | Broken


def read_class(path: Path, unit: str) -> list[Submission]:
    """Read every submission of a unit.

    Parameters
    ----------
    path : Path
        A folder ``STUDENT/UNIT/UNIT.ipynb``, a zip file of such a folder, or the "download all"
        zip of Moodle or Canvas. Only read.
    unit : str
        The unit's name.

    Returns
    -------
    list of Submission
        Sorted by student. A student's folder without the notebook is there, as missing.

    Raises
    ------
    IntakeError
        If the path is not there, is neither folder nor zip, or holds no submission of the unit.
    """
    if path.is_dir():
        found = dict(_from_tree(path, unit))
    elif zipfile.is_zipfile(path):
        found = dict(_from_zip(path, unit))
    elif path.exists():
        raise IntakeError(f"{path} is neither a folder nor a zip file")
    else:
        raise IntakeError(f"{path} does not exist")
    if not any(
        isinstance(s.content, bytes) or s.content.verdict != MISSING for s in found.values()
    ):
        raise IntakeError(
            f"{path} holds no submission of {unit}: looked for {_LAYOUT.format(unit=unit)}"
        )
    return [found[student] for student in sorted(found)]


def _from_tree(path: Path, unit: str) -> Iterator[tuple[str, Submission]]:
    for folder in sorted(path.iterdir()):
        if not folder.is_dir() or folder.name.startswith("."):
            continue
        student = student_id(folder.name)
        yield student, Submission(student, _read_file(folder, unit))


def _read_file(folder: Path, unit: str) -> bytes | Broken:
    path = folder / unit / f"{unit}.ipynb"
    if path.is_symlink() or (folder / unit).is_symlink() or folder.is_symlink():
        return Broken(UNREADABLE, f"{path.name} is a link: hand in the notebook itself")
    if not path.is_file():
        others = sorted(p.name for p in folder.glob("**/*.ipynb"))[:3]
        hint = f"; there is {', '.join(others)}" if others else ""
        return Broken(MISSING, f"{unit}/{unit}.ipynb was not handed in{hint}")
    if path.stat().st_size > MAX_BYTES:
        return _too_large(path.stat().st_size)
    try:
        return path.read_bytes()
    except OSError as error:
        return Broken(UNREADABLE, f"{path.name} cannot be read: {error.strerror}")


def _too_large(size: int) -> Broken:
    return Broken(
        UNREADABLE,
        f"the notebook has {size:,} bytes, at most {MAX_BYTES:,} are read: clear the outputs "
        "(Edit → Clear Outputs of All Cells), save and hand in again",
    )


def _from_zip(path: Path, unit: str) -> Iterator[tuple[str, Submission]]:
    try:
        with zipfile.ZipFile(path) as archive:
            newest: dict[str, tuple[Owner, zipfile.ZipInfo]] = {}
            for entry in archive.infolist():
                whose = owner(entry.filename, unit)
                if whose is None or entry.is_dir():
                    continue
                known = newest.get(whose.student)
                if known is None or known[0].order <= whose.order:
                    newest[whose.student] = whose, entry
            for whose, entry in newest.values():
                student = student_id(whose.student)
                yield student, Submission(student, _read_entry(archive, entry))
    except (zipfile.BadZipFile, OSError) as error:
        raise IntakeError(f"{path} cannot be read as a zip file: {error}") from error


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | Broken:
    try:
        with archive.open(entry) as file:
            # What the entry's header says about its size may be a lie.
            data = file.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        return Broken(UNREADABLE, f"the zip entry {entry.filename} cannot be read: {error}")
    return data if len(data) <= MAX_BYTES else _too_large(max(entry.file_size, len(data)))


def student_id(name: str) -> str:
    """Make an id that can name a file everywhere: letters, digits and ``._@+-``.

    Other characters become ``-``; a name that had some, or that is too long, gets a few digits
    of its checksum, so that two students never become one.
    """
    if _STUDENT.match(name):
        return name
    safe = re.sub(r"[^\w.@+-]", "-", name).strip("-.")[:80] or "student"
    number = re.search(r"_\d+$", name)
    if number and safe.endswith(number[0]):
        # The number that a learning management system gave is unique by itself.
        return safe
    return f"{safe}-{hashlib.sha256(name.encode(errors='replace')).hexdigest()[:6]}"
