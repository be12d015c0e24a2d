"""course → solutions → release, and when the committed folders are stale."""

import errno
import json
import os
import pickle
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder import build as module
from autograder.build import Built, RefusedError, build, orphans, stale
from autograder.execute import ExecutionError
from autograder.layout import Layout
from autograder.source import SourceError
from dlcourse.data.loading import STANDS_IN

UNIT = "00_mini"


class Runs:
    """Stands in for the kernel: writes an output into each code cell, and counts."""

    def __init__(self) -> None:
        self.count = 0
        self.error: Exception | None = None
        self.output = "run"

    def __call__(self, notebook: NotebookNode, _folder: Path) -> NotebookNode:
        if self.error:
            raise self.error
        self.count += 1
        executed = nbformat.from_dict(notebook)
        for number, cell in enumerate(executed.cells):
            if cell.cell_type == "code":
                text = f"{self.output} {self.count}, cell {number}"
                cell.outputs = [new_output("stream", text=text)]
        return executed


@pytest.fixture
def runs(monkeypatch) -> Runs:
    stand_in = Runs()
    monkeypatch.setattr(module, "execute", stand_in)
    return stand_in


def build_quietly(layout: Layout, **options: bool) -> Built:
    return build(layout, UNIT, tell=lambda line: None, **options)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def files(layout: Layout) -> dict[Path, bytes]:
    """Give every file below the folders that a build writes to."""
    tops = (layout.solutions, layout.release)
    return {p: p.read_bytes() for top in tops for p in top.rglob("*") if p.is_file()}


def printed(layout: Layout) -> list[str]:
    notebook = nbformat.read(layout.solution(UNIT), as_version=4)
    return [output.text for cell in notebook.cells for output in cell.get("outputs", [])]


# Building


def test_a_build_writes_the_reference_and_the_student_notebook(mini_course, runs):
    built = build_quietly(mini_course)
    assert set(files(mini_course)) == {mini_course.solution(UNIT), mini_course.released(UNIT)}
    size = mini_course.solution(UNIT).stat().st_size
    assert (built.unit, built.executed) == (UNIT, True)
    assert abs(built.size - size) <= 1


def test_students_get_the_stub_and_the_visible_checks_alone(mini_course, runs):
    build_quietly(mini_course)
    text = mini_course.released(UNIT).read_text(encoding="utf-8")
    assert text.count("### START YOUR CODE ###") == text.count("raise NotImplementedError") == 2
    assert "sigmoid of zeros" in text
    for secret in ("np.exp(-z)", "HIDDEN", "sigmoid of a matrix", "exp(0)", "run 1"):
        assert secret not in text


def test_the_same_source_gives_the_same_bytes(mini_course, runs, write_mini_course, tmp_path):
    other = write_mini_course(tmp_path / "elsewhere")
    for layout in (mini_course, other):
        runs.count = 0
        build_quietly(layout)
    assert list(files(mini_course).values()) == list(files(other).values())


def test_building_again_changes_nothing_and_runs_nothing(mini_course, runs):
    build_quietly(mini_course)
    before = files(mini_course)
    assert build_quietly(mini_course).executed is False
    assert files(mini_course) == before
    assert runs.count == 1


def test_new_prose_keeps_the_outputs(mini_course, runs):
    build_quietly(mini_course)
    edit(mini_course.source(UNIT), "A unit with one of everything", "One of everything")
    edit(mini_course.source(UNIT), "# # 0 · Mini\n", "# # 0 · Mini\n# %% [markdown]\n# New.\n")
    before = printed(mini_course)
    assert build_quietly(mini_course).executed is False
    assert printed(mini_course) == before
    assert "One of everything" in mini_course.solution(UNIT).read_text(encoding="utf-8")
    assert "One of everything" in mini_course.released(UNIT).read_text(encoding="utf-8")


def test_new_points_keep_the_outputs(mini_course, runs):
    build_quietly(mini_course)
    edit(mini_course.source(UNIT), '"sigmoid" points=2', '"sigmoid" points=3')
    assert build_quietly(mini_course).executed is False
    assert '"points": 3' in mini_course.released(UNIT).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "old, new",
    [
        ("np.linspace(-5, 5)", "np.linspace(-4, 4)"),
        ("return 1 / (1 + np.exp(-z))", "return 0.5 * (1 + np.tanh(z / 2))"),
        ("plt.show()\n", "plt.show()\n\n# %%\nprint(1)\n"),
        ('# %% tags=["skip-execution"]', '# %% tags=["skip-execution", "hide-input"]'),
    ],
    ids=["a number", "an answer", "a new cell", "a tag"],
)
def test_new_code_is_run(mini_course, runs, old, new):
    build_quietly(mini_course)
    edit(mini_course.source(UNIT), old, new)
    assert build_quietly(mini_course).executed is True
    assert all(text.startswith("run 2") for text in printed(mini_course))


