"""A student's first hour with a unit, in a real JupyterLab and a real browser.

The pictures that are taken on the way go to the folder that DLCOURSE_SCREENSHOTS names.
"""

import os
import re
import shutil
from collections.abc import Iterator
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


class Desk:
    """The unit's notebook in JupyterLab: what a student does with it, and sees."""

    def __init__(self, page: "playwright.Page", pictures: Path) -> None:
        self.page = page
        self.notebook = nbformat.read(LAYOUT.released(UNIT), as_version=4)
        self._pictures = pictures
        self._taken = 0

    def place(self, name: str) -> int:
        """Find the place of an exercise or a test cell in the notebook."""
        return [grade_id(cell) for cell in self.notebook.cells].index(name)

    def cell(self, index: int) -> "playwright.Locator":
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index)

    def output(self, index: int) -> "playwright.Locator":
        return self.cell(index).locator(".jp-Cell-outputWrapper")

    def alarming(self, index: int) -> "playwright.Locator":
        """Find what a cell shows in red: errors, and warnings on stderr."""
        return self.output(index).locator("[data-mime-type$=error], [data-mime-type$=stderr]")

    def menu(self, menu: str, entry: str) -> None:
        self.page.get_by_role("menuitem", name=menu, exact=True).click()
        self.page.get_by_role("menuitem", name=re.compile(f"^{entry}")).click()

    def wait_until_idle(self) -> None:
        """Wait until the kernel has nothing left to do, and no cell waits for it."""
        playwright.expect(self.page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
        waiting = self.page.locator(".jp-InputPrompt", has_text="[*]")
        playwright.expect(waiting).to_have_count(0)

    def run(self, index: int) -> None:
        """Run one cell as students do, and wait for the number in front of it."""
        self.cell(index).locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        prompt = self.cell(index).locator(".jp-InputPrompt")
        playwright.expect(prompt).to_have_text(re.compile(r"\[\d+\]"))

    def replace_text(self, index: int, text: str) -> None:
        self.cell(index).locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def take_picture(self, name: str, index: int | None = None) -> None:
        """Save what is on the screen; a cell's output, if one is named, is in sight then."""
        if index is not None:
            self.output(index).evaluate("output => output.scrollIntoView({block: 'end'})")
        self._taken += 1
        self.page.screenshot(path=self._pictures / f"{self._taken:02}-{name}.png")


@pytest.fixture
def desk(tmp_path, run_jupyter, clean_environment) -> Iterator[Desk]:
    """Open the student notebook in JupyterLab as ``make lab`` runs it."""
    shutil.copytree(LAYOUT.released(UNIT).parent, tmp_path / "release" / UNIT)
    environment = clean_environment(tmp_path / "home", ROOT / "lib" / "jupyter")
    environment |= {"DLCOURSE_OFFLINE": "1", "DLCOURSE_QUICK": "1", "OMP_NUM_THREADS": "2"}
    settings = Path(environment["JUPYTER_CONFIG_DIR"], "lab", "user-settings", "@jupyterlab")
    (settings / "notebook-extension").mkdir(parents=True)
    (settings / "notebook-extension" / "tracker.jupyterlab-settings").write_text(ALL_CELLS)
    pictures = Path(os.environ.get("DLCOURSE_SCREENSHOTS") or tmp_path / "pictures")
    pictures.mkdir(parents=True, exist_ok=True)
    playwright.expect.set_options(timeout=PATIENCE)
    with (
        run_jupyter(tmp_path / "release", environment) as server,
        playwright.sync_playwright() as driver,
    ):
        browser = driver.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=CHROMIUM,
            args=FLAGS.split(),
            viewport={"width": 1280, "height": 900},
        )
        try:
            browser.set_default_timeout(PATIENCE)
            page = browser.pages[0]
            page.goto(f"{server.url}lab/tree/{UNIT}/{UNIT}.ipynb?token={server.token}")
            yield Desk(page, pictures)
        finally:
            browser.close()


