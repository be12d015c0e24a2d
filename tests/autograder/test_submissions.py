"""A class is taken in: folders and zip files, sound, broken and hostile ones."""

import errno
import hashlib
import os
import stat
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.lms import _MAX_DEPTH, _student_in
from autograder.submissions import (
    MAX_BYTES,
    Broken,
    IntakeError,
    Submission,
    read_class,
    student_id,
)
from dlcourse.outcomes import MISSING, UNREADABLE

UNIT = "01_unit"
FILE = f"{UNIT}.ipynb"


def put(top: Path, student: str, content: bytes = b"{}", file: str = f"{UNIT}/{FILE}") -> Path:
    path = top / student / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def zipped(path: Path, entries: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def contents(path: Path) -> dict[str, bytes | Broken]:
    return {one.student: one.content for one in read_class(path, UNIT)}


def broken(path: Path, student: str) -> Broken:
    content = contents(path)[student]
    assert isinstance(content, Broken)
    return content


@pytest.fixture
def tree(tmp_path) -> Path:
    """A class of three; grace handed in another file, and lies on the way are no students."""
    top = tmp_path / "class"
    put(top, "ada", b"ada's")
    put(top, "emmy", b"emmy's")
    put(top, "grace", file=f"{UNIT}/final version.ipynb")
    put(top, ".ipynb_checkpoints")
    (top / "notes.txt").write_text("not a student")
    return top


def snapshot(top: Path) -> dict[Path, tuple[bytes, int]]:
    return {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in top.rglob("*") if p.is_file()}


# Folders


def test_a_folder_gives_each_student_in_order(tree):
    assert [one.student for one in read_class(tree, UNIT)] == ["ada", "emmy", "grace"]
    assert contents(tree)["ada"] == b"ada's"


def test_a_folder_without_the_notebook_is_missing_and_says_what_is_there(tree):
    assert broken(tree, "grace") == Broken(
        MISSING, f"{UNIT}/{FILE} was not handed in; there is final version.ipynb"
    )


def test_nothing_handed_in_is_changed(tree):
    before = snapshot(tree)
    read_class(tree, UNIT)
    assert snapshot(tree) == before


def test_a_notebook_that_is_too_large_is_not_read(tree):
    with put(tree, "kurt").open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    found = broken(tree, "kurt")
    assert found.verdict == UNREADABLE
    assert "20,000,001 bytes" in found.message
    assert "Clear Outputs" in found.message


@pytest.mark.parametrize("place", ["student", "unit", "file"])
def test_links_are_not_followed(tree, tmp_path, place):
    secret = put(tmp_path / "elsewhere", "root", b"a secret")
    folder = tree / "kurt"
    if place == "student":
        folder.symlink_to(secret.parents[1])
    elif place == "unit":
        folder.mkdir()
        (folder / UNIT).symlink_to(secret.parent)
    else:
        (folder / UNIT).mkdir(parents=True)
        (folder / UNIT / FILE).symlink_to(secret)
    found = broken(tree, "kurt")
    assert found.verdict == UNREADABLE
    assert "is a link" in found.message


def test_a_link_in_a_circle_is_not_followed(tree):
    (tree / "kurt").mkdir()
    (tree / "kurt" / "again").symlink_to(tree)
    assert broken(tree, "kurt").verdict == MISSING


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_what_is_no_file_is_not_opened(tree, make):
    path = put(tree, "kurt")
    path.unlink()
    make(path)
    assert broken(tree, "kurt").verdict == MISSING


@pytest.mark.parametrize("function", ["read_bytes", "stat"])
def test_what_cannot_be_read_costs_nobody_else(tree, monkeypatch, function):
    real = getattr(Path, function)

    def refuse(path: Path, **keywords: bool) -> object:
        if "ada" in path.parts and path.suffix:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, **keywords)

    monkeypatch.setattr(Path, function, refuse)
    assert broken(tree, "ada") == Broken(UNREADABLE, f"{FILE} cannot be read: Permission denied")
    assert contents(tree)["emmy"] == b"emmy's"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_closed_folder_costs_nobody_else(tree):
    (tree / "ada" / UNIT).chmod(0)
    assert broken(tree, "ada").verdict == UNREADABLE
    assert contents(tree)["emmy"] == b"emmy's"
    (tree / "ada" / UNIT).chmod(0o700)


