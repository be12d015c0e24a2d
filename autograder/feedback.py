"""Draws each student's feedback: their cells, the marks, what went wrong and what to look at."""

import functools
import html
import json
import re
from pathlib import Path
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from autograder.atomic import write_atomically
from autograder.records import Row
from dlcourse.outcomes import NOT_ATTEMPTED, PASSED

_FORMATTER = HtmlFormatter(nowrap=True)
_MAX_CELL = 20_000
# Coloring 20 MB of code takes minutes, and the class waits.
_MAX_COLORED = 200_000
# Over such a stretch pygments goes again from each of its characters.
_SLOW = re.compile(r"\s{200}|[^\n]{2000}")
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem;
       color: #1a1a1a; background: #fff; }
table { border-collapse: collapse; } th, td { padding: .3rem .8rem; border-bottom: 1px solid #ccc;
       text-align: left; } td.points { text-align: right; }
pre { background: #f6f6f6; padding: .7rem; overflow-x: auto; border-left: 4px solid #ccc; }
pre.output { background: #fff; color: #444; }
.result { padding: .5rem .8rem; margin: .5rem 0; border-left: 6px solid; white-space: pre-wrap; }
.passed { border-color: #009E73; background: #eef8f4; }
.failed { border-color: #D55E00; background: #fdf1e8; }
.empty { border-color: #777; background: #f2f2f2; }
""" + HtmlFormatter().get_style_defs("pre")
# Nothing on the page may run: neither the student's output nor anything it links to.
NOTHING_RUNS = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
)


def write_feedback(
    path: Path, rows: list[Row], notebook: str, penalty: float = 0.0, *, durable: bool = True
) -> None:
    """Write one student's page.

    Parameters
    ----------
    path : Path
        The HTML file.
    rows : list of Row
        The student's rows, at least one.
    notebook : str
        The graded notebook as JSON; empty if the file could not be read.
    penalty : float
        Points lost for handing in late.
    durable : bool
        As for :func:`~autograder.atomic.write_atomically`.
    """
    student, unit = rows[0].student, rows[0].unit
    before, maximum = sum(row.points for row in rows), sum(row.maximum for row in rows)
    points = max(0.0, before - penalty)
    body = [f"<h1>{_text(unit)}</h1>", f"<p>{_text(student)}: <b>{points:g} of {maximum:g}</b></p>"]
    if penalty:
        body.append(f"<p>{before:g} points, {penalty:g} less for handing in late.</p>")
    body.append(_overview(rows))
    body += _cells(rows, notebook) if notebook else [_no_notebook(rows[0])]
    write_atomically(
        path,
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"{NOTHING_RUNS}"
        f"<title>{_text(unit)}: {_text(student)}</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(body)}</body></html>\n",
        durable=durable,
    )


def _text(value: str) -> str:
    return html.escape(value)


def _overview(rows: list[Row]) -> str:
    lines = "".join(
        f'<tr><td><a href="#{_text(row.test)}">{_text(row.test)}</a></td>'
        f'<td class="points">{row.points:g}/{row.maximum:g}</td><td>{_text(row.verdict)}</td></tr>'
        for row in rows
    )
    return f"<table><tr><th>check</th><th>points</th><th>result</th></tr>{lines}</table>"


def _cells(rows: list[Row], notebook: str) -> list[str]:
    """Draw the student's code in order; where a check stands, its result."""
    results = {row.test: row for row in rows}
    parts = ["<h2>Your notebook</h2>"]
    left = _MAX_COLORED
    for cell in json.loads(notebook)["cells"]:
        grading = cell["metadata"].get("nbgrader", {})
        source = "".join(cell["source"])
        if grading.get("grade_id") in results:
            parts.append(_result(results[grading["grade_id"]]))
        elif cell["cell_type"] == "code" and source.strip():
            shown = source[:_MAX_CELL]
            left -= len(shown)
            code = _code(shown) if left >= 0 else _text(shown)
            parts.append(f"<pre>{code}</pre>{_outputs(cell)}")
        elif grading.get("solution") and source.strip():
            parts.append(f'<pre class="output">{_text(source[:_MAX_CELL])}</pre>')
    return parts


# A class shares the cells that are given.
@functools.lru_cache(maxsize=512)
def _code(source: str) -> str:
    if _SLOW.search(source):
        return _text(source)
    colored: str = highlight(source, PythonLexer(), _FORMATTER)
    return colored


def _outputs(cell: dict[str, Any]) -> str:
    texts = []
    for output in cell["outputs"]:
        if output["output_type"] == "stream":
            texts.append("".join(output["text"]))
        elif output["output_type"] == "error":
            texts.append(f"{output['ename']}: {output['evalue']}")
    shown = _text("\n".join(texts)[:_MAX_CELL])
    return f'<pre class="output">{shown}</pre>' if shown else ""


def _no_notebook(row: Row) -> str:
    return f'<div class="result failed">{_text(row.message)}</div>'


def _result(row: Row) -> str:
    style = {PASSED: "passed", NOT_ATTEMPTED: "empty"}.get(row.verdict, "failed")
    message = row.message or "All checks passed."
    return (
        f'<div class="result {style}" id="{_text(row.test)}"><b>{_text(row.test)}</b>: '
        f"{row.points:g} of {row.maximum:g}<br>{_text(message)}</div>"
    )
