"""Pictures for the course: images, curves, boundaries, classifiers and networks.

Every function draws into the Axes that ``ax=`` names, or into a figure of its own, and returns
the Axes (``plot_histograms``: the Figure). Classes and curves differ by color and by marker or
line style, in colors that color-blind readers can tell apart. Every picture carries a text
alternative: ``alt_text`` returns it, and a notebook stores it beside the image.

Arrays, lists and torch tensors (on any device, with or without gradient) are accepted alike.
"""

from dlcourse.plotting.boundaries import plot_decision_regions, plot_line, plot_points
from dlcourse.plotting.classification import plot_confusion_matrix, plot_precision_recall, plot_roc
from dlcourse.plotting.curves import plot_function, plot_learning_curves
from dlcourse.plotting.images import plot_img, plot_tiles
from dlcourse.plotting.networks import (
    plot_activation_maps,
    plot_gradient_check,
    plot_histograms,
    plot_kernels,
    plot_weights,
)
from dlcourse.plotting.text_alternative import alt_text, announce_to_notebook

__all__ = [
    "alt_text",
    "plot_activation_maps",
    "plot_confusion_matrix",
    "plot_decision_regions",
    "plot_function",
    "plot_gradient_check",
    "plot_histograms",
    "plot_img",
    "plot_kernels",
    "plot_learning_curves",
    "plot_line",
    "plot_points",
    "plot_precision_recall",
    "plot_roc",
    "plot_tiles",
    "plot_weights",
]

announce_to_notebook()