# Zip files


def test_a_zip_gives_what_its_folder_gives(tree, tmp_path):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(tree.rglob("*")):
            archive.write(file, file.relative_to(tree))
    assert read_class(path, UNIT) == read_class(tree, UNIT)


@pytest.mark.parametrize("top", ["", "class/", "class/2026/spring/", "a b/"])
def test_a_class_may_stand_in_folders_of_the_zip(tmp_path, top):
    path = zipped(
        tmp_path / "class.zip",
        {
            f"{top}ada/{UNIT}/{FILE}": b"ada's",
            f"{top}grace/{UNIT}/other.ipynb": b"",
            f"{top}kurt/": b"",
            f"{top}readme.txt": b"",
            f"__MACOSX/{top}ada/{UNIT}/._{FILE}": b"",
            f"{top}.ipynb_checkpoints/{UNIT}/{FILE}": b"",
        },
    )
    assert contents(path) == {
        "ada": b"ada's",
        "grace": Broken(MISSING, f"{UNIT}/{FILE} was not handed in; there is other.ipynb"),
        "kurt": Broken(MISSING, f"{UNIT}/{FILE} was not handed in"),
    }


def test_folders_beside_those_of_the_class_are_no_students(tmp_path):
    path = zipped(
        tmp_path / "class.zip", {f"class/ada/{UNIT}/{FILE}": b"ada's", "plans/old/notes.txt": b""}
    )
    assert contents(path) == {"ada": b"ada's"}


def test_a_zip_with_windows_separators_is_read(tmp_path):
    path = zipped(tmp_path / "class.zip", {f"class\\ada\\{UNIT}\\{FILE}": b"ada's"})
    assert contents(path) == {"ada": b"ada's"}


SLIPS = ["..", "../..", "/", "/etc", "~", "-", "C:", "ada\n", " "]


@pytest.mark.parametrize("student", SLIPS)
def test_no_entry_gives_an_id_that_leads_elsewhere(tmp_path, student):
    path = zipped(tmp_path / "class.zip", {f"{student}/{UNIT}/{FILE}": b"{}"})
    (found,) = read_class(path, UNIT)
    folder = tmp_path / "feedback" / found.student
    assert folder.resolve().parent == tmp_path / "feedback"
    assert student_id(found.student) == found.student
    assert sorted(tmp_path.iterdir()) == [path]


def test_an_entry_that_is_a_link_is_its_text_and_is_not_followed(tmp_path):
    path = tmp_path / "class.zip"
    entry = zipfile.ZipInfo(f"ada/{UNIT}/{FILE}")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert contents(path) == {"ada": b"/etc/passwd"}


def test_an_entry_that_is_too_large_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"ada/{UNIT}/{FILE}", b" " * (MAX_BYTES + 1000))
    assert "20,001,000 bytes" in broken(path, "ada").message


def lie_about_size(path: Path, said: int) -> None:
    """Change the size that the zip's table of contents gives for its first entry."""
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", said)
    path.write_bytes(data)


def test_an_entry_that_is_larger_than_it_says_is_refused(tmp_path):
    path = zipped(tmp_path / "class.zip", {f"ada/{UNIT}/{FILE}": b"x" * 1000})
    lie_about_size(path, 10)
    assert "cannot be read" in broken(path, "ada").message


def test_an_entry_that_is_larger_than_allowed_and_says_less_is_refused(tmp_path):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"ada/{UNIT}/{FILE}", b" " * (MAX_BYTES + 1000))
    lie_about_size(path, 10)
    assert broken(path, "ada").verdict == UNREADABLE


def test_an_entry_that_says_it_is_huge_is_read_as_it_is(tmp_path):
    path = zipped(tmp_path / "class.zip", {f"ada/{UNIT}/{FILE}": b"x" * 1000})
    lie_about_size(path, 2**31)
    assert contents(path) == {"ada": b"x" * 1000}


