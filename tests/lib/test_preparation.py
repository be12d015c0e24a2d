from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dlcourse.preparation import (
    PairData,
    flatten,
    min_max_normalize,
    min_max_rescale,
    one_hot,
    prepare_pair,
    train_test_split,
    train_validation_test_split,
    z_normalize,
)

scalers = pytest.mark.parametrize("scaler", [min_max_rescale, min_max_normalize, z_normalize])
training_sets = arrays(
    np.float64,
    st.tuples(st.integers(2, 8), st.integers(1, 5)),
    elements=st.integers(-1000, 1000).map(float),
).filter(lambda x: x.min() < x.max())


# Splits


@given(m=st.integers(5, 80), seed=st.integers(0, 100))
def test_a_split_brings_each_sample_to_one_set_with_its_label(m, seed):
    x = np.arange(m)[:, None] * [1, 2]
    x_train, x_test, y_train, y_test = train_test_split(x, np.arange(m), seed=seed)
    assert sorted([*y_train, *y_test]) == list(range(m))
    np.testing.assert_array_equal(x_train[:, 0], y_train)
    np.testing.assert_array_equal(x_test[:, 1], 2 * y_test)


def test_the_test_set_gets_its_share():
    x_train, x_test, _, _ = train_test_split(np.zeros(15_170), np.zeros(15_170))
    assert (len(x_train), len(x_test)) == (12_136, 3_034)


def test_a_split_shuffles_and_a_seed_repeats_it():
    x = np.arange(50)
    first = train_test_split(x, x, seed=1)
    for a, b in zip(first, train_test_split(x, x, seed=1), strict=True):
        np.testing.assert_array_equal(a, b)
    assert first[0].tolist() != sorted(first[0])
    assert first[0].tolist() != train_test_split(x, x, seed=2)[0].tolist()


def test_a_split_keeps_dtypes():
    x_train, _, y_train, _ = train_test_split(np.zeros((9, 2), np.uint8), np.zeros(9, np.int64))
    assert (x_train.dtype, y_train.dtype) == (np.uint8, np.int64)


def test_three_sets_have_their_shares_and_share_no_sample():
    x = np.arange(200)
    parts = train_validation_test_split(x, 3 * x, validation_fraction=0.15, test_fraction=0.25)
    assert [len(part) for part in parts] == [120, 30, 50, 120, 30, 50]
    assert sorted(np.concatenate(parts[:3])) == list(range(200))
    for inputs, labels in zip(parts[:3], parts[3:], strict=True):
        np.testing.assert_array_equal(labels, 3 * inputs)


def test_splitting_in_three_gives_the_same_test_set_as_splitting_in_two():
    x = np.arange(200)
    in_three = train_validation_test_split(x, x, validation_fraction=0.1, test_fraction=0.2, seed=5)
    np.testing.assert_array_equal(in_three[2], train_test_split(x, x, seed=5)[1])


@pytest.mark.parametrize(
    "m, labels, fraction, words",
    [
        (10, 9, 0.2, r"x has shape \(10,\) and y has shape \(9,\)"),
        (10, 10, 0.0, "test_fraction is 0.0"),
        (10, 10, 20, "test_fraction is 20"),
        (2, 2, 0.2, "nothing is left for the test set"),
        (2, 2, 0.9, "nothing is left for the training set"),
    ],
)
def test_an_impossible_split_is_refused(m, labels, fraction, words):
    with pytest.raises(ValueError, match=words):
        train_test_split(np.zeros(m), np.zeros(labels), test_fraction=fraction)


def test_fractions_that_leave_no_training_set_are_refused():
    with pytest.raises(ValueError, match="nothing is left for the training set"):
        train_validation_test_split(
            np.zeros(10), np.zeros(10), validation_fraction=0.5, test_fraction=0.5
        )


# Scaling


@given(training_sets)
def test_rescaling_fills_the_range_from_0_to_1(x):
    (scaled,) = min_max_rescale(x)
    assert (scaled.min(), scaled.max()) == (0, 1)


@given(training_sets)
def test_normalizing_fills_the_range_from_minus_1_to_1(x):
    (scaled,) = min_max_normalize(x)
    assert (scaled.min(), scaled.max()) == (-1, 1)


