"""Pictures that answer to sliders.

``explore(draw, w=slider(-2, 2, 0.5))`` calls the plain function ``draw(w=0.5)``, shows the figure
that it returns below the controls, and draws it anew whenever a control changes. Where no widgets
can be shown (a printed page, a notebook on the web), the picture of the first setting stands in.
"""

import base64
import html
import inspect
import io
import math
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
from IPython.core.getipython import get_ipython
from IPython.display import display
from IPython.utils.capture import capture_output
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dlcourse.plotting.text_alternative import alt_text

SLOW = 0.15  # seconds; a slower picture waits until the slider is let go
LABEL = {"description_width": "initial"}  # as wide as the label: it is never cut

Draw = Callable[..., Figure | Axes]


def slider(
    minimum: float,
    maximum: float,
    value: float | None = None,
    *,
    step: float | None = None,
    label: str | None = None,
    log: bool = False,
) -> Any:
    """Make a slider.

    Parameters
    ----------
    minimum, maximum : number
        The ends. With ``log=True`` too these are the true values, such as 0.001 and 10.
    value : number, optional
        The first setting; the middle by default.
    step : number, optional
        From one setting to the next. With ``log=True`` in powers of ten: 0.5 leads from 1 to 3.16.
    label : str, optional
        What stands beside the slider; the name of the argument by default.
    log : bool
        Whether the settings are spaced evenly on a logarithmic scale.

    Returns
    -------
    ipywidgets slider
        For whole numbers if all numbers given are of type int: write ``slider(0.0, 1.0)`` for a
        slider of real numbers from 0 to 1.
    """
    given = {"minimum": minimum, "maximum": maximum, "value": value, "step": step}
    optional = ("value", "step")
    numbers = {
        name: _number(number, name)
        for name, number in given.items()
        if number is not None or name not in optional
    }
    _check_range(numbers, log)
    minimum, maximum = numbers["minimum"], numbers["maximum"]
    value, step = numbers.get("value"), numbers.get("step")
    settings: dict[str, Any] = {
        "description": label or "",
        "style": LABEL,
        "layout": {"width": "26em"},
    }
    if log:
        low, high = math.log10(minimum), math.log10(maximum)
        settings |= {"min": low, "max": high, "step": step or (high - low) / 60}
        start = math.sqrt(minimum * maximum) if value is None else value
        return ipywidgets.FloatLogSlider(value=start, readout_format=".3g", **settings)
    settings |= {"min": minimum, "max": maximum}
    if all(isinstance(number, int) for number in numbers.values()):
        start = (minimum + maximum) // 2 if value is None else value
        return ipywidgets.IntSlider(value=start, step=step or 1, **settings)
    step = step or _round_step((maximum - minimum) / 100)
    middle = minimum + round((maximum - minimum) / 2 / step) * step
    start = min(round(middle, 12), maximum) if value is None else value
    shown = f".{_decimals(step)}f"
    return ipywidgets.FloatSlider(value=start, step=step, readout_format=shown, **settings)


def choice(
    options: Sequence[Any] | Mapping[str, Any],
    value: Any = None,
    *,
    label: str | None = None,
) -> Any:
    """Make a menu to choose from.

    Parameters
    ----------
    options : sequence, or dict of str and object
        What there is to choose; a dict gives each option the text that is shown for it.
    value : object, optional
        The first setting; the first option by default.
    label : str, optional
        What stands beside the menu; the name of the argument by default.

    Returns
    -------
    ipywidgets menu
    """
    if isinstance(options, (str, bytes)) or not isinstance(options, (Sequence, Mapping)):
        raise TypeError(f"options: came {options!r}, wanted a list such as ['a', 'b'], or a dict.")
    named = dict(options) if isinstance(options, Mapping) else {_name(one): one for one in options}
    if not named:
        raise ValueError("options: came none, wanted at least one to choose from.")
    if len(named) < len(options):
        raise ValueError(f"options: came {list(options)}, wanted each of them only once.")
    if value is not None and value not in named.values():
        raise ValueError(f"value: came {value!r}, wanted one of {list(named.values())}.")
    start = next(iter(named.values())) if value is None else value
    return ipywidgets.Dropdown(
        options=list(named.items()),
        value=start,
        description=label or "",
        style=LABEL,
        layout={"width": "26em"},
    )


def explore(draw: Draw, /, **controls: Any) -> None:
    """Show a picture with controls that change it.

    Parameters
    ----------
    draw : callable
        Takes the values of the controls by name and returns a matplotlib Figure (or Axes). It is
        an ordinary function and may be called as one.
    **controls : slider or choice
        A control for each argument of ``draw``.

    Notes
    -----
    The first picture is drawn at once, and an error in it ends the cell like any other. Later
    errors are shown in place of the picture, until a control is set to something that works.
    """
    _check_controls(draw, controls)
    for name, control in controls.items():
        control.description = control.description or name
    explorer = _Explorer(draw, controls)
    if not _is_notebook():
        # Nobody could move a control, nor see a picture: what it shows is said in words.
        sys.stdout.write(f"{alt_text(explorer.figure())}\n")
        return
    started = time.perf_counter()
    picture = explorer.draw()
    slow = time.perf_counter() - started > SLOW
    frame = ipywidgets.HTML(picture.html)

    def update(_change: object) -> None:
        frame.value = explorer.redraw()

    for control in controls.values():
        if control.has_trait("continuous_update"):
            control.continuous_update = not slow
        control.observe(update, names="value")
    _show(ipywidgets.VBox([*controls.values(), frame]), picture)