def test_an_encrypted_entry_costs_nobody_else(tmp_path):
    path = zipped(
        tmp_path / "class.zip", {f"ada/{UNIT}/{FILE}": b"ada's", f"emmy/{UNIT}/{FILE}": b"emmy's"}
    )
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[data.index(b"PK\x03\x04") + 6] |= 1
    path.write_bytes(data)
    assert "encrypted" in broken(path, "ada").message
    assert contents(path)["emmy"] == b"emmy's"


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_damaged_entry_costs_nobody_else(tmp_path, method):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr(f"ada/{UNIT}/{FILE}", bytes(range(256)) * 40)
        archive.writestr(f"emmy/{UNIT}/{FILE}", b"emmy's")
        start = archive.infolist()[0].header_offset + 30 + len(f"ada/{UNIT}/{FILE}")
    data = bytearray(path.read_bytes())
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(data)
    assert "cannot be read" in broken(path, "ada").message
    assert contents(path)["emmy"] == b"emmy's"


def test_a_method_of_compression_from_the_future_costs_nobody_else(tmp_path):
    path = zipped(
        tmp_path / "class.zip", {f"ada/{UNIT}/{FILE}": b"ada's", f"emmy/{UNIT}/{FILE}": b"emmy's"}
    )
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 10] = 77
    data[data.index(b"PK\x03\x04") + 8] = 77
    path.write_bytes(data)
    assert broken(path, "ada").verdict == UNREADABLE
    assert contents(path)["emmy"] == b"emmy's"


def test_two_notebooks_of_one_student_are_named_and_none_is_chosen(tmp_path):
    entries = {f"{group}/ada/{UNIT}/{FILE}": b"{}" for group in ("monday", "friday")}
    found = broken(zipped(tmp_path / "class.zip", entries), "ada")
    assert found.verdict == UNREADABLE
    assert "2 notebooks of this student: friday/ada" in found.message


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_an_entry_that_was_added_again_the_last_one_counts(tmp_path):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"ada/{UNIT}/{FILE}", b"old")
        archive.writestr(f"ada/{UNIT}/{FILE}", b"new")
    assert contents(path) == {"ada": b"new"}


NESTED = [
    f"eve/{UNIT}/ada/{UNIT}/{FILE}",
    f"eve/{UNIT}/class/ada/{UNIT}/{FILE}",
    f"eve/{UNIT}/../../ada/{UNIT}/{FILE}",
    f"eve/{UNIT}/..\\..\\ada\\{UNIT}\\{FILE}",
    f"eve/ada/{UNIT}/{FILE}",
    f"eve/{UNIT}/ada_101_9999_{FILE}",
    f"eve/{UNIT}/ada_LATE_101_9999_{UNIT}-7.ipynb",
    f"eve/{UNIT}/ada_101_assignsubmission_file_/{FILE}",
    f"eve/ada_101_assignsubmission_file_{FILE}",
    "/".join(["eve", *[UNIT] * 200, FILE]),
]

# Without a notebook or a folder of the unit eve would be a group of students.
OWN = [
    (own, name) for own in (True, False) for name in NESTED if own or name.startswith(f"eve/{UNIT}")
]


@pytest.mark.parametrize("top", ["", "class/", f"{UNIT}/"])
@pytest.mark.parametrize("own, nested", OWN)
def test_nobody_hands_in_for_somebody_else(tmp_path, top, own, nested):
    entries = {f"{top}{name}/{UNIT}/{FILE}": name for name in ("ada", "ada_101")}
    entries |= {f"{top}eve/{UNIT}/{FILE}": "eve"} if own else {}
    found = contents(zipped(tmp_path / "class.zip", entries | {f"{top}{nested}": "forged"}))
    assert found.keys() == {"ada", "ada_101", "eve"}
    assert (found["ada"], found["ada_101"]) == (b"ada", b"ada_101")
    assert found["eve"] == b"eve" if own else isinstance(found["eve"], Broken)


@pytest.mark.parametrize("groups", [("monday", "friday"), ("monday", "")])
def test_a_class_may_stand_in_groups(tmp_path, groups):
    entries = {f"{group}/s{n}/{UNIT}/{FILE}".strip("/"): b"" for n, group in enumerate(groups)}
    assert contents(zipped(tmp_path / "class.zip", entries)) == {"s0": b"", "s1": b""}


