"""A student's first hour with a unit, in a real JupyterLab and a real browser.

The pictures that are taken on the way go to the folder that DLCOURSE_SCREENSHOTS names.
"""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest
from autograder.layout import Layout
from autograder.source import Cell, read_unit
from dlcourse.notebooks import grade_id

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium"),
]

ROOT = Path(__file__).parents[2]
LAYOUT = Layout.at(ROOT)
UNIT = "04_generalized_perceptron"
PATIENCE = 300_000  # milliseconds: a slow computer is no failure
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
# JupyterLab leaves cells out of the page that are not in sight; here every cell has to be there.
ALL_CELLS = '{"windowingMode": "none"}'


@dataclass
class Student:
    """Somebody who works on the unit's notebook, and takes a picture after every step."""

    page: "playwright.Page"
    pictures: Path
    notebook: nbformat.NotebookNode
    taken: list[str] = field(default_factory=list)

    def cell(self, index: int) -> "playwright.Locator":
        """Find a cell by its place in the notebook."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index)

    def output(self, index: int) -> "playwright.Locator":
        return self.cell(index).locator(".jp-Cell-outputWrapper")

    def place(self, name: str) -> int:
        """Find the place of an exercise or a test cell."""
        return [grade_id(cell) for cell in self.notebook.cells].index(name)

    def menu(self, menu: str, entry: str) -> None:
        self.page.get_by_role("menuitem", name=menu, exact=True).click()
        self.page.get_by_role("menuitem", name=re.compile(f"^{entry}")).click()

    def wait_until_idle(self) -> None:
        """Wait until the kernel has nothing left to do and no cell waits for it."""
        playwright.expect(self.page.locator(".jp-InputPrompt", has_text="[*]")).to_have_count(0)
        self.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()

    def run(self, index: int) -> None:
        """Run one cell as students do."""
        self.cell(index).locator(".jp-InputArea-editor").click()
        self.page.keyboard.press("Control+Enter")
        playwright.expect(self.cell(index).locator(".jp-InputPrompt")).to_have_text(
            re.compile(r"\[\d+\]")
        )

    def replace_text(self, index: int, text: str) -> None:
        self.cell(index).locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def take_picture(self, name: str) -> None:
        self.taken.append(name)
        self.page.screenshot(path=self.pictures / f"{len(self.taken):02}-{name}.png")


@pytest.fixture(scope="module")
def student(tmp_path_factory, run_jupyter, clean_environment) -> Iterator[Student]:
    """Open the student notebook in JupyterLab as ``make lab`` runs it."""
    top = tmp_path_factory.mktemp("lab")
    shutil.copytree(LAYOUT.released(UNIT).parent, top / "release" / UNIT)
    environment = clean_environment(top / "home", ROOT / "lib" / "jupyter")
    environment |= {"DLCOURSE_OFFLINE": "1", "DLCOURSE_QUICK": "1", "OMP_NUM_THREADS": "2"}
    settings = Path(environment["JUPYTER_CONFIG_DIR"], "lab/user-settings/@jupyterlab")
    (settings / "notebook-extension").mkdir(parents=True)
    (settings / "notebook-extension" / "tracker.jupyterlab-settings").write_text(ALL_CELLS)
    pictures = Path(os.environ.get("DLCOURSE_SCREENSHOTS") or top / "pictures")
    pictures.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.read(LAYOUT.released(UNIT), as_version=4)
    with (
        run_jupyter(top / "release", environment) as server,
        playwright.sync_playwright() as driver,
    ):
        browser = driver.chromium.launch_persistent_context(
            top / "profile",
            executable_path=CHROMIUM,
            args=FLAGS.split(),
            viewport={"width": 1280, "height": 900},
        )
        try:
            playwright.expect.set_options(timeout=PATIENCE)
            browser.set_default_timeout(PATIENCE)
            page = browser.pages[0]
            page.goto(f"{server.url}lab/tree/{UNIT}/{UNIT}.ipynb?token={server.token}")
            yield Student(page, pictures, notebook)
        finally:
            browser.close()


def answers_above(student: Student, index: int) -> list[Cell]:
    """Give the reference's exercise cells that stand above a place of the notebook."""
    exercises = read_unit(LAYOUT.source(UNIT)).exercises
    return [cell for cell in exercises if student.place(cell.name) < index]


