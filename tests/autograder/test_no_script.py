"""Formgrader draws students' text where the instructor is logged in: nothing in it may run."""

import re
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell
from nbgrader.server_extensions.formgrader import handlers

from autograder.layout import Layout, nbgrader_config

RUNS = re.compile(r"<[^>]*alert|alert\([^<]*</script|href=\"[^\"]*script:|<i?frame|<svg", re.I)
NAMES = "base_url submission_id notebook_id assignment_id mathjax_url last_name first_name".split()


def page(tmp_path: Path, text: str) -> str:
    """Draw a notebook as formgrader does, with the settings that ``make formgrader`` uses."""
    config = nbgrader_config(Layout.at(tmp_path))
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    output = new_output("error", ename=text, evalue=text, traceback=[text])
    stream = new_output("stream", text=text)
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [
        new_markdown_cell(text),
        new_raw_cell(text),
        new_code_cell(text, outputs=[output, stream]),
    ]
    resources = dict.fromkeys(NAMES, "") | {"index": 0, "total": 1, "notebook_path": ""}
    html: str = HTMLExporter(config=config).from_notebook_node(notebook, resources=resources)[0]
    return html[html.index("</head>") :]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<IFRAME srcdoc='&lt;script>alert(1)</script>'></IFRAME>",
        "<svg\nonload=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JavaScript\\:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](javascript&colon;alert(1))",
        "[a]\n\n[a]: vbscript:alert(1)",
        "<javascript:alert(1)>",
        "<<script>script>alert(1)</script>",
    ],
)
def test_nothing_runs(tmp_path: Path, text: str) -> None:
    drawn = page(tmp_path, text)
    assert "alert" in drawn
    assert not RUNS.search(drawn)


def test_text_of_any_kind_brings_no_tags(tmp_path: Path) -> None:
    """A cell of raw text would lie over the page, or ask a server who looks at it."""
    drawn = page(tmp_path, '<div style="position: fixed; inset: 0"><img src="//example.org/x">')
    assert "position: fixed" in drawn
    assert not re.search(r"<(div|img)[^>]*(position: fixed|example)", drawn)


def test_text_formulas_and_tables_stay(tmp_path: Path) -> None:
    text = "> a < b & **c** $x<1$\n\n| d | e |\n|---|---|\n| 1 | 2 |\n\n[f](https://example.org)"
    drawn = page(tmp_path, text)
    for wanted in (
        "<blockquote>",
        "<strong>c</strong>",
        "<td>1</td>",
        'href="https://example.org"',
    ):
        assert wanted in drawn
