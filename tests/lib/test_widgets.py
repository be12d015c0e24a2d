"""Controls, and pictures that answer to them."""

import base64
import math

import ipywidgets
import matplotlib
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from nbclient import NotebookClient

from dlcourse import widgets
from dlcourse.widgets import choice, explore, slider

matplotlib.use("agg")

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(autouse=True)
def _tidy():
    yield
    plt.close("all")


@pytest.fixture
def show(monkeypatch):
    """Explore, and return the box of widgets that would be displayed."""
    boxes = []
    monkeypatch.setattr(widgets, "_show", lambda box, picture: boxes.append(box))
    monkeypatch.setattr(widgets, "_is_notebook", lambda: True)

    def run(draw, **controls):
        assert explore(draw, **controls) is None
        return boxes[-1]

    return run


def draw_line(w, kind="solid"):
    figure, ax = plt.subplots(figsize=(3, 2))
    ax.plot([0, w])
    ax.set_title(f"{kind} w = {w}")
    return figure


# Sliders


def test_whole_numbers_make_a_slider_of_whole_numbers():
    control = slider(1, 10)
    assert isinstance(control, ipywidgets.IntSlider)
    assert (control.min, control.max, control.step, control.value) == (1, 10, 1, 5)
    assert type(slider(np.int64(1), 9, 3, step=2).value) is int


@pytest.mark.parametrize("arguments", [(0.0, 1), (0, 1, 0.5), (0.0, 1.0, 1)])
def test_one_real_number_makes_a_slider_of_real_numbers(arguments):
    assert isinstance(slider(*arguments), ipywidgets.FloatSlider)
    assert isinstance(slider(0, 2, step=0.5), ipywidgets.FloatSlider)


@given(low=st.floats(-1e3, 1e3), width=st.floats(0.01, 1e3))
def test_a_slider_without_a_step_has_about_a_hundred_round_ones(low, width):
    control = slider(low, low + width)
    assert 20 <= (control.max - control.min) / control.step <= 101
    assert f"{control.step:e}"[0] in "125"
    assert control.min <= control.value <= control.max


def test_the_number_beside_a_slider_shows_each_step():
    assert slider(0.0, 1.0, step=0.25).readout_format == ".2f"
    assert slider(0.0, 1.0, step=0.1).readout_format == ".1f"
    assert slider(0.0, 500.0, step=5.0).readout_format == ".0f"


def test_a_logarithmic_slider_is_given_by_its_true_ends():
    control = slider(0.001, 10, log=True)
    assert isinstance(control, ipywidgets.FloatLogSlider)
    assert (control.min, control.max) == (-3, 1)
    assert math.isclose(control.value, 0.1)
    assert slider(0.01, 1, 0.5, log=True).value == 0.5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"minimum": 2, "maximum": 1}, "minimum: came 2, wanted less than the maximum, 1"),
        ({"minimum": 1, "maximum": 1}, "minimum: came 1"),
        ({"minimum": 0, "maximum": 1, "value": 3}, "value: came 3, wanted 0 to 1"),
        ({"minimum": 0, "maximum": 1, "step": 0}, "step: came 0"),
        ({"minimum": 0, "maximum": 1, "log": True}, "minimum: came 0, wanted a number above 0"),
        ({"minimum": math.nan, "maximum": 1}, "minimum: came nan, wanted a finite number"),
    ],
)
def test_a_slider_that_cannot_be_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        slider(**arguments)


@pytest.mark.parametrize("value", ["1", True, None, [1]])
def test_a_slider_ends_at_numbers(value):
    with pytest.raises(TypeError, match="maximum: came"):
        slider(0, value)


# Menus


def test_a_menu_starts_with_its_first_option_or_the_one_named():
    assert choice(["a", "b"]).value == "a"
    assert choice(["a", "b"], "b").value == "b"
    assert choice((1, 2), 2).value == 2


def test_options_may_have_texts_of_their_own():
    control = choice({"mean squared error": "mse", "cross-entropy": "ce"}, "ce")
    assert (control.label, control.value) == ("cross-entropy", "ce")


def test_functions_are_shown_by_their_names():
    assert choice([np.tanh, np.sin]).label == "tanh"


@pytest.mark.parametrize("options", ["ab", 3, None])
def test_a_menu_is_made_from_a_list(options):
    with pytest.raises(TypeError, match=r"options: came .*, wanted a list"):
        choice(options)


@pytest.mark.parametrize(
    ("options", "value", "message"),
    [([], None, "at least one"), (["a", "a"], None, "only once"), (["a"], "b", "value: came 'b'")],
)
def test_a_menu_that_cannot_be_is_refused(options, value, message):
    with pytest.raises(ValueError, match=message):
        choice(options, value)


# Exploring


def test_controls_stand_above_the_picture_with_their_labels(show):
    box = show(draw_line, w=slider(0, 3, label="weight w₁"), kind=choice(["a", "b"]))
    assert [control.description for control in box.children[:-1]] == ["weight w₁", "kind"]
    assert all(control.style.description_width == "initial" for control in box.children[:-1])


