"""Draws a graded class as one self-contained HTML page."""

import base64
import html
import io
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from autograder.atomic import write_atomically
from autograder.feedback import NOTHING_RUNS
from autograder.records import NO_PENALTIES, Row, by_exercise, format_penalty, totals
from autograder.timing import STEPS, Seconds, mean_seconds
from dlcourse.outcomes import MISSING, NOT_ATTEMPTED, PASSED, TIMEOUT, UNREADABLE

# Not mistakes: there is no answer to look at.
_NO_ANSWER = (NOT_ATTEMPTED, UNREADABLE)

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
       color: #1a1a1a; background: #fff; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid #ccc; text-align: right;
         vertical-align: bottom; }
th:first-child, td:first-child, .text { text-align: left; white-space: nowrap; }
.long { text-align: left; white-space: normal; }
.marks th:not(:first-child) { writing-mode: vertical-rl; transform: rotate(180deg);
                              text-align: left; padding: .6rem .2rem; }
img { max-width: 100%; }
.low { background: #fde7d9; }
"""


def write_report(
    path: Path,
    unit: str,
    rows: Sequence[Row],
    seconds: Mapping[str, Seconds],
    *,
    penalties: Mapping[str, float] = NO_PENALTIES,
    notes: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write the report of a class.

    Parameters
    ----------
    path : Path
        The HTML file.
    unit : str
        The unit's name, for the title.
    rows : sequence of Row
        At least one.
    seconds : mapping
        Where the time went, for each student by step.
    penalties : mapping of str to float
        What a student loses for handing in late; the marks are those after it.
    notes : mapping of str to str
        For the instructor, about a student's submission.
    """
    marks = totals(rows, penalties)
    shares = _shares(rows)
    body = [
        f"<h1>{html.escape(unit)}</h1>",
        f"<p>{len(marks)} submissions, mean {_mean_percent(marks):.0f} % of "
        f"{next(iter(marks.values()))[1]:g} points.</p>",
        _picture(_draw_marks(marks), "Distribution of marks"),
        _picture(_draw_shares(shares), "Share of points reached per exercise"),
        "<h2>Marks</h2>",
        _marks_table(rows, penalties),
        "<h2>What went wrong most often</h2>",
        _messages_table(rows),
        "<h2>Checks</h2>",
        _checks_table(rows),
        "<h2>Time</h2>",
        _time(seconds),
        "<h2>Submissions that need a person</h2>",
        _attention(rows, notes),
    ]
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{NOTHING_RUNS}'
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


def _marks_table(rows: Sequence[Row], penalties: Mapping[str, float]) -> str:
    exercises = list(dict.fromkeys(row.exercise for row in rows))
    table = by_exercise(rows)
    head = "".join(f"<th>{html.escape(name)}</th>" for name in exercises)
    late = any(penalties.values())
    head += "<th>late</th>" if late else ""
    lines = []
    for student, (points, maximum) in totals(rows, penalties).items():
        cells = "".join(_mark_cell(*table[student].get(name, (0.0, 0.0))) for name in exercises)
        cells += f"<td>{format_penalty(penalties.get(student, 0.0))}</td>" if late else ""
        lines.append(
            f"<tr><td>{html.escape(student)}</td>{cells}<td><b>{points:g}/{maximum:g}</b></td></tr>"
        )
    return (
        f'<div class="wide"><table class="marks"><tr><th>student</th>{head}<th>total</th></tr>'
        f"{''.join(lines)}</table></div>"
    )


def _mark_cell(points: float, maximum: float) -> str:
    style = ' class="low"' if points < maximum else ""
    return f"<td{style}>{points:g}/{maximum:g}</td>"


def _messages_table(rows: Sequence[Row]) -> str:
    """List the most frequent messages; a student counts once for each."""
    mistakes = {
        (row.exercise, row.verdict, row.message, row.student)
        for row in rows
        if row.verdict not in (PASSED, *_NO_ANSWER)
    }
    counts = Counter(mistake[:3] for mistake in mistakes)
    if not counts:
        return "<p>Nothing: every answer passed.</p>"
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    lines = "".join(
        f"<tr><td>{count}</td><td class='text'>{html.escape(exercise)}</td>"
        f"<td class='text'>{html.escape(verdict)}</td>"
        f"<td class='long'>{html.escape(text)}</td></tr>"
        for (exercise, verdict, text), count in ordered[:15]
    )
    return (
        "<table><tr><th>students</th><th class='text'>exercise</th><th class='text'>verdict</th>"
        f"<th class='long'>message</th></tr>{lines}</table>"
    )


def _checks_table(rows: Sequence[Row]) -> str:
    """Show for each test cell who passed, and whether it tells strong from weak students."""
    marks = totals(rows)
    lines = []
    for test in dict.fromkeys(row.test for row in rows):
        mine = [row for row in rows if row.test == test]
        verdicts = Counter(row.verdict for row in mine)
        told = discrimination(
            [row.points for row in mine], [marks[row.student][0] - row.points for row in mine]
        )
        lines.append(
            f"<tr><td>{html.escape(test)}</td><td>{verdicts[PASSED]}/{len(mine)}</td>"
            f"<td>{'–' if told is None else f'{told:.2f}'}</td>"
            f"<td class='long'>{html.escape(_counted(verdicts))}</td></tr>"
        )
    return (
        "<p>Discrimination is the correlation between the points of a check and those of all "
        "other checks: near 1, it tells strong from weak; near 0 or below, look at it.</p>"
        "<table><tr><th>check</th><th>passed</th><th>discrimination</th>"
        f"<th class='long'>verdicts</th></tr>{''.join(lines)}</table>"
    )


def _counted(verdicts: Counter[str]) -> str:
    return ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())


def discrimination(points: Sequence[float], rest: Sequence[float]) -> float | None:
    """Correlate one check's points with the points of the others.

    Returns
    -------
    float or None
        From −1 to 1; None if all students are alike in one of the two.
    """
    try:
        return statistics.correlation(points, rest)
    except statistics.StatisticsError:
        return None


def _time(seconds: Mapping[str, Seconds]) -> str:
    """Show where the time went, and which submissions took longest."""
    means = mean_seconds(seconds.values())
    lines = "".join(
        f"<tr><td>{html.escape(words)}</td><td>{means[step]:.3f}</td></tr>"
        for step, words in STEPS.items()
    )
    run = [student for student in seconds if seconds[student]]
    slowest = sorted(run, key=lambda student: -sum(seconds[student].values()))[:5]
    listed = ", ".join(f"{html.escape(s)} {sum(seconds[s].values()):.1f} s" for s in slowest)
    return (
        "<table><tr><th>step</th><th>mean seconds a submission</th></tr>"
        f"{lines}<tr><td><b>in all</b></td><td><b>{sum(means.values()):.3f}</b></td></tr></table>"
        f"<p>Longest: {listed}.</p>"
    )


def _attention(rows: Sequence[Row], notes: Mapping[str, str]) -> str:
    odd = {
        row.student: f"{row.verdict}: {row.message}"
        for row in rows
        if row.verdict in (UNREADABLE, MISSING, TIMEOUT)
    }
    for student, note in notes.items():
        odd[student] = f"{odd[student]}; {note}" if student in odd else note
    if not odd:
        return "<p>None.</p>"
    lines = "".join(
        f"<li><b>{html.escape(student)}</b>: {html.escape(text)}</li>"
        for student, text in odd.items()
    )
    return f"<ul>{lines}</ul>"
