"""Feedback and report in a real browser: whatever students wrote, nothing runs and nothing loads.

The pictures that are taken on the way go to the folder that DLCOURSE_SCREENSHOTS names.
"""

import os
import shutil
from pathlib import Path

import nbformat
import pytest

from autograder.feedback import write_feedback
from autograder.records import Row
from autograder.report import write_report

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium"),
]

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)></svg>"
    "</pre></style><iframe srcdoc='<script>parent.alert(4)</script>'></iframe>"
    "<link rel=stylesheet href='http://127.0.0.1:9/x.css'><meta http-equiv=refresh content='0;x'>"
)
TEST = "scale_test_1"


def hostile_notebook() -> str:
    code, text = nbformat.v4.new_code_cell(HOSTILE), nbformat.v4.new_markdown_cell(HOSTILE)
    code.outputs = [
        nbformat.v4.new_output("stream", text=HOSTILE),
        nbformat.v4.new_output("error", ename=HOSTILE, evalue=HOSTILE, traceback=[HOSTILE]),
        nbformat.v4.new_output("display_data", {"text/html": HOSTILE, "image/svg+xml": HOSTILE}),
    ]
    test = nbformat.v4.new_code_cell("pass")
    test.metadata["nbgrader"] = {"grade_id": TEST}
    text.metadata["nbgrader"] = {"grade_id": "why", "solution": True}
    return nbformat.writes(nbformat.v4.new_notebook(cells=[code, test, text]))


def rows(student: str, verdict: str) -> list[Row]:
    points = 2.0 if verdict == "passed" else 0.0
    return [Row(student, "00_unit", "scale", TEST, points, 2.0, verdict, HOSTILE)]


@pytest.mark.parametrize("kind", ["feedback", "report"])
def test_nothing_that_students_wrote_runs_or_loads(tmp_path: Path, kind: str) -> None:
    page_file = tmp_path / f"{kind}.html"
    if kind == "feedback":
        write_feedback(page_file, rows(HOSTILE, "failed"), hostile_notebook())
    else:
        everyone = [*rows(HOSTILE, "failed"), *rows("ada", "passed"), *rows("kurt", "timeout")]
        write_report(page_file, "00_unit", everyone, {"ada": {"cells": 1.0}})
    dialogs: list[str] = []
    loaded: list[str] = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 1400})
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: loaded.append(request.url))
        page.goto(page_file.as_uri())
        page.wait_for_timeout(300)
        assert page.locator("script, iframe, svg, link").count() == 0
        assert "<script>alert(1)</script>" in page.locator("body").inner_text()
        if os.environ.get("DLCOURSE_SCREENSHOTS"):
            page.screenshot(path=Path(os.environ["DLCOURSE_SCREENSHOTS"]) / f"hostile-{kind}.png")
        browser.close()
    assert dialogs == []
    assert [url for url in loaded if not url.startswith(("data:", page_file.as_uri()))] == []
