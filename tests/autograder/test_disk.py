"""Files are written whole or not at all, and what goes wrong says what to do."""

import errno
import os
from pathlib import Path

import pytest

from autograder.atomic import settle, sweep, write_atomically
from autograder.disk import explain


@pytest.mark.parametrize("durable", [True, False])
@pytest.mark.parametrize("content", ["new", b"new"])
def test_a_file_is_written_with_its_folders(tmp_path, content, durable):
    path = tmp_path / "a" / "b.txt"
    for _ in range(2):
        write_atomically(path, content, durable=durable)
        assert path.read_text() == "new"
    settle([path])
    assert list(path.parent.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_full_disk_leaves_the_old_file_and_names_it(tmp_path, monkeypatch):
    path = tmp_path / "marks.json"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError) as raised:
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    line = explain(raised.value)
    assert f"is full ({path}): make room and run the same command again" in line


def test_the_mount_point_of_a_full_disk_is_named():
    error = OSError(errno.EDQUOT, "Disk quota exceeded", "/dev/shm/somewhere/else")
    place = next(p for p in Path("/dev/shm/somewhere").parents if os.path.ismount(p))
    assert explain(error).startswith(f"the disk {place} is full")


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_folder_without_the_right_to_it_says_the_way_out(number):
    line = explain(OSError(number, os.strerror(number), "/course/workspace/.lock"))
    assert line.startswith(f"/course/workspace/.lock cannot be used ({os.strerror(number)})")
    assert "--workspace" in line


def test_any_other_error_is_told_as_it_is():
    error = OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), "/a/b")
    assert explain(error) == str(error)


def test_only_what_a_killed_writer_left_is_swept_away(tmp_path, monkeypatch):
    keep = [".due", ".new.txt", "a.abcdefgh.part", ".a.part", ".a.ABCDEFGH.part", "a.ipynb"]
    for name in keep:
        (tmp_path / name).write_text("")
    monkeypatch.setattr(os, "replace", lambda *_: os._exit(0))
    if (child := os.fork()) == 0:  # a writer that is gone before it is done
        write_atomically(tmp_path / "deep" / "a.ipynb", "half", durable=False)
    os.waitpid(child, 0)
    assert len(list((tmp_path / "deep").iterdir())) == 1
    sweep(tmp_path)
    assert list((tmp_path / "deep").iterdir()) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*keep, "deep"])
