"""What a picture shows, in words: for readers who do not see it.

Each plotting function leaves a sentence with the artist that it drew. ``alt_text`` joins the
sentences of an Axes or a Figure under its title. In a notebook the text replaces the useless
``<Figure size 640x480 with 1 Axes>`` and becomes the image's alternative text.
"""

import sys
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dlcourse.plotting._inputs import Floats, refuse
from dlcourse.plotting._style import shorten

# A sentence belongs to an artist, so that `ax.clear()` and `artist.remove()` take it away too.
_SENTENCES: WeakKeyDictionary[Artist, str] = WeakKeyDictionary()


def alt_text(axes_or_figure: Axes | Figure) -> str:
    """Say in words what a picture shows.

    Parameters
    ----------
    axes_or_figure : Axes or Figure
        Something that a plotting function returned, or any other Axes or Figure: what this
        library did not draw is described by its labels and lines.

    Returns
    -------
    str
        One or more sentences.
    """
    if isinstance(axes_or_figure, Axes):
        return _of_axes(axes_or_figure)
    if isinstance(axes_or_figure, Figure):
        return _of_figure(axes_or_figure)
    refuse("axes_or_figure", axes_or_figure, "an Axes or a Figure")


def remember(artist: Artist, sentence: str) -> None:
    """Store what an artist shows, and see to it that a notebook learns of it."""
    _SENTENCES[artist] = sentence
    announce_to_notebook()


def announce_to_notebook() -> None:
    """Let IPython, if it runs, show figures with their text alternative."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython and hasattr(ipython, "get_ipython") else None
    formatter = getattr(getattr(shell, "display_formatter", None), "mimebundle_formatter", None)
    # The inline backend sets its image formatters when it likes. A bundle is merged with what
    # they give, so the order does not matter.
    if formatter is not None and Figure not in formatter.type_printers:
        formatter.for_type(Figure, _bundle)


def number(value: float) -> str:
    """Write a number with about three digits: 0.0123, 12,345, 3.1e-09."""
    if np.isnan(value):
        return "not a number"
    if np.isinf(value):
        return "infinity" if value > 0 else "-infinity"
    if abs(value) >= 1000 or value == round(value):
        return f"{value:,.0f}" if abs(value) < 1e9 else f"{value:.3g}"
    return f"{value:.3g}"


def course(y: Floats) -> str:
    """Say how a sequence of numbers runs: "falls from 0.5 to 0.1"."""
    finite = y[np.isfinite(y)]
    if not finite.size:
        return "has no finite value"
    first, last = number(finite[0]), number(finite[-1])
    if len(finite) == 1:
        return f"is {first}"
    if first == last:
        return f"starts and ends at {first}" if np.ptp(finite) else f"stays at {first}"
    return f"{'falls' if finite[-1] < finite[0] else 'rises'} from {first} to {last}"


def _bundle(figure: Figure) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    if not figure.axes:  # IPython shows no image of an empty figure either.
        return {}, {}
    text = alt_text(figure)
    return {"text/plain": text}, {"image/png": {"alt": text}}


def _of_figure(figure: Figure) -> str:
    panels = [_of_axes(ax) for ax in figure.axes if ax.get_label() != "<colorbar>"]
    heading = _words(figure.get_suptitle())
    if not panels:
        return _headed(heading, "An empty figure.")
    if len(panels) > 1:
        numbered = " ".join(f"({place}) {text}" for place, text in enumerate(panels, start=1))
        panels = [f"{len(panels)} panels. {numbered}"]
    return _headed(heading, panels[0])


def _of_axes(ax: Axes) -> str:
    sentences = [_SENTENCES[artist] for artist in ax.get_children() if artist in _SENTENCES]
    title = _words(ax.get_title() or ax.get_title("left") or ax.get_title("right"))
    body = " ".join(dict.fromkeys(sentences)) or _of_foreign(ax)
    return _headed(title, body)


def _of_foreign(ax: Axes) -> str:
    """Describe what this library did not draw."""
    xlabel, ylabel = _words(ax.get_xlabel()), _words(ax.get_ylabel())
    against = f" of {ylabel or 'values'} against {xlabel or 'x'}" if xlabel or ylabel else ""
    parts = [_of_line(drawn) for drawn in ax.lines]
    count = sum(np.shape(collection.get_offsets())[0] for collection in ax.collections)
    parts += [f"{count} points"] if count > 1 else []
    parts += [f"{len(ax.patches)} bars or shapes"] if ax.patches else []
    parts += ["an image"] if ax.images else []
    return f"A plot{against}: {shorten(parts)}." if parts else f"A plot{against}."


def _of_line(drawn: Any) -> str:
    label = str(drawn.get_label())
    name = "a line" if label.startswith("_") else _words(label)
    try:
        y = np.asarray(drawn.get_ydata(), dtype=np.float64)
    except (TypeError, ValueError):  # dates or categories
        return name
    return f"{name} {course(y)}" if y.size else name


def _headed(title: str, body: str) -> str:
    if not title:
        return body
    return f"{title}{'' if title[-1] in '.:?!…' else '.'} {body}"


def _words(text: str) -> str:
    """Leave out the marks of a formula and line breaks."""
    plain = text.translate(str.maketrans("", "", "${}"))
    return ", ".join(line.strip() for line in plain.splitlines() if line.strip())
