"""The pictures: what they draw, what they say in words, and what they refuse."""

import subprocess
import sys
import warnings

import matplotlib
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from nbclient import NotebookClient

from dlcourse.plotting import (
    alt_text,
    plot_activation_maps,
    plot_confusion_matrix,
    plot_decision_regions,
    plot_function,
    plot_gradient_check,
    plot_histograms,
    plot_img,
    plot_kernels,
    plot_learning_curves,
    plot_line,
    plot_points,
    plot_precision_recall,
    plot_roc,
    plot_tiles,
    plot_weights,
)
from dlcourse.plotting._style import COLORS, MARKERS, color, line, marker
from dlcourse.plotting.text_alternative import course, number

matplotlib.use("agg")

generator = np.random.default_rng(0)
POINTS = generator.normal(size=(30, 2))
LABELS = (POINTS[:, 0] > 0).astype(int)
RATES = np.linspace(0, 1, 11)


def half_plane(points):
    return (points[:, 0] > 0).astype(int)


# Each function with a plain input that it draws. plot_histograms makes a figure of its own.
PICTURES = {
    "plot_img": lambda **to: plot_img(np.eye(8), **to),
    "plot_tiles": lambda **to: plot_tiles(np.ones((12, 8, 8)), captions=range(12), **to),
    "plot_learning_curves": lambda **to: plot_learning_curves({"train": [3.0, 1.0]}, **to),
    "plot_points": lambda **to: plot_points(POINTS, LABELS, **to),
    "plot_decision_regions": lambda **to: plot_decision_regions(half_plane, POINTS, LABELS, **to),
    "plot_function": lambda **to: plot_function(np.tanh, -2, 2, **to),
    "plot_confusion_matrix": lambda **to: plot_confusion_matrix([[5, 1], [2, 7]], "ab", **to),
    "plot_precision_recall": lambda **to: plot_precision_recall(RATES, 1 - RATES / 2, **to),
    "plot_roc": lambda **to: plot_roc(RATES, RATES**0.5, **to),
    "plot_weights": lambda **to: plot_weights(generator.normal(size=(3, 12)), (3, 4), **to),
    "plot_kernels": lambda **to: plot_kernels(generator.normal(size=(4, 1, 3, 3)), **to),
    "plot_activation_maps": lambda **to: plot_activation_maps(np.ones((5, 6, 6)), **to),
    "plot_gradient_check": lambda **to: plot_gradient_check({"w": [1, 2]}, {"w": [1, 2]}, **to),
}
each_picture = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES.keys())


