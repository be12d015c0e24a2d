"""The multilayer perceptron that unit 11 builds, ready-made for the units after it.

It has hidden layers with one activation function, a softmax output, and categorical cross-entropy
as its cost. Everything is NumPy and can be looked at: parameters and gradients are plain dicts of
arrays.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Floats = NDArray[np.floating[Any]]

# What a weight's deviation is multiplied with, by the numbers of inputs and outputs of the layer.
_SCALES: dict[str, Callable[[int, int], float]] = {
    "xavier": lambda inputs, outputs: float(np.sqrt(2 / (inputs + outputs))),
    "he": lambda inputs, outputs: float(np.sqrt(2 / inputs)),
}


def _sigmoid(z: Floats) -> Floats:
    half: Floats = np.tanh(z / 2)
    return (1 + half) / 2


def _relu(z: Floats) -> Floats:
    positive: Floats = np.maximum(z, 0)
    return positive


# Each with its derivative, written in terms of the activation.
_ACTIVATIONS: dict[str, tuple[Callable[[Floats], Floats], Callable[[Floats], Floats]]] = {
    "sigmoid": (_sigmoid, lambda a: a * (1 - a)),
    "tanh": (np.tanh, lambda a: 1 - a**2),
    "relu": (_relu, lambda a: (a > 0).astype(a.dtype)),
}


class MLP:
    """A multilayer perceptron for classification.

    Parameters
    ----------
    sizes : sequence of int
        Neurons n_0, …, n_L of all layers: inputs first, classes last.
    activation : {"sigmoid", "tanh", "relu"}
        Of the hidden layers.
    scale : {"xavier", "he"} or float
        Standard deviation of the normally distributed initial weights: sqrt(2 / (n_in + n_out)),
        sqrt(2 / n_in), or a number, at least 0, for all layers. Biases begin at zero.
    seed : int
        Where the random weights start.
    dtype : data type
        Of all parameters: float64, or float32 for a faster training.

    Attributes
    ----------
    parameters : dict of str to ndarray
        ``W1`` of shape (n_1, n_0), ``b1`` of shape (n_1, 1), ``W2``, … An update changes these
        arrays in place.

    Raises
    ------
    ValueError
        If there are fewer than two layers, a layer without neurons, an unknown activation or
        scale, or a negative scale.

    Examples
    --------
    >>> network = MLP([784, 30, 10], seed=1)
    >>> network.parameters["W1"].shape
    (30, 784)
    """

    def __init__(
        self,
        sizes: Sequence[int],
        *,
        activation: str = "sigmoid",
        scale: str | float = "xavier",
        seed: int = 0,
        dtype: DTypeLike = np.float64,
    ) -> None:
        if len(sizes) < 2 or min(sizes) < 1:
            raise ValueError(
                f"sizes is {list(sizes)}, but a network has at least an input and an output "
                "layer, each with 1 neuron or more, e.g. [784, 30, 10]"
            )
        if activation not in _ACTIVATIONS:
            raise ValueError(
                f"activation is {activation!r}, wanted is one of {', '.join(_ACTIVATIONS)}"
            )
        self.sizes = list(sizes)
        self.activation = activation
        self._activate, self._slope = _ACTIVATIONS[activation]
        random = np.random.default_rng(seed)
        self.parameters: dict[str, Floats] = {}
        for layer, (inputs, outputs) in enumerate(pairwise(sizes), start=1):
            weights = _deviation(scale, inputs, outputs) * random.normal(size=(outputs, inputs))
            self.parameters[f"W{layer}"] = weights.astype(dtype)
            self.parameters[f"b{layer}"] = np.zeros((outputs, 1), dtype)

    def propagate(self, x: Floats, masks: Mapping[int, Floats] | None = None) -> list[Floats]:
        """Compute the activations of all layers.

        Parameters
        ----------
        x : ndarray of floats, shape (m, n_0)
            One sample in each row, as data sets come.
        masks : dict of int to ndarray, optional
            For dropout: what the activations of layer l, of shape (n_l, m), are multiplied with
            before they go on; layer 0 is the input.

        Returns
        -------
        list of L + 1 ndarrays of shape (n_l, m)
            A^[0], …, A^[L], one sample in each column, masks applied. The columns of the last
            are probabilities.
        """
        masks = masks or {}
        activations = [_masked(x.T, masks.get(0))]
        last = len(self.sizes) - 1
        for layer in range(1, last + 1):
            z = self.parameters[f"W{layer}"] @ activations[-1] + self.parameters[f"b{layer}"]
            if layer == last:
                activations.append(_softmax(z))
            else:
                activations.append(_masked(self._activate(z), masks.get(layer)))
        return activations

    def back_propagate(
        self,
        activations: Sequence[Floats],
        y: NDArray[Any],
        masks: Mapping[int, Floats] | None = None,
    ) -> dict[str, Floats]:
        """Compute the gradients of the cost with respect to all parameters.

        Parameters
        ----------
        activations : list of L + 1 ndarrays
            From :meth:`propagate`.
        y : ndarray of ints, shape (m,)
            The true classes, from 0 to n_L − 1.
        masks : dict, optional
            Those that :meth:`propagate` was given.

        Returns
        -------
        dict of str to ndarray
            Named and shaped like `parameters`: the derivatives of J, the average over the samples.
        """
        masks = masks or {}
        m = len(y)
        error = activations[-1].copy()
        error[y, np.arange(m)] -= 1
        gradients: dict[str, Floats] = {}
        for layer in range(len(self.sizes) - 1, 0, -1):
            before = activations[layer - 1]
            gradients[f"W{layer}"] = error @ before.T / m
            gradients[f"b{layer}"] = error.mean(axis=1, keepdims=True)
            if layer > 1:
                error = self.parameters[f"W{layer}"].T @ error
                mask = masks.get(layer - 1)
                if mask is None:
                    error = error * self._slope(before)
                else:
                    # A dropped neuron has no slope; another's activation was scaled by its mask.
                    unmasked = np.divide(before, mask, out=np.zeros_like(before), where=mask != 0)
                    error = error * mask * self._slope(unmasked)
        return {name: gradients[name] for name in self.parameters}

    def cost(self, x: Floats, y: NDArray[Any]) -> float:
        """Give the cost J: the categorical cross-entropy, averaged over the samples."""
        right = self.propagate(x)[-1][y, np.arange(len(y))]
        smallest = np.finfo(right.dtype).tiny
        return float(-np.log(np.maximum(right, smallest)).mean())

    def predict(self, x: Floats) -> NDArray[np.intp]:
        """Give the most probable class of each sample, as an array of shape (m,)."""
        classes: NDArray[np.intp] = self.propagate(x)[-1].argmax(axis=0)
        return classes

    def error_rate(self, x: Floats, y: NDArray[Any]) -> float:
        """Give the share of samples that are classified wrongly, from 0 to 1."""
        return float(np.mean(self.predict(x) != y))


def _deviation(scale: str | float, inputs: int, outputs: int) -> float:
    if isinstance(scale, str):
        if scale not in _SCALES:
            raise ValueError(
                f"scale is {scale!r}, wanted is one of {', '.join(_SCALES)}, or a number"
            )
        return _SCALES[scale](inputs, outputs)
    if not scale >= 0:
        raise ValueError(f"scale is {scale}, but a standard deviation is at least 0")
    return float(scale)


def _masked(a: Floats, mask: Floats | None) -> Floats:
    return a if mask is None else a * mask


def _softmax(z: Floats) -> Floats:
    exponentials: Floats = np.exp(z - z.max(axis=0))
    exponentials /= exponentials.sum(axis=0)
    return exponentials
