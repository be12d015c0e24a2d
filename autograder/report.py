"""Draws a graded class as one self-contained HTML page."""

import base64
import html
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from autograder.atomic import write_atomically
from autograder.records import Row, by_exercise, totals
from dlcourse.outcomes import PASSED

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
       color: #1a1a1a; background: #fff; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { padding: .3rem .7rem; border-bottom: 1px solid #ccc; text-align: right; }
th:first-child, td:first-child, td.text { text-align: left; }
img { max-width: 100%; }
.low { background: #fde7d9; }
"""


def write_report(path: Path, unit: str, rows: Sequence[Row]) -> None:
    """Write the report of a class.

    Parameters
    ----------
    path : Path
        The HTML file.
    unit : str
        The unit's name, for the title.
    rows : sequence of Row
        At least one.
    """
    marks = totals(rows)
    shares = _shares(rows)
    body = [
        f"<h1>{html.escape(unit)}</h1>",
        f"<p>{len(marks)} submissions, mean {_mean_percent(marks):.0f} % of "
        f"{next(iter(marks.values()))[1]:g} points.</p>",
        _picture(_draw_marks(marks), "Distribution of marks"),
        _picture(_draw_shares(shares), "Share of points reached per exercise"),
        "<h2>Marks</h2>",
        _marks_table(rows),
        "<h2>What went wrong most often</h2>",
        _messages_table(rows),
        "<h2>Submissions that need a person</h2>",
        _attention(rows),
    ]
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{html.escape(unit)}: class report</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(body)}</body></html>\n"
    )
    write_atomically(path, page)


def _mean_percent(marks: dict[str, tuple[float, float]]) -> float:
    return 100 * sum(points / maximum for points, maximum in marks.values()) / len(marks)


def _shares(rows: Sequence[Row]) -> dict[str, float]:
    """Share of the points that the class reached, per exercise."""
    shares = {}
    for exercise in dict.fromkeys(row.exercise for row in rows):
        mine = [row for row in rows if row.exercise == exercise]
        shares[exercise] = sum(r.points for r in mine) / sum(r.maximum for r in mine)
    return shares


def _draw_marks(marks: dict[str, tuple[float, float]]) -> bytes:
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    maximum = next(iter(marks.values()))[1]
    figure = Figure(figsize=(7, 3), layout="constrained")
    axes = figure.subplots()
    bins = min(int(maximum) + 1, 20)
    values = [points for points, _ in marks.values()]
    axes.hist(values, bins=bins, range=(0, maximum), color="#0072B2", edgecolor="white")
    axes.set(xlabel=f"points (of {maximum:g})", ylabel="students", title="Distribution of marks")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    return _png(figure)


def _draw_shares(shares: dict[str, float]) -> bytes:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 1 + 0.4 * len(shares)), layout="constrained")
    axes = figure.subplots()
    names = list(shares)
    bars = axes.barh(names, [100 * share for share in shares.values()], color="#009E73")
    axes.bar_label(bars, fmt="%.0f %%", padding=3)
    axes.invert_yaxis()
    axes.set(xlim=(0, 112), xlabel="points reached in %", title="Points reached per exercise")
    return _png(figure)


def _png(figure: object) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110)  # type: ignore[attr-defined]
    return buffer.getvalue()


def _picture(png: bytes, alt: str) -> str:
    data = base64.b64encode(png).decode()
    return f'<p><img src="data:image/png;base64,{data}" alt="{html.escape(alt)}"></p>'


def _marks_table(rows: Sequence[Row]) -> str:
    exercises = list(dict.fromkeys(row.exercise for row in rows))
    table = by_exercise(rows)
    head = "".join(f"<th>{html.escape(name)}</th>" for name in exercises)
    lines = []
    for student, (points, maximum) in totals(rows).items():
        cells = "".join(_mark_cell(*table[student].get(name, (0.0, 0.0))) for name in exercises)
        lines.append(
            f"<tr><td>{html.escape(student)}</td>{cells}<td><b>{points:g}/{maximum:g}</b></td></tr>"
        )
    return f"<table><tr><th>student</th>{head}<th>total</th></tr>{''.join(lines)}</table>"


def _mark_cell(points: float, maximum: float) -> str:
    style = ' class="low"' if points < maximum else ""
    return f"<td{style}>{points:g}/{maximum:g}</td>"


def _messages_table(rows: Sequence[Row]) -> str:
    counts = Counter(
        (row.exercise, row.verdict, row.message) for row in rows if row.verdict != PASSED
    )
    if not counts:
        return "<p>Nothing: everyone passed everything.</p>"
    lines = "".join(
        f"<tr><td>{count}</td><td class='text'>{html.escape(exercise)}</td>"
        f"<td class='text'>{html.escape(verdict)}</td>"
        f"<td class='text'>{html.escape(text)}</td></tr>"
        for (exercise, verdict, text), count in counts.most_common(15)
    )
    return (
        "<table><tr><th>times</th><th>exercise</th><th>verdict</th><th>message</th></tr>"
        f"{lines}</table>"
    )


def _attention(rows: Sequence[Row]) -> str:
    odd = {
        row.student: f"{row.verdict}: {row.message}"
        for row in rows
        if row.verdict in ("unreadable", "missing", "timeout")
    }
    if not odd:
        return "<p>None.</p>"
    lines = "".join(
        f"<li><b>{html.escape(student)}</b>: {html.escape(text)}</li>"
        for student, text in odd.items()
    )
    return f"<ul>{lines}</ul>"