@pytest.mark.parametrize("inside", [False, True])
def test_many_and_deep_folders_in_a_zip_cost_nobody_else(tmp_path, inside):
    deep = "/".join("ab" * 10_000)
    names = [f"{n}/{deep}" for n in range(100)] + [f"{n}/{n}" for n in range(5_000)]
    entries = {f"eve/{UNIT}/{name}/{UNIT}/{FILE}": b"" for name in names if inside}
    entries |= {f"{n}/{UNIT}/{FILE}": b"" for n in range(100)} | {f"eve/{UNIT}/{FILE}": b""}
    path = zipped(tmp_path / "class.zip", entries)
    assert len(read_class(path, UNIT)) == 101


def test_folders_of_students_are_looked_for_near_the_top_only():
    looked_at = []

    class Watched(set):
        def __contains__(self, folder):
            looked_at.append(folder)
            return super().__contains__(folder)

    assert _student_in(tuple("ab" * 10_000), Watched(), Watched(), UNIT) == ()
    assert 0 < len(looked_at) <= 2 * _MAX_DEPTH


def test_names_of_files_that_are_no_text_or_endless_cost_nobody_else(tree):
    for name in (b"\xff\xfe.ipynb", b"x" * 240 + b".ipynb"):
        os.close(os.open(os.fsencode(tree / "grace" / UNIT) + b"/" + name, os.O_CREAT))
    found = broken(tree, "grace")
    assert found.message.encode()
    assert len(found.message) < 300
    assert contents(tree)["ada"] == b"ada's"


def test_folders_a_thousand_deep_cost_nobody_else(tree):
    here = os.open(tree / "grace", os.O_RDONLY)
    for _ in range(1_500):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    try:
        assert broken(tree, "grace").verdict == MISSING
        assert contents(tree)["ada"] == b"ada's"
    finally:
        # shutil, which clears the folder of the test away, goes no deeper than Python.
        subprocess.run(["rm", "-rf", tree / "grace"], check=True)


def test_an_entry_with_an_endless_name_makes_no_endless_message(tmp_path):
    name = "x" * 60_000
    entries = {f"{group}/ada/{UNIT}/{FILE}": b"{}" for group in (name, "friday")}
    path = zipped(tmp_path / "class.zip", entries | {f"friday/emmy/{name}.ipynb": b""})
    assert all(len(broken(path, student).message) < 400 for student in ("ada", "emmy"))


# Zip files of learning management systems


def test_a_file_named_like_anothers_gets_nobody_elses_number(tmp_path):
    entries = {
        f"Eve_105_assignsubmission_file_Ada_101_assignsubmission_file_{FILE}": b"forged",
        f"Ada_101_assignsubmission_file_{FILE}": b"ada's",
    }
    found = contents(zipped(tmp_path / "class.zip", entries))
    assert found["Ada_101"] == b"ada's"
    assert isinstance(found["Eve_105"], Broken)


@pytest.mark.parametrize(
    "name",
    [
        f"eve_1_{'9' * 5_000}_{FILE}",
        f"eve_{'9' * 5_000}_1_{FILE}",
        f"Eve_1_assignsubmission_file_/{UNIT}-{'9' * 5_000}.ipynb",
    ],
)
def test_numbers_without_end_cost_nobody_else(tmp_path, name):
    path = zipped(tmp_path / "class.zip", {name: b"eve's", f"ada_2_7_{FILE}": b"ada's"})
    assert sorted(contents(path).values(), key=repr) == [b"ada's", b"eve's"]


def test_a_moodle_zip_is_read(tmp_path):
    path = zipped(
        tmp_path / "class.zip",
        {
            f"Ada Lovelace_101_assignsubmission_file_/{FILE}": b"ada's",
            f"Emmy Noether_102_assignsubmission_file_{FILE}": b"emmy's",
            f"Kurt_103_assignsubmission_file_/{UNIT}-1.ipynb": b"older",
            f"Kurt_103_assignsubmission_file_/{UNIT}-2.ipynb": b"kurt's",
            "Grace_104_assignsubmission_file_/my answers.ipynb": b"",
        },
    )
    assert contents(path) == {
        "Ada-Lovelace_101": b"ada's",
        "Emmy-Noether_102": b"emmy's",
        "Kurt_103": b"kurt's",
        "Grace_104": Broken(MISSING, f"{UNIT}/{FILE} was not handed in; there is my answers.ipynb"),
    }


