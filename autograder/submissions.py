"""Takes a class's submissions in: nbgrader's tree or a zip of it, nothing of it changed."""

import contextlib
import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from autograder.engine.errors import cleaned
from autograder.lms import Owner, owners
from dlcourse.outcomes import MISSING, UNREADABLE

MAX_BYTES = 20_000_000
_STUDENT = re.compile(r"\w[\w.@+-]*")
_MAX_ID_BYTES = 120  # a file's name may have 255, and some get more words
TIMESTAMP = "timestamp.txt"
_MAX_TIMESTAMP = 200
_MAX_SHOWN = 80  # of a file's name in a message
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
    """What one student handed in.

    Attributes
    ----------
    student : str
        The student's id.
    content : bytes or Broken
        The notebook, or why there is none.
    timestamp : str
        When, as nbgrader's ``timestamp.txt`` says it; empty if that is not known.
    marked_late : bool
        Whether Canvas marks it as late. It does not say how late.
    """

    student: str
    content: bytes | Broken
    timestamp: str = ""
    marked_late: bool = False


def read_class(path: Path, unit: str) -> list[Submission]:
    """Read every submission of a unit.

    Parameters
    ----------
    path : Path
        A folder ``STUDENT/UNIT/UNIT.ipynb``, a zip file of such a folder, or the "download all"
        zip of Moodle or Canvas. Only read. Of the first two, ``timestamp.txt`` beside a
        notebook says when it was handed in, as nbgrader writes it; in the zip of a learning
        management system such a file is the student's own and says nothing.
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
        handed_in = _from_tree(path, unit)
    elif path.is_file() and zipfile.is_zipfile(path):
        handed_in = _from_zip(path, unit)
    elif path.exists():
        raise IntakeError(f"{path} is neither a folder nor a zip file")
    else:
        raise IntakeError(f"{path} does not exist")
    found: dict[str, Submission] = {}
    for one in sorted(handed_in, key=lambda one: one.student):
        student = student_id(one.student)
        while student in found:  # "ada-l_1" and "ada l_1"
            student = f"{student}-{_checksum(one.student)}"
        found[student] = replace(one, student=student)
    if not any(
        isinstance(s.content, bytes) or s.content.verdict != MISSING for s in found.values()
    ):
        raise IntakeError(
            f"{path} holds no submission of {unit}: looked for {_LAYOUT.format(unit=unit)}"
        )
    return [found[student] for student in sorted(found)]


def _from_tree(path: Path, unit: str) -> Iterator[Submission]:
    for folder in path.iterdir():
        if folder.is_dir() and not folder.name.startswith("."):
            try:
                content = _read_file(folder, unit)
            except OSError as error:
                content = Broken(UNREADABLE, f"{unit}.ipynb cannot be read: {error.strerror}")
            yield Submission(folder.name, content, _read_timestamp(folder / unit / TIMESTAMP))


def _read_timestamp(path: Path) -> str:
    """Read the time of a submission; of what cannot be read say so: that is no time."""
    try:
        if any(one.is_symlink() for one in (path, path.parent, path.parents[1])):
            return ""
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return _timestamp(file.read(_MAX_TIMESTAMP))
    except OSError as error:
        return f"{TIMESTAMP} cannot be read: {error.strerror}"


def _timestamp(data: bytes) -> str:
    return " ".join(data.decode(errors="replace").split()) or f"{TIMESTAMP} is empty"


def _read_file(folder: Path, unit: str) -> bytes | Broken:
    path = folder / unit / f"{unit}.ipynb"
    if path.is_symlink() or (folder / unit).is_symlink() or folder.is_symlink():
        return Broken(UNREADABLE, f"{path.name} is a link: hand in the notebook itself")
    if not path.is_file():
        return _missing(unit, _notebooks_in(folder))
    if path.stat().st_size > MAX_BYTES:
        return _too_large(path.stat().st_size)
    return path.read_bytes()


def _notebooks_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.glob("**/*.ipynb")]
    except RecursionError:  # folders in folders, many hundreds deep
        return []


def _missing(unit: str, others: Iterable[str]) -> Broken:
    # Students choose them: they may be long, and bytes that are no text.
    names = [cleaned(name[:_MAX_SHOWN]) for name in sorted(others)[:3]]
    hint = f"; there is {', '.join(names)}" if names else ""
    return Broken(MISSING, f"{unit}/{unit}.ipynb was not handed in{hint}")


def _too_large(size: int) -> Broken:
    return Broken(
        UNREADABLE,
        f"the notebook has {size:,} bytes, at most {MAX_BYTES:,} are read: clear the outputs "
        "(Edit → Clear Outputs of All Cells), save and hand in again",
    )


def _from_zip(path: Path, unit: str) -> Iterator[Submission]:
    with _opened(path) as archive:
        entries = archive.infolist()
        notebooks: dict[str, list[tuple[Owner, zipfile.ZipInfo]]] = {}
        others: dict[str, list[str]] = {}
        for entry, whose in zip(entries, owners([e.filename for e in entries], unit), strict=True):
            if whose and whose.order:
                notebooks.setdefault(whose.student, []).append((whose, entry))
            elif whose:
                others.setdefault(whose.student, []).append(PurePosixPath(entry.filename).name)
        for student in {*notebooks, *others}:
            if student in notebooks:
                yield _read_newest(archive, notebooks[student])
            else:
                names = (name for name in others[student] if name.endswith(".ipynb"))
                yield Submission(student, _missing(unit, names))


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except Exception as error:  # zipfile raises many kinds for a damaged file
        raise IntakeError(f"{path} cannot be read as a zip file: {error}") from error
    with archive:
        yield archive


def _read_newest(
    archive: zipfile.ZipFile, handed_in: list[tuple[Owner, zipfile.ZipInfo]]
) -> Submission:
    newest = max(whose.order for whose, _ in handed_in)
    # Of two entries with one name the last one is the file's newer state.
    entries = {
        entry.filename: (whose, entry) for whose, entry in handed_in if whose.order == newest
    }
    if len(entries) > 1:
        names = ", ".join(name[-_MAX_SHOWN:] for name in sorted(entries)[:3])
        return Submission(
            handed_in[0][0].student,
            Broken(UNREADABLE, f"the zip holds {len(entries)} notebooks of this student: {names}"),
        )
    ((whose, entry),) = entries.values()
    data = _read_entry(archive, entry, MAX_BYTES + 1)
    if isinstance(data, bytes) and len(data) > MAX_BYTES:
        data = _too_large(max(entry.file_size, len(data)))
    timestamp = "" if whose.by_system else _entry_timestamp(archive, entry)
    return Submission(whose.student, data, timestamp, whose.late)


def _entry_timestamp(archive: zipfile.ZipFile, notebook: zipfile.ZipInfo) -> str:
    """Read the time from the file beside a notebook."""
    name = re.sub(r"[^/\\]+$", TIMESTAMP, notebook.filename)
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return ""
    data = _read_entry(archive, entry, _MAX_TIMESTAMP)
    return _timestamp(data) if isinstance(data, bytes) else data.message


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, size: int) -> bytes | Broken:
    try:
        with archive.open(entry) as file:
            # What the entry's header says about its size may be a lie.
            return file.read(size)
    except Exception as error:  # zipfile raises many kinds for a damaged entry
        return Broken(
            UNREADABLE, f"the zip entry {entry.filename[-_MAX_SHOWN:]} cannot be read: {error}"
        )


def student_id(name: str) -> str:
    """Make an id that can name a file everywhere: letters, digits and ``._@+-``.

    Other characters become ``-``; a name that had some, or that is too long, gets a few digits
    of its checksum, so that two students never become one.
    """
    if _STUDENT.fullmatch(name) and len(name.encode()) <= _MAX_ID_BYTES:
        return name
    safe = re.sub(r"[^\w.@+-]", "-", name).strip("-.@+")
    if len(safe.encode()) > _MAX_ID_BYTES - 10:
        safe = safe.encode()[: _MAX_ID_BYTES - 10].decode(errors="ignore")
    number = re.search(r"_\d+$", name)
    if number and safe.endswith(number[0]):
        # The number that a learning management system gave is unique by itself.
        return safe
    return f"{safe or 'student'}-{_checksum(name)}"


def _checksum(name: str) -> str:
    return hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:6]