@pytest.fixture(autouse=True)
def _strict_and_tidy():
    """Warnings would be written to stderr, where a notebook must have nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
    plt.close("all")


# What all pictures have in common


@each_picture
def test_a_picture_without_ax_gets_a_figure_of_its_own(draw):
    first, second = draw(title="one"), draw(title="two")
    assert isinstance(first, Axes) and first.figure is not second.figure
    assert (first.get_title(), second.get_title()) == ("one", "two")
    first.figure.canvas.draw()


@each_picture
def test_a_picture_is_drawn_into_the_axes_that_are_named(draw):
    figure, (left, right) = plt.subplots(1, 2)
    assert draw(ax=right, title="here") is right
    assert right.get_title() == "here" and not left.has_data()
    assert plt.get_fignums() == [figure.number]
    figure.tight_layout()
    figure.canvas.draw()


@each_picture
def test_a_picture_without_a_title_leaves_the_title_alone(draw):
    _, ax = plt.subplots()
    ax.set_title("mine")
    assert draw(ax=ax).get_title() == "mine"


@each_picture
def test_each_picture_says_in_words_what_it_shows(draw):
    ax = draw(title="The title")
    words = alt_text(ax)
    assert words.startswith("The title. ") and words.endswith(".") and len(words) > 40
    assert alt_text(ax.figure) == words


@each_picture
def test_axes_that_are_cleared_forget_what_they_showed(draw):
    ax = draw()
    ax.clear()
    assert alt_text(ax) == "A plot."


@pytest.mark.parametrize("name", sorted(set(PICTURES) - {"plot_img", "plot_tiles"}))
def test_plots_have_labeled_axes_or_a_labeled_color_bar(name):
    ax = PICTURES[name]()
    labeled = ax.get_xlabel() and ax.get_ylabel()
    assert labeled or [bar.get_ylabel() for bar in ax.child_axes] != [""]


def test_classes_differ_in_color_and_in_marker():
    assert len({(color(k), marker(k)) for k in range(24)}) == 24
    assert len(set(COLORS)) == 8 and len(set(MARKERS)) == len(MARKERS)


def test_curves_differ_in_color_or_in_line_style():
    assert len({(color(k), line(k)) for k in range(32)}) == 32


def test_no_color_is_lost_on_white():
    for shade in COLORS:
        assert np.dot(to_rgb(shade), [0.2126, 0.7152, 0.0722]) < 0.75


def test_importing_the_pictures_does_not_import_torch():
    code = "import sys, dlcourse.plotting; sys.exit('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# Images


def shown(ax):
    return np.asarray(ax.images[0].get_array())


def test_gray_values_are_drawn_from_black_at_zero_to_white_at_the_largest():
    drawn = plot_img(np.array([[3.0, 16.0]])).images[0]
    assert (drawn.get_cmap().name, drawn.get_clim()) == ("gray", (0.0, 16.0))


@pytest.mark.parametrize("level", [0.0, 1.0, -1.0])
def test_an_image_of_one_gray_value_is_drawn_too(level):
    low, high = plot_img(np.full((4, 4), level)).images[0].get_clim()
    assert low <= level <= high and low < high


@pytest.mark.parametrize("shape", [(3, 5, 7), (5, 7, 3)])
def test_colors_may_come_first_or_last(shape):
    assert shown(plot_img(np.ones(shape))).shape == (5, 7, 3)


@pytest.mark.parametrize(
    "pixels", [np.uint8([0, 51, 255]), np.array([0, 0.2, 1]), np.array([0.0, 51, 255])]
)
def test_colors_are_whole_numbers_to_255_or_floats_to_1(pixels):
    image = np.broadcast_to(pixels, (2, 2, 3))
    np.testing.assert_allclose(shown(plot_img(image))[0, 0], [0, 0.2, 1])


def test_normalized_colors_are_brought_back_to_a_range_that_can_be_shown():
    pixels = shown(plot_img(generator.normal(size=(3, 8, 8))))
    assert (pixels.min(), pixels.max()) == (0, 1)


def test_tensors_are_drawn_like_arrays():
    torch = pytest.importorskip("torch")
    images = torch.rand(4, 1, 8, 8, requires_grad=True)
    np.testing.assert_array_equal(
        shown(plot_tiles(images)), shown(plot_tiles(images.detach().numpy()))
    )
    plot_img(images[0].to(torch.bfloat16))
    losses = [torch.tensor(2.0, requires_grad=True) * 2, torch.tensor(1.0)]
    assert "falls from 4 to 1" in alt_text(plot_learning_curves({"loss": losses}))


@given(count=st.integers(1, 30), columns=st.integers(1, 12))
@settings(max_examples=12, deadline=None)
def test_tiles_stand_in_reading_order(count, columns):
    tiles = np.arange(1.0, count + 1)[:, None, None] * np.ones((1, 24, 24))
    picture = shown(plot_tiles(tiles, columns=columns))
    middles = picture[12::25, 12::25].ravel()
    assert [value for value in middles if np.isfinite(value)] == list(range(1, count + 1))
    plt.close("all")


def test_tiles_keep_their_pixels():
    images = generator.random((2, 28, 28))
    picture = shown(plot_tiles(images, captions=["a", "b"]))
    np.testing.assert_array_equal(picture[-28:, :28], images[0])
    np.testing.assert_array_equal(picture[-28:, -28:], images[1])


def test_captions_stand_above_their_tiles_and_do_not_overlap():
    names = ["Ankle boot", "T-shirt/top", "Pullover", "one two three four five six"] * 5
    ax = plot_tiles(np.ones((20, 28, 28)), captions=names)
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not any(a.overlaps(b) for k, a in enumerate(boxes) for b in boxes[:k])
    assert [" ".join(text.get_text().split()) for text in ax.texts] == names


def test_captions_may_be_numbers():
    assert [text.get_text() for text in plot_tiles(np.ones((2, 8, 8)), captions=[7, 1]).texts] == [
        "7",
        "1",
    ]


def test_the_words_for_tiles_name_number_size_and_captions():
    words = alt_text(plot_tiles(np.ones((12, 28, 28)), captions=range(12)))
    assert "12 grayscale images of 28×28 pixels in 2 rows of up to 10" in words
    assert "0, 1, 2" in words


# Curves and functions


def test_learning_curves_start_at_epoch_1():
    ax = plot_learning_curves({"train": [3, 2, 1], "test": [4, 3]})
    assert [drawn.get_xdata().tolist() for drawn in ax.lines] == [[1, 2, 3], [1, 2]]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["train", "test"]


def test_the_words_for_a_curve_name_its_ends_and_its_lowest_point():
    words = alt_text(plot_learning_curves({"test": [0.25, 0.0123, 0.02]}, x=[0, 10, 20]))
    assert "test: cost falls from 0.25 to 0.02 between epoch 0 and 20" in words
    assert "lowest 0.0123 at epoch 10" in words


def test_a_diverging_curve_has_a_gap_where_it_is_not_finite():
    ax = plot_learning_curves({"train": [1, np.inf, np.nan, 3]})
    assert np.isnan(ax.lines[0].get_ydata()).tolist() == [False, True, True, False]
    assert "2 values are not finite" in alt_text(ax)


def test_a_logarithmic_scale_leaves_out_what_it_cannot_show():
    ax = plot_learning_curves({"errors": [10, 1, 0]}, log=True)
    assert ax.get_yscale() == "log"
    ax.figure.canvas.draw()


def test_a_second_call_adds_curves_of_other_colors():
    ax = plot_learning_curves({"a": [1, 2]})
    plot_learning_curves({"b": [2, 1]}, ax=ax)
    assert len({drawn.get_color() for drawn in ax.lines}) == 2


def test_many_names_stand_beside_the_curves():
    ax = plot_learning_curves({str(k): [k, k + 1] for k in range(9)})
    ax.figure.canvas.draw()
    assert not ax.get_legend().get_window_extent().overlaps(ax.bbox)


def only_for_numbers(z):
    return z if z > 0 else 0.0


@pytest.mark.parametrize("relu", [only_for_numbers, lambda z: np.maximum(z, 0)])
def test_functions_of_numbers_are_drawn_like_functions_of_arrays(relu):
    drawn = plot_function(relu, -1, 1).lines[0]
    np.testing.assert_array_equal(drawn.get_ydata(), np.maximum(drawn.get_xdata(), 0))


def test_a_constant_is_a_function_too():
    assert set(plot_function(lambda z: 1, 0, 1).lines[0].get_ydata()) == {1.0}


def test_a_function_has_a_gap_where_it_has_no_value():
    drawn = plot_function({"log": np.log, "root": lambda z: z**0.5}, -1, 1).lines
    for curve in drawn:
        assert np.isnan(curve.get_ydata()[curve.get_xdata() < 0]).all()


def test_the_error_of_a_function_is_not_hidden():
    def unfinished(z):
        raise NotImplementedError("write me")

    with pytest.raises(NotImplementedError, match="write me"):
        plot_function(unfinished, 0, 1)


def test_the_input_of_a_function_is_a_copy():
    def spoils(z):
        z *= 0
        return z

    assert np.ptp(plot_function(spoils, 0, 1).lines[0].get_xdata()) == 1


# Points, lines and regions


def test_points_keep_their_class():
    ax = plot_points(POINTS, LABELS, class_names=("left", "right"))
    for drawn, label in zip(ax.collections, (0, 1), strict=True):
        np.testing.assert_array_equal(drawn.get_offsets(), POINTS[LABELS == label])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["left", "right"]


def test_classes_without_names_are_named_by_their_numbers():
    ax = plot_points(POINTS, 2 * LABELS - 1)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["-1", "1"]


def test_a_class_has_the_same_color_whether_or_not_the_others_occur():
    both, one = plot_points(POINTS, LABELS), plot_points(POINTS, np.ones(30))
    assert (one.collections[0].get_facecolor() == both.collections[1].get_facecolor()).all()


@given(
    w=st.tuples(st.integers(-5, 5), st.integers(-5, 5)).filter(any),
    b=st.integers(-5, 5),
)
@settings(max_examples=15, deadline=None)
def test_the_line_is_where_the_weighted_sum_is_zero(w, b):
    _, ax = plt.subplots()
    plot_line(w, b, ax=ax, arrow=False)
    for point in (ax.lines[0].get_xy1(), ax.lines[0].get_xy2()):
        assert abs(np.dot(w, point) + b) < 1e-9
    plt.close("all")


@given(
    w=st.tuples(st.integers(-5, 5), st.integers(-5, 5)).filter(any),
    b=st.integers(-3, 3),
)
@settings(max_examples=15, deadline=None)
def test_the_arrow_starts_on_the_line_and_points_to_the_positive_side(w, b):
    _, ax = plt.subplots()
    ax.set(xlim=(-4, 4), ylim=(-4, 4))
    plot_line(w, b, ax=ax)
    for arrow in ax.texts:
        assert abs(np.dot(w, arrow.xyann) + b) < 1e-9
        assert np.dot(w, arrow.xy) + b > 0
        assert np.max(np.abs(arrow.xyann)) <= 4
    plt.close("all")


def test_a_line_outside_of_the_view_has_no_arrow_and_changes_no_limits():
    ax = plot_points(POINTS, LABELS)
    limits = (*ax.get_xlim(), *ax.get_ylim())
    plot_line([1, 0], 1000, ax=ax)
    assert not ax.texts and (*ax.get_xlim(), *ax.get_ylim()) == limits


def test_a_line_without_ax_joins_the_points_above_it():
    ax = plot_points(POINTS, LABELS)
    assert plot_line([1, 1], 0, label="boundary") is ax
    assert "boundary" in [text.get_text() for text in ax.get_legend().get_texts()]
    assert "30" not in alt_text(ax) and "1·x1 + 1·x2 + 0 = 0 (boundary)" in alt_text(ax)


def test_the_view_that_was_set_is_kept_by_regions():
    _, ax = plt.subplots()
    ax.set(xlim=(-7, 7), ylim=(-6, 6))
    plot_decision_regions(half_plane, POINTS, LABELS, ax=ax)
    assert (ax.get_xlim(), ax.get_ylim()) == ((-7, 7), (-6, 6))


def test_regions_cover_the_surroundings_that_a_wider_view_shows():
    ax = plot_decision_regions(half_plane, POINTS, LABELS)
    left, right = ax.get_xlim()
    low, high = ax.images[0].get_extent()[:2]
    assert low < left - (right - left) / 2 and high > right + (right - left) / 2


def test_the_words_for_regions_count_the_points_on_the_right_side():
    words = alt_text(plot_decision_regions(half_plane, POINTS, 1 - LABELS))
    assert "0 of 30 points lie in the region of their class" in words


def test_regions_may_belong_to_classes_without_points():
    ax = plot_decision_regions(lambda p: 2 + half_plane(p), POINTS, LABELS)
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert names == ["0", "1", "2", "3"]


# Classifiers


def test_a_confusion_matrix_shows_its_counts():
    ax = plot_confusion_matrix([[5300, 120], [80, 1000]], ["other", "5"])
    assert [text.get_text() for text in ax.texts] == ["5,300", "120", "80", "1,000"]
    words = alt_text(ax)
    assert "6,300 of 6,500 samples (96.9%)" in words
    assert "other taken for 5 (120 times)" in words


def test_a_confusion_matrix_may_hold_shares_or_no_sample_at_all():
    ax = plot_confusion_matrix([[0.25, 0.75], [0, 1]], "ab")
    assert [text.get_text() for text in ax.texts] == ["0.25", "0.75", "0.00", "1.00"]
    plot_confusion_matrix(np.zeros((2, 2), int), "ab").figure.canvas.draw()


def test_a_cell_is_colored_by_its_share_of_the_row():
    np.testing.assert_allclose(
        shown(plot_confusion_matrix([[900, 100], [1, 9]], "ab")), [[0.9, 0.1], [0.1, 0.9]]
    )


@given(st.permutations(range(11)))
@settings(max_examples=10, deadline=None)
def test_the_area_under_the_roc_curve_does_not_depend_on_the_order(order):
    words = alt_text(plot_roc(RATES[order], RATES[order]))
    assert "area under it is 0.5." in words
    plt.close("all")


def test_several_roc_curves_share_one_diagonal():
    ax = plot_roc(RATES, RATES**0.5, label="A")
    plot_roc(RATES, RATES**0.3, label="B", ax=ax)
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert names == ["random guess", "A", "B"]
    assert len({drawn.get_color() for drawn in ax.lines}) == 3


def test_the_words_for_precision_and_recall_name_the_best_balance():
    words = alt_text(plot_precision_recall([0.2, 0.8, 1.0], [1.0, 0.9, 0.1]))
    assert "at a recall of 0.8 the precision is 0.9, where F1 is largest" in words


# Networks


def test_the_colors_of_weights_are_centered_at_zero():
    for ax in (plot_weights([-1, 3], (1, 2)), plot_kernels([[[[-1.0, 3.0]]]])):
        low, high = ax.images[0].get_clim()
        assert (low, high) == (-3, 3)


def test_weights_of_zero_are_drawn_too():
    plot_weights(np.zeros((2, 4)), (2, 2)).figure.canvas.draw()


def test_kernels_of_three_channels_are_colors_around_gray():
    kernels = np.zeros((2, 3, 24, 24))
    kernels[1, 0] = 5
    picture = shown(plot_kernels(kernels))
    np.testing.assert_allclose(picture[12, 12, :3], [0.5, 0.5, 0.5])
    np.testing.assert_allclose(picture[12, -12, :3], [1, 0.5, 0.5])


def test_kernels_of_many_channels_stand_in_rows():
    assert "6 kernels of 4 channels and 3×3" in alt_text(plot_kernels(np.ones((6, 4, 3, 3))))


def test_maps_that_are_zero_everywhere_are_named():
    maps = np.ones((4, 6, 6))
    maps[2] = 0
    assert "0 everywhere: map 2" in alt_text(plot_activation_maps(maps))


def test_histograms_have_a_panel_for_each_layer():
    figure = plot_histograms({f"layer {k}": np.arange(9) for k in range(5)}, title="All")
    assert isinstance(figure, Figure) and len(figure.axes) == 5
    assert alt_text(figure).startswith("All. 5 panels. (1) layer 0, mean 4, std 2.58. Histogram")


def test_histograms_share_their_scale_only_if_they_can_all_be_read_on_it():
    similar = plot_histograms({"a": [0, 1, 2], "b": [0, 1, 5]})
    assert similar.axes[0].get_xlim() == similar.axes[1].get_xlim()
    different = plot_histograms({"a": [0, 1, 2], "b": [0, 1, 5000]})
    assert different.axes[0].get_xlim() != different.axes[1].get_xlim()


def test_histograms_count_what_is_not_finite():
    figure = plot_histograms({"a": [1, 2, np.nan], "b": [np.inf]})
    assert "1 of 3 values not finite" in alt_text(figure)
    assert "none of them finite" in alt_text(figure)


def test_the_gradient_check_names_the_worst_entry():
    numeric = {"W": np.array([[1.0, 2.0]]), "b": np.array(3.0)}
    ax = plot_gradient_check({"W": [[1.0, 2.5]], "b": 3.0}, numeric)
    assert "largest difference is 0.5 in W[0, 1]" in alt_text(ax)


# Words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "0"),
        (0.01234, "0.0123"),
        (12345.6, "12,346"),
        (3.1e-9, "3.1e-09"),
        (-2.0, "-2"),
        (np.nan, "not a number"),
        (-np.inf, "-infinity"),
    ],
)
def test_numbers_are_short(value, words):
    assert number(value) == words


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True, width=32), min_size=1))
def test_every_curve_has_a_course(values):
    assert course(np.array(values))


def test_what_others_drew_is_described_by_its_labels():
    figure, (left, right) = plt.subplots(1, 2)
    left.plot([1, 2], [3, 4], label="growth")
    left.set(xlabel="$t$", ylabel="size")
    right.scatter([1, 2, 3], [1, 2, 3])
    words = alt_text(figure)
    assert "size against t: growth rises from 3 to 4" in words and "3 points" in words
    assert alt_text(plt.figure()) == "An empty figure."


def test_a_color_bar_is_no_panel():
    figure, ax = plt.subplots()
    figure.colorbar(ax.imshow(np.eye(2)))
    assert "panels" not in alt_text(figure)


# What is refused: the message names the argument, what came, and what is wanted


REFUSED = {
    "images: came an array of shape (28, 28), wanted images": lambda: plot_tiles(np.eye(28)),
    "Use images.reshape(-1, 28, 28)": lambda: plot_tiles(np.ones((5, 784))),
    "without any number": lambda: plot_tiles(np.ones((0, 8, 8))),
    "captions: came 1 captions, wanted one caption for each of the 2": lambda: plot_tiles(
        np.ones((2, 8, 8)), captions=["a"]
    ),
    "captions: came a text": lambda: plot_tiles(np.ones((2, 8, 8)), captions="ab"),
    "columns: came 0, wanted": lambda: plot_tiles(np.ones((2, 8, 8)), columns=0),
    "image: came an array of shape (5, 8, 8), wanted one image": lambda: plot_img(
        np.ones((5, 8, 8))
    ),
    "image: came None": lambda: plot_img(None),
    "image: came a text": lambda: plot_img("cat.png"),
    "curves: came a list, wanted a dict": lambda: plot_learning_curves([1, 2]),
    "curves: came an empty dict": lambda: plot_learning_curves({}),
    "curves['a']: came a list without any number": lambda: plot_learning_curves({"a": []}),
    "curves['a']: came a list whose entries differ": lambda: plot_learning_curves({"a": [[1], 2]}),
    "x: came 1 numbers, wanted 2": lambda: plot_learning_curves({"a": [1, 2]}, x=[1]),
    "Use log=False": lambda: plot_learning_curves({"a": [0, -1]}, log=True),
    "Samples stand in rows: use x.T": lambda: plot_points(POINTS.T, LABELS),
    "y: came an array of shape (3,), wanted one class number": lambda: plot_points(POINTS, [0] * 3),
    "y: came numbers such as 0.5": lambda: plot_points(POINTS, LABELS / 2),
    "y: came the class 2": lambda: plot_points(POINTS, 2 * LABELS, class_names=("a", "b")),
    "x: came points with entries that are not finite": lambda: plot_points([[np.nan, 1]], [0]),
    "w: came (0, 0)": lambda: plot_line([0, 0], 1),
    "w: came an array of shape (3,)": lambda: plot_line([1, 2, 3], 1),
    "finite numbers": lambda: plot_line([1, 2], np.nan),
    "Compare probabilities with a threshold": lambda: plot_decision_regions(
        lambda p: np.full(len(p), 0.3), POINTS, LABELS
    ),
    "predict: came a number": lambda: plot_decision_regions(0.5, POINTS, LABELS),
    "f: came a whole number": lambda: plot_function(3, 0, 1),
    "f(x): came None": lambda: plot_function(lambda z: None, 0, 1),
    "the smaller one first": lambda: plot_function(np.tanh, 1, -1),
    "matrix: came an array of shape (2, 3)": lambda: plot_confusion_matrix(np.ones((2, 3)), "ab"),
    "matrix: came numbers below 0": lambda: plot_confusion_matrix([[-1]], "a"),
    "class_names: came 3 names, wanted 2": lambda: plot_confusion_matrix(np.eye(2), "abc"),
    "precision: came 2 numbers, wanted 1": lambda: plot_precision_recall([1], [1, 0]),
    "Divide percentages by 100": lambda: plot_roc([0, 100], [0, 1]),
    "Neurons stand in rows: use weights.T": lambda: plot_weights(np.ones((784, 3)), (28, 28)),
    "image_shape: came a whole number": lambda: plot_weights(np.ones(784), 28),
    "values: came a list": lambda: plot_histograms([1]),
    "Use kernels[:, None]": lambda: plot_kernels(np.ones((4, 3, 3))),
    "Choose an image of the batch: maps[0]": lambda: plot_activation_maps(np.ones((1, 2, 3, 3))),
    "numeric: came the names ['b']": lambda: plot_gradient_check({"a": [1]}, {"b": [1]}),
    "the shape of analytic, (1,)": lambda: plot_gradient_check({"a": [1]}, {"a": [1, 2]}),
    "axes_or_figure: came a whole number": lambda: alt_text(3),
}


@pytest.mark.parametrize("message", REFUSED)
def test_wrong_input_is_refused_in_words(message):
    with pytest.raises(ValueError) as refused:
        REFUSED[message]()
    assert message in str(refused.value)


@pytest.mark.parametrize("answer", [None, 0, np.zeros((3, 3))], ids=["None", "number", "shape"])
def test_a_classifier_that_does_not_answer_for_each_point_is_refused(answer):
    with pytest.raises(ValueError, match=r"predict\(points\): came .* wanted one class number"):
        plot_decision_regions(lambda points: answer, POINTS, LABELS)


@pytest.mark.parametrize("name", ["plot_tiles", "plot_img"])
def test_a_refused_input_leaves_no_empty_figure(name):
    with pytest.raises(ValueError):
        {"plot_tiles": plot_tiles, "plot_img": plot_img}[name](np.ones(4))
    assert not plt.get_fignums()


# In a notebook


@pytest.mark.parametrize("ending", ["plt.show()", "None"], ids=["shown", "left open"])
def test_a_notebook_keeps_the_words_beside_the_picture(ending):
    code = (
        "import matplotlib.pyplot as plt\n"
        "from dlcourse.plotting import plot_learning_curves\n"
        f"plot_learning_curves({{'train': [3, 1]}}, title='Costs')\n{ending}"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    (output,) = notebook.cells[0].outputs
    words = "Costs. Curve train: cost falls from 3 to 1 between epoch 1 and 2."
    assert output.data["text/plain"] == words
    assert output.metadata["image/png"]["alt"] == words
    assert output.data["image/png"]