def test_the_picture_shows_the_setting(show):
    box = show(draw_line, w=slider(0, 3, 1))
    frame = box.children[-1]
    before = frame.value
    assert 'alt="solid w = 1. A plot' in before
    assert base64.b64decode(before.split("base64,")[1].rstrip('">')).startswith(b"\x89PNG")
    box.children[0].value = 3
    assert 'alt="solid w = 3. A plot' in frame.value
    box.children[0].value = 1
    assert frame.value == before


def test_the_settings_are_round_numbers(show):
    box = show(draw_line, w=slider(0.0, 3))
    box.children[0].value = 0.6499999999999999
    assert "w = 0.65." in box.children[-1].value


def test_the_picture_keeps_its_size(show):
    box = show(draw_line, w=slider(0, 3000, 1))
    sizes = set()
    for w in (0, 1, 3000):
        box.children[0].value = w
        sizes.add(box.children[-1].value.split('width="')[1].split(" style")[0])
    assert len(sizes) == 1


def test_no_figure_stays_open(show):
    plt.figure()
    mine = plt.get_fignums()
    box = show(draw_line, w=slider(0, 9, 0))
    for w in range(10):
        box.children[0].value = w
    assert plt.get_fignums() == mine


def test_an_axes_and_a_figure_made_without_pyplot_are_shown_too(show):
    def bare(n):
        figure = Figure()
        figure.subplots().plot([0, n])
        return figure

    for draw in (lambda n: draw_line(n).axes[0], bare):
        assert "<img" in show(draw, n=slider(1, 3)).children[-1].value


def test_an_error_is_shown_in_place_of_the_picture_until_it_is_gone(show):
    def fails_at_two(n):
        if n == 2:
            plt.figure()
            raise ValueError("no <two>")
        return draw_line(n)

    box = show(fails_at_two, n=slider(1, 3, 1))
    box.children[0].value = 2
    assert "ValueError: no &lt;two&gt;" in box.children[-1].value
    assert not plt.get_fignums()
    box.children[0].value = 3
    assert "<img" in box.children[-1].value


def test_an_error_in_the_first_picture_is_raised(show):
    def unfinished(n):
        raise NotImplementedError("write me")

    with pytest.raises(NotImplementedError, match="write me"):
        show(unfinished, n=slider(1, 3))


@pytest.mark.parametrize(("result", "hint"), [(None, "return figure"), (3, "type int")])
def test_a_draw_function_returns_a_figure(result, hint):
    with pytest.raises(TypeError, match="wanted a matplotlib Figure or Axes") as refused:
        explore(lambda n: result, n=slider(1, 3))
    assert hint in str(refused.value)


@pytest.mark.parametrize("controls", [{}, {"v": slider(0, 1)}])
def test_controls_are_the_arguments_of_the_draw_function(controls):
    with pytest.raises(TypeError, match="draw_line does not take the controls"):
        explore(draw_line, **controls)


def test_a_control_is_no_plain_value():
    with pytest.raises(TypeError, match=r"w: came 3, wanted slider\(\.\.\.\) or choice"):
        explore(draw_line, w=3)


@pytest.mark.parametrize(("seconds", "follows"), [(0.01, True), (0.4, False)])
def test_a_slow_picture_waits_until_the_slider_is_let_go(show, monkeypatch, seconds, follows):
    clock = iter([0.0, seconds])
    monkeypatch.setattr(widgets.time, "perf_counter", lambda: next(clock))
    control = show(draw_line, w=slider(0, 3)).children[0]
    assert control.continuous_update is follows


def test_without_a_notebook_the_words_are_printed(capsys):
    explore(draw_line, w=slider(0, 3, 2))
    captured = capsys.readouterr()
    assert captured.out == "solid w = 2. A plot: a line rises from 0 to 2.\n"
    assert not captured.err


# In a notebook


@pytest.fixture(scope="module")
def notebook():
    cells = [
        "import matplotlib.pyplot as plt\n"
        "from dlcourse.widgets import explore, slider\n"
        "def draw(w):\n"
        "    figure, ax = plt.subplots()\n"
        "    ax.plot([0, w])\n"
        "    ax.set_title(f'w = {w}')\n"
        "    plt.show()\n"
        "    return figure\n"
        "w = slider(0, 3, 1)\n"
        "explore(draw, w=w)",
        "import gc, ipywidgets\n"
        "frame = next(o for o in gc.get_objects() if type(o) is ipywidgets.HTML)\n"
        "before = frame.value\n"
        "w.value = 2\n"
        "print(before != frame.value, 'w = 2' in frame.value)",
    ]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in cells])
    NotebookClient(made, timeout=120, kernel_name="python3").execute()
    return made


def test_a_notebook_gets_one_output_with_widget_picture_and_words(notebook):
    (output,) = notebook.cells[0].outputs
    assert set(output.data) == {WIDGET, "image/png", "text/plain"}
    assert output.data["text/plain"] == "w = 1. A plot: a line rises from 0 to 1."
    assert output.metadata["image/png"]["alt"] == output.data["text/plain"]
    assert base64.b64decode(output.data["image/png"]).startswith(b"\x89PNG")


def test_a_notebook_shows_another_picture_when_the_slider_moves(notebook):
    (output,) = notebook.cells[1].outputs
    assert output.text == "True True\n"