def first_widget(student: Student) -> int:
    """Find the first cell with a widget."""
    sources = [cell.source for cell in student.notebook.cells]
    return next(i for i, source in enumerate(sources) if re.search(r"(?m)^explore\(", source))


def test_a_student_opens_the_notebook(student):
    student.wait_until_idle()
    playwright.expect(student.page.locator(".jp-Notebook .jp-Cell")).to_have_count(
        len(student.notebook.cells)
    )
    student.take_picture("opened")


def test_an_exercise_that_is_not_attempted_says_so(student):
    student.menu("Run", "Run All Cells")
    first = answers_above(student, len(student.notebook.cells))[0]
    test = student.place(f"{first.name}_test_1")
    playwright.expect(student.output(test)).to_contain_text("Not attempted yet")
    student.wait_until_idle()
    student.output(test).scroll_into_view_if_needed()
    student.take_picture("not-attempted")


def test_a_wrong_answer_is_told_its_likely_mistake(student):
    first = answers_above(student, len(student.notebook.cells))[0]
    stub = student.notebook.cells[student.place(first.name)].source
    wrong = re.sub(r"raise NotImplementedError\(.*\)", "pass", stub)
    student.replace_text(student.place(first.name), wrong)
    student.run(student.place(first.name))
    test = student.place(f"{first.name}_test_1")
    student.run(test)
    playwright.expect(student.output(test)).to_contain_text("return")
    student.take_picture("wrong-answer")


def test_right_answers_pass_their_checks(student):
    for exercise in answers_above(student, first_widget(student)):
        student.replace_text(student.place(exercise.name), exercise.source)
        student.run(student.place(exercise.name))
        test = student.place(f"{exercise.name}_test_1")
        student.run(test)
        playwright.expect(student.output(test)).to_contain_text("✓")
        playwright.expect(student.output(test)).not_to_contain_text("Error")
        student.take_picture(f"right-{exercise.name}")


def test_a_widget_answers_to_the_keyboard(student):
    widget = first_widget(student)
    student.cell(widget).click()
    student.menu("Run", "Run All Above Selected Cell")
    student.wait_until_idle()
    student.run(widget)
    picture = student.output(widget).locator("img").first
    picture.wait_for()
    before = picture.get_attribute("src")
    picture.scroll_into_view_if_needed()
    student.take_picture("widget-before")
    student.output(widget).get_by_role("slider").first.press("ArrowRight")
    playwright.expect(picture).not_to_have_attribute("src", before)
    student.take_picture("widget-after")


def test_the_cells_above_ran_without_errors_and_warnings(student):
    above = [student.output(index) for index in range(first_widget(student))]
    assert not [output.inner_text() for output in above if is_frightening(output)]


def is_frightening(output: "playwright.Locator") -> bool:
    """Whether an output has a part on stderr, or an error."""
    return output.locator("[data-mime-type*=stderr], [data-mime-type*=error]").count() > 0


def test_validate_names_the_checks_that_still_fail(student):
    student.page.get_by_role("button", name="Validate").click()
    dialog = student.page.locator(".jp-Dialog", has_text="Validation Results")
    playwright.expect(dialog).to_contain_text("Not attempted yet")
    answered = answers_above(student, first_widget(student))
    said = dialog.inner_text()
    student.take_picture("validated")
    for exercise in answered:
        check = student.notebook.cells[student.place(f"{exercise.name}_test_1")].source
        assert check.splitlines()[-1] not in said.splitlines()
    dialog.get_by_role("button", name="Ok").click()