def test_a_run_can_be_forced(mini_course, runs):
    build_quietly(mini_course)
    assert build_quietly(mini_course, force_execution=True).executed is True
    assert runs.count == 2


@pytest.mark.parametrize("content", ['{"cells": [', "<<<<<<< ours\n", ""])
def test_a_broken_reference_notebook_is_made_anew(mini_course, runs, content):
    build_quietly(mini_course)
    mini_course.solution(UNIT).write_text(content, encoding="utf-8")
    assert build_quietly(mini_course).executed is True
    assert stale(mini_course, UNIT) == []


def test_a_reference_notebook_without_outputs_is_run(mini_course, runs):
    build_quietly(mini_course)
    notebook = nbformat.read(mini_course.solution(UNIT), as_version=4)
    for cell in notebook.cells:
        cell.pop("outputs", None)
        if cell.cell_type == "code":
            cell.outputs = []
    nbformat.write(notebook, mini_course.solution(UNIT))
    assert "has no outputs" in stale(mini_course, UNIT)[0]
    assert build_quietly(mini_course).executed is True
    assert stale(mini_course, UNIT) == []


def test_outputs_of_a_stand_in_are_told_and_not_kept(mini_course, runs):
    runs.output = f"MNIST is not on this computer, {STANDS_IN}: 5,000 images."
    told = []
    build(mini_course, UNIT, tell=told.append)
    assert "DLCOURSE_DATA" in told[-1]
    (complaint,) = stale(mini_course, UNIT)
    assert "stand-in" in complaint
    runs.output = "run"
    assert build_quietly(mini_course).executed is True
    assert stale(mini_course, UNIT) == []


# Builds that fail


def broken_rule(layout: Layout, runs: Runs) -> None:
    edit(layout.source(UNIT), '"sigmoid" points=2', '"sigmoid" points=4')


def broken_file(layout: Layout, runs: Runs) -> None:
    layout.source(UNIT).write_text("import os\n", encoding="utf-8")


def failing_run(layout: Layout, runs: Runs) -> None:
    edit(layout.source(UNIT), "np.linspace(-5, 5)", "np.linspace(-4, 4)")
    runs.error = ExecutionError("ZeroDivisionError")


def too_many_bytes(layout: Layout, runs: Runs) -> None:
    edit(layout.source(UNIT), "np.linspace(-5, 5)", "np.linspace(-4, 4)")
    runs.output = "1234567 " * 25_000


FAILURES = [broken_rule, broken_file, failing_run, too_many_bytes]


@pytest.mark.parametrize("break_it", FAILURES)
@pytest.mark.parametrize("built_before", [False, True])
def test_a_build_that_fails_writes_nothing(mini_course, runs, break_it, built_before):
    if built_before:
        build_quietly(mini_course)
    before = files(mini_course)
    break_it(mini_course, runs)
    with pytest.raises((RefusedError, SourceError, ExecutionError)):
        build_quietly(mini_course)
    assert files(mini_course) == before


def test_a_notebook_above_one_megabyte_is_refused_with_its_size(mini_course, runs):
    too_many_bytes(mini_course, runs)
    with pytest.raises(RefusedError, match=r"00_mini\.py:1: .* has [\d,]{9} bytes .* 1,000,000"):
        build_quietly(mini_course)


def test_a_refusal_lists_every_problem(mini_course, runs):
    broken_rule(mini_course, runs)
    edit(mini_course.source(UNIT), '"mean_error" points=1', '"mean_error"')
    with pytest.raises(RefusedError) as caught:
        build_quietly(mini_course)
    assert len(caught.value.problems) == len(str(caught.value).splitlines()) == 2


def test_a_refusal_survives_the_way_from_one_process_to_another(mini_course):
    broken_rule(mini_course, Runs())
    with pytest.raises(RefusedError) as caught:
        build_quietly(mini_course)
    copied = pickle.loads(pickle.dumps(caught.value))
    assert (str(copied), copied.problems) == (str(caught.value), caught.value.problems)


def test_a_full_disk_leaves_the_old_files_whole(mini_course, runs, monkeypatch):
    build_quietly(mini_course)
    before = files(mini_course)
    edit(mini_course.source(UNIT), "np.linspace(-5, 5)", "np.linspace(-4, 4)")
    replace = os.replace

    def full(source: object, target: object) -> None:
        if str(target).startswith(str(mini_course.solutions.parent)):
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        build_quietly(mini_course)
    assert files(mini_course) == before


# --check


@pytest.fixture
def built(mini_course, runs) -> Layout:
    build_quietly(mini_course)
    return mini_course


def test_fresh_folders_are_fresh(built):
    assert stale(built, UNIT) == []
    assert orphans(built) == []