@dataclass(frozen=True)
class _Picture:
    png: str  # in base64
    text: str
    size: tuple[int, int]  # in pixels

    @property
    def html(self) -> str:
        text = html.escape(self.text, quote=True)
        # With its size given, the page does not jump while a new picture is decoded.
        size = 'width="{}" height="{}" style="max-width: 100%; height: auto;"'.format(*self.size)
        return f'<img alt="{text}" {size} src="data:image/png;base64,{self.png}">'


@dataclass(frozen=True)
class _Explorer:
    draw_figure: Draw
    controls: dict[str, Any]

    def draw(self) -> _Picture:
        """Draw the picture of the present settings."""
        return _render(self.figure())

    def figure(self) -> Figure:
        """Make the figure of the present settings; none stays open."""
        values = {name: _rounded(control.value) for name, control in self.controls.items()}
        with _closed_figures():
            return _as_figure(self.draw_figure(**values), self.draw_figure)

    def redraw(self) -> str:
        """Return the picture, or the error that came instead of it, in HTML."""
        try:
            return self.draw().html
        except Exception as error:
            message = html.escape(f"{type(error).__name__}: {error}")
            style = "white-space: pre-wrap; border-left: 4px solid #D55E00; padding: 0.5em 1em;"
            return f'<div role="alert" style="{style}">{message}</div>'


def _is_notebook() -> bool:
    """Tell whether the code runs in a Jupyter kernel, which has somebody to show widgets to."""
    return getattr(get_ipython(), "kernel", None) is not None


@contextmanager
def _closed_figures() -> Iterator[None]:
    """Close the figures that are made inside, and swallow what a plt.show() inside displays."""
    before = set(plt.get_fignums())
    swallow = capture_output(stdout=False, stderr=False, display=True)
    try:
        with swallow if get_ipython() else nullcontext():
            yield
    finally:
        for number in set(plt.get_fignums()) - before:
            plt.close(number)


def _as_figure(result: Any, draw: Draw) -> Figure:
    if isinstance(result, Axes):
        result = result.figure.canvas.figure  # also for an Axes in a subfigure
    if isinstance(result, Figure):
        plt.close(result)
        return result
    name = getattr(draw, "__name__", "draw")
    hint = " Is `return figure` missing?" if result is None else ""
    came = "None" if result is None else f"an object of the type {type(result).__name__}"
    raise TypeError(f"{name}: came {came}, wanted a matplotlib Figure or Axes.{hint}")


def _render(figure: Figure) -> _Picture:
    """Draw a figure into a PNG of its own size, so that the picture does not jump."""
    if figure.get_layout_engine() is None:
        figure.set_layout_engine("tight")
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a layout that is too tight for its labels
        figure.savefig(file, format="png", dpi=figure.dpi)
    png = base64.b64encode(file.getvalue()).decode("ascii")
    return _Picture(png, alt_text(figure), figure.canvas.get_width_height())


def _show(box: Any, picture: _Picture) -> None:
    """Display the widget and its stand-ins as one output."""
    bundle = dict(box._repr_mimebundle_())
    bundle |= {"image/png": picture.png, "text/plain": picture.text}
    display(bundle, raw=True, metadata={"image/png": {"alt": picture.text}})


def _check_controls(draw: Draw, controls: dict[str, Any]) -> None:
    if not callable(draw):
        raise TypeError(f"draw: came {draw!r}, wanted a function that returns a Figure.")
    for name, control in controls.items():
        if not isinstance(control, ipywidgets.ValueWidget):
            raise TypeError(f"{name}: came {control!r}, wanted slider(...) or choice(...).")
    try:
        inspect.signature(draw).bind(**controls)
    except TypeError as error:
        names = ", ".join(controls) or "none"
        who = getattr(draw, "__name__", "draw")
        raise TypeError(f"{who} does not take the controls ({names}): {error}.") from None
    except ValueError:  # a function without a readable signature
        return


def _number(value: Any, name: str) -> float:
    """Return a plain number, also for one of NumPy's."""
    plain = value.item() if isinstance(value, np.generic) else value
    if isinstance(plain, bool) or not isinstance(plain, (int, float)):
        raise TypeError(f"{name}: came {value!r}, wanted a number.")
    return plain


def _check_range(numbers: dict[str, float], log: bool) -> None:
    for name, number in numbers.items():
        if not math.isfinite(number):
            raise ValueError(f"{name}: came {number}, wanted a finite number.")
    minimum, maximum = numbers["minimum"], numbers["maximum"]
    if minimum >= maximum:
        raise ValueError(f"minimum: came {minimum}, wanted less than the maximum, {maximum}.")
    if log and minimum <= 0:
        raise ValueError(f"minimum: came {minimum}, wanted a number above 0 for log=True.")
    if not minimum <= numbers.get("value", minimum) <= maximum:
        raise ValueError(f"value: came {numbers['value']}, wanted {minimum} to {maximum}.")
    if numbers.get("step", 1) <= 0:
        raise ValueError(f"step: came {numbers['step']}, wanted a number above 0.")


def _round_step(step: float) -> float:
    """Return the next larger one of …, 0.1, 0.2, 0.5, 1, 2, 5, and so on."""
    power = math.floor(math.log10(step))
    digit = next(d for d in (1, 2, 5, 10) if step <= d * 10.0**power * (1 + 1e-9))
    return float(f"{digit}e{power}")


def _rounded(value: Any) -> Any:
    """Return 0.65 for the 0.6499999999999999 of a slider in the browser."""
    return float(f"{value:.12g}") if type(value) is float else value


def _decimals(step: float) -> int:
    """Return how many decimals show each step: 2 for 0.25."""
    return next((digits for digits in range(9) if math.isclose(round(step, digits), step)), 9)


def _name(option: Any) -> str:
    return str(getattr(option, "__name__", option))