def test_a_canvas_zip_is_read(tmp_path):
    path = zipped(
        tmp_path / "class.zip",
        {
            f"lovelaceada_101_7001_{FILE}": b"first",
            f"lovelaceada_LATE_101_7002_{UNIT}-1.ipynb": b"ada's",
            f"noetheremmy_102_7003_{FILE}": b"emmy's",
            "hoppergrace_104_7004_answers.ipynb": b"",
        },
    )
    found = contents(path)
    assert found["lovelaceada_101"] == b"ada's"
    assert found["noetheremmy_102"] == b"emmy's"
    assert isinstance(found["hoppergrace_104"], Broken)


# What is no class


def test_a_path_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(IntakeError, match="does not exist"):
        read_class(tmp_path / "class", UNIT)


def test_a_file_that_is_no_zip_is_refused(tmp_path):
    path = tmp_path / "class.zip"
    path.write_text("hello")
    with pytest.raises(IntakeError, match="neither a folder nor a zip file"):
        read_class(path, UNIT)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "class.zip")
    with pytest.raises(IntakeError, match="neither a folder nor a zip file"):
        read_class(tmp_path / "class.zip", UNIT)


def test_a_damaged_zip_is_refused(tmp_path):
    path = zipped(tmp_path / "class.zip", {f"ada/{UNIT}/{FILE}": b"ada's"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02")] = 0
    path.write_bytes(data)
    with pytest.raises(IntakeError, match="cannot be read as a zip file"):
        read_class(path, UNIT)


def test_a_zip_with_names_that_are_no_text_is_refused(tmp_path):
    path = zipped(tmp_path / "class.zip", {f"adé/{UNIT}/{FILE}": b"ada's"})
    path.write_bytes(path.read_bytes().replace("é".encode(), b"\xff\xff"))
    with pytest.raises(IntakeError, match="cannot be read as a zip file"):
        read_class(path, UNIT)


@pytest.mark.parametrize("entries", [{}, {"ada/": b""}, {f"ada/02_other/{FILE}": b""}])
def test_a_zip_without_a_submission_is_refused_with_what_was_looked_for(tmp_path, entries):
    path = zipped(tmp_path / "class.zip", entries)
    with pytest.raises(IntakeError, match=rf"looked for STUDENT/{UNIT}/{FILE}"):
        read_class(path, UNIT)


def test_a_folder_without_a_submission_is_refused_with_what_was_looked_for(tree):
    with pytest.raises(IntakeError, match=r"looked for STUDENT/02_other/02_other\.ipynb"):
        read_class(tree, "02_other")


# Ids of students

names = st.text(min_size=1, max_size=300) | st.sampled_from(["ada", "ada b_1", "ada-b_1", "Ü" * 90])


@given(names)
def test_an_id_can_name_a_file_and_stays(name):
    student = student_id(name)
    assert student == student_id(student)
    assert Path(student).name == student
    assert student not in (".", "..")
    assert len(student.encode()) <= 120
    assert student.isprintable()


@pytest.mark.parametrize("name", ["ada", "ada.lovelace+1@example.org", "a-b_c", "Зоя", "007"])
def test_a_usable_id_is_kept(name):
    assert student_id(name) == name


def test_two_students_never_become_one(tmp_path):
    students = ["ada l_1", "ada-l_1", "ada:l_1", "ada", "ada ", "ada\n", "Ada"]
    # The name that "ada~l_1" gets as it is not the first one, taken before.
    students += ["ada~l_1", f"ada-l_1-{hashlib.sha256(b'ada~l_1').hexdigest()[:6]}"]
    path = zipped(tmp_path / "class.zip", {f"{s}/{UNIT}/{FILE}": s for s in students})
    found = read_class(path, UNIT)
    assert len({one.student for one in found}) == len(students)
    assert {one.content for one in found} == {s.encode() for s in students}
    assert all(isinstance(one, Submission) for one in found)