@given(training_sets)
def test_z_normalizing_gives_mean_0_and_variance_1_or_0_for_constants(x):
    (scaled,) = z_normalize(x)
    constant = x.min(axis=0) == x.max(axis=0)
    np.testing.assert_allclose(scaled.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(scaled.std(axis=0), np.where(constant, 0, 1), atol=1e-9)


def test_min_and_max_are_those_of_all_features_together():
    (scaled,) = min_max_rescale([[0, 50], [10, 100]])
    np.testing.assert_allclose(scaled, [[0, 0.5], [0.1, 1]])


@scalers
def test_the_numbers_come_from_the_training_set_only(scaler):
    x = np.array([[0.0, 2.0], [4.0, 8.0]])
    alone = scaler(x)[0]
    scaled, other = scaler(x, np.array([[1000.0, -1000.0], [4.0, 8.0]]))
    np.testing.assert_array_equal(scaled, alone)
    np.testing.assert_allclose(other[1], scaled[1])


@scalers
def test_scaling_changes_no_input_and_gives_floats(scaler):
    x = np.array([[0, 255], [7, 3]], dtype=np.uint8)
    before = x.copy()
    scaled, other = scaler(x, x)
    np.testing.assert_array_equal(x, before)
    assert scaled.dtype == other.dtype == np.float64
    np.testing.assert_array_equal(scaled, other)


def test_a_constant_feature_becomes_0_even_if_its_mean_is_rounded():
    x = np.column_stack([np.full(10, 0.1), np.arange(10)])
    scaled, other = z_normalize(x, [[0.1, 4.5], [1.1, 4.5]])
    np.testing.assert_array_equal(scaled[:, 0], 0)
    np.testing.assert_allclose(other, [[0, 0], [1, 0]])


@scalers
@pytest.mark.parametrize("x, words", [([[1.0], [np.nan]], "NaN"), (np.zeros((0, 3)), "at least")])
def test_a_training_set_without_statistics_is_refused(scaler, x, words):
    with pytest.raises(ValueError, match=words):
        scaler(x)


def test_a_single_value_cannot_be_spread_over_a_range():
    with pytest.raises(ValueError, match="only the value 3"):
        min_max_rescale([[3, 3], [3, 3]])


def test_z_normalizing_sets_with_other_features_is_refused():
    with pytest.raises(ValueError, match=r"\(2,\).*\(3,\)"):
        z_normalize(np.eye(2), np.ones((4, 3)))


# Labels and images


def test_one_hot_rows():
    rows = one_hot(np.array([2, 0]), 3)
    np.testing.assert_array_equal(rows, [[0, 0, 1], [1, 0, 0]])
    assert rows.dtype == np.float64
    assert one_hot([], 4).shape == (0, 4)


@given(st.lists(st.integers(0, 6), max_size=20))
def test_one_hot_is_undone_by_argmax(labels):
    rows = one_hot(labels, 7)
    assert rows.argmax(axis=1).tolist() == labels
    assert rows.sum() == len(labels)


@pytest.mark.parametrize(
    "labels, words",
    [
        ([0, 3], "from 0 to 3, but with 3 classes"),
        ([-1, 0], "from -1 to 0"),
        ([0.0, 1.0], "integers"),
        ([[0], [1]], "vector"),
    ],
)
def test_what_is_no_class_number_is_refused(labels, words):
    with pytest.raises(ValueError, match=words):
        one_hot(labels, 3)


@pytest.mark.parametrize("shape", [(2, 3, 4), (2, 3, 4, 5), (2, 7), (0, 28, 28)])
def test_flatten_lays_each_image_in_a_row(shape):
    images = np.arange(np.prod(shape), dtype=np.uint8).reshape(shape)
    rows = flatten(images)
    assert rows.shape == (shape[0], np.prod(shape[1:]))
    assert rows.dtype == np.float64
    np.testing.assert_array_equal(rows.reshape(shape), images)


# Two classes of a data set


@dataclass
class Dataset:
    name: str
    images: np.ndarray
    labels: np.ndarray


@pytest.fixture
def dataset():
    """Images of 2 × 2 pixels that are all 10 times their label, with one bright pixel."""
    labels = np.repeat(np.arange(4), 25).astype(np.int64)
    images = np.broadcast_to(10 * labels[:, None, None], (100, 2, 2)).astype(np.uint8)
    images[:, 0, 1] = 40
    return Dataset("toy set", images, labels)


def test_a_pair_is_flattened_split_and_rescaled(dataset):
    pair = prepare_pair(dataset, 1, 3, seed=2)
    assert isinstance(pair, PairData)
    assert pair.x_train.shape == (40, 4) and pair.x_test.shape == (10, 4)
    assert pair.y_train.dtype == pair.y_test.dtype == np.int64
    assert pair.y_train.sum() + pair.y_test.sum() == 25
    # From 10..40 to 0..1: class 1 (y = 0) becomes 0, class 3 (y = 1) becomes 2/3.
    np.testing.assert_allclose(pair.x_train[:, 0], pair.y_train * 2 / 3)
    np.testing.assert_allclose(pair.x_test[:, 3], pair.y_test * 2 / 3)
    np.testing.assert_allclose(pair.x_train[:, 1], 1)


def test_the_positive_class_is_1_also_when_its_number_is_the_smaller(dataset):
    pair = prepare_pair(dataset, 3, 1)
    np.testing.assert_allclose(pair.x_train[:, 0], (1 - pair.y_train) * 2 / 3)


def test_a_pair_needs_two_classes_of_the_data_set(dataset):
    with pytest.raises(ValueError, match="both 2"):
        prepare_pair(dataset, 2, 2)
    with pytest.raises(ValueError, match=r"positive_class is 7, but toy set.*0, 1, 2, 3"):
        prepare_pair(dataset, 1, 7)