def test_check_writes_nothing_and_runs_nothing(built, runs):
    before = files(built)
    edit(built.source(UNIT), "np.linspace(-5, 5)", "np.linspace(-4, 4)")
    stale(built, UNIT)
    assert files(built) == before
    assert runs.count == 1


@pytest.mark.parametrize(
    "old, new, solution, release",
    [
        ("A unit with one of everything", "One of everything", True, True),
        ("np.linspace(-5, 5)", "np.linspace(-4, 4)", True, True),
        ("return 1 / (1 + np.exp(-z))", "return 0.5 * (1 + np.tanh(z / 2))", True, False),
        ("sigmoid of a matrix", "sigmoid of an array", True, False),
        ("the reference says", "says the reference", True, False),
        ('"sigmoid" points=2', '"sigmoid" points=3', True, True),
    ],
    ids=["prose", "code", "an answer", "a hidden test", "a model answer", "points"],
)
def test_a_changed_source_makes_stale_what_shows_it(built, old, new, solution, release):
    edit(built.source(UNIT), old, new)
    gives = f"is not what {built.source(UNIT)} gives"
    assert stale(built, UNIT) == [
        f"{path} {gives}"
        for path, changed in ((built.solution(UNIT), solution), (built.released(UNIT), release))
        if changed
    ]


def test_a_missing_notebook_is_named(built):
    built.solution(UNIT).unlink()
    built.released(UNIT).unlink()
    assert stale(built, UNIT) == [
        f"{built.solution(UNIT)} is missing",
        f"{built.released(UNIT)} is missing",
    ]


def test_a_broken_notebook_is_named(built):
    built.solution(UNIT).write_text("<<<<<<< ours", encoding="utf-8")
    assert stale(built, UNIT) == [f"{built.solution(UNIT)} cannot be read as a notebook"]


@pytest.mark.parametrize(
    "old, new",
    [
        ("sigmoid of zeros", "sigmoid of naught"),
        ('"points": 2', '"points": 3'),
        ('"locked": true', '"locked": false'),
        ('"execution_count": null', '"execution_count": 1'),
        (' "cells": [', '  "cells": ['),
    ],
    ids=["source", "points", "lock", "execution", "a blank"],
)
def test_a_student_notebook_edited_by_hand_is_stale(built, old, new):
    edit(built.released(UNIT), old, new)
    assert stale(built, UNIT) == [f"{built.released(UNIT)} is not what {built.source(UNIT)} gives"]


@pytest.mark.parametrize("change", ["source", "order", "metadata", "tags"])
def test_a_reference_notebook_edited_by_hand_is_stale(built, change):
    notebook = json.loads(built.solution(UNIT).read_text(encoding="utf-8"))
    if change == "source":
        notebook["cells"][1]["source"].append("\nx = 1")
    elif change == "order":
        notebook["cells"].reverse()
    elif change == "metadata":
        notebook["metadata"]["dlcourse"]["unit"] = "01_other"
    else:
        notebook["cells"][1]["metadata"]["tags"] = ["skip-execution"]
    built.solution(UNIT).write_text(json.dumps(notebook), encoding="utf-8")
    assert stale(built, UNIT) == [f"{built.solution(UNIT)} is not what {built.source(UNIT)} gives"]


def test_a_folder_without_a_source_is_an_orphan(built):
    for top in (built.solutions, built.release):
        (top / "09_gone").mkdir()
        (top / ".ipynb_checkpoints").mkdir()
    assert orphans(built) == [
        f"{top / '09_gone'} has no source in {built.course}"
        for top in (built.solutions, built.release)
    ]


# With a kernel


@pytest.mark.slow
def test_a_build_runs_every_cell_and_keeps_outputs_until_the_code_changes(mini_course):
    said: list[str] = []
    assert build(mini_course, UNIT, tell=said.append).executed is True
    notebook = nbformat.read(mini_course.solution(UNIT), as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    (picture,) = [o for cell in code for o in cell.outputs if o.output_type == "display_data"]
    assert picture.data["image/png"]
    assert stale(mini_course, UNIT) == []

    assert build(mini_course, UNIT, tell=said.append).executed is False
    edit(mini_course.source(UNIT), "z_axis = np.linspace(-5, 5)", 'print("a new line")')
    edit(mini_course.source(UNIT), "plt.plot(z_axis, sigmoid(z_axis))\nplt.show()", "print(2)")
    assert build(mini_course, UNIT, tell=said.append).executed is True
    assert "a new line\n2\n" in printed(mini_course)
    assert len(said) == 2


@pytest.mark.slow
def test_a_reference_that_raises_is_refused_with_its_cell_and_error(mini_course):
    edit(mini_course.source(UNIT), "np.linspace(-5, 5)", "1 / 0")
    with pytest.raises(ExecutionError, match=r"(?s)z_axis = 1 / 0.*ZeroDivisionError"):
        build(mini_course, UNIT, tell=lambda line: None)
    assert files(mini_course) == {}