def test_a_student_works_on_a_unit(desk):
    exercises = read_unit(LAYOUT.source(UNIT)).exercises
    widget = first_widget(desk)
    first, open_still = exercises[0], exercises[-1]
    answered = [cell for cell in exercises if desk.place(cell.name) < widget]

    opens_the_notebook(desk)
    sees_that_an_exercise_is_not_attempted(desk, first)
    is_told_the_mistake_in_a_wrong_answer(desk, first)
    for exercise in answered:
        sees_a_right_answer_pass(desk, exercise)
    moves_a_slider_with_the_keyboard(desk, widget)
    is_not_alarmed(desk, widget)
    validates(desk, answered, open_still)


def first_widget(desk: Desk) -> int:
    """Find the first cell with a widget."""
    sources = [cell.source for cell in desk.notebook.cells]
    return next(i for i, source in enumerate(sources) if re.search(r"(?m)^explore\(", source))


def opens_the_notebook(desk: Desk) -> None:
    desk.wait_until_idle()
    cells = desk.page.locator(".jp-Notebook .jp-Cell")
    playwright.expect(cells).to_have_count(len(desk.notebook.cells))
    desk.take_picture("opened")


def sees_that_an_exercise_is_not_attempted(desk: Desk, exercise: Cell) -> None:
    desk.menu("Run", "Run All Cells")
    test = desk.place(f"{exercise.name}_test_1")
    playwright.expect(desk.alarming(test)).to_contain_text("not attempted yet")
    desk.wait_until_idle()
    desk.take_picture("not-attempted", test)


def is_told_the_mistake_in_a_wrong_answer(desk: Desk, exercise: Cell) -> None:
    place, test = desk.place(exercise.name), desk.place(f"{exercise.name}_test_1")
    stub = desk.notebook.cells[place].source
    desk.replace_text(place, re.sub(r"raise NotImplementedError\(.*\)", "pass", stub))
    desk.run(place)
    desk.run(test)
    playwright.expect(desk.alarming(test)).to_contain_text("is a `return` missing?")
    desk.take_picture("wrong-answer", test)


def sees_a_right_answer_pass(desk: Desk, exercise: Cell) -> None:
    place, test = desk.place(exercise.name), desk.place(f"{exercise.name}_test_1")
    desk.replace_text(place, exercise.source)
    desk.run(place)
    desk.run(test)
    playwright.expect(desk.output(test)).to_contain_text("✓")
    playwright.expect(desk.alarming(test)).to_have_count(0)
    desk.take_picture(f"right-{exercise.name}", test)


def moves_a_slider_with_the_keyboard(desk: Desk, widget: int) -> None:
    desk.cell(widget).click()
    desk.menu("Run", "Run All Above Selected Cell")
    desk.wait_until_idle()
    desk.run(widget)
    picture = desk.output(widget).locator("img").first
    picture.wait_for()
    before = picture.get_attribute("src")
    desk.take_picture("slider-before", widget)
    desk.output(widget).get_by_role("slider").first.press("ArrowRight")
    playwright.expect(picture).not_to_have_attribute("src", before)
    desk.take_picture("slider-after", widget)


def is_not_alarmed(desk: Desk, end: int) -> None:
    """Nothing above is shown in red: all has run, with right answers."""
    for index in range(end + 1):
        playwright.expect(desk.alarming(index)).to_have_count(0)


def validates(desk: Desk, answered: list[Cell], open_still: Cell) -> None:
    desk.page.get_by_role("button", name="Validate").click()
    dialog = desk.page.locator(".jp-Dialog", has_text="Validation Results")
    playwright.expect(dialog).to_contain_text("not attempted yet")
    desk.take_picture("validated")
    said = dialog.inner_text()
    assert source_of_test(desk, open_still) in said
    for exercise in answered:
        assert source_of_test(desk, exercise) not in said
    dialog.get_by_role("button", name="Ok").click()


def source_of_test(desk: Desk, exercise: Cell) -> str:
    source: str = desk.notebook.cells[desk.place(f"{exercise.name}_test_1")].source
    return source
