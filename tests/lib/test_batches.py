import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.batches import MiniBatches


@given(m=st.integers(1, 60), batch_size=st.integers(1, 70), shuffle=st.booleans())
def test_one_pass_brings_each_sample_once_with_its_label(m, batch_size, shuffle):
    x = np.arange(m)[:, None] * [1.0, 10.0]
    y = np.arange(m)
    batches = list(MiniBatches(x, y, batch_size, shuffle=shuffle))
    assert sorted(np.concatenate([labels for _, labels in batches])) == list(range(m))
    for inputs, labels in batches:
        np.testing.assert_array_equal(inputs, x[labels])


@given(m=st.integers(1, 60), batch_size=st.integers(1, 70))
def test_all_batches_are_full_but_the_last(m, batch_size):
    batches = MiniBatches(np.zeros(m), np.zeros(m), batch_size)
    sizes = [len(x) for x, _ in batches]
    assert len(batches) == len(sizes)
    assert all(size == batch_size for size in sizes[:-1])
    assert 1 <= sizes[-1] <= batch_size


def order(batches):
    return [int(label) for _, labels in batches for label in labels]


def test_each_pass_has_a_new_order_and_a_seed_repeats_them():
    x = y = np.arange(100)
    batches = MiniBatches(x, y, 32, seed=3)
    first, second = order(batches), order(batches)
    assert first != second
    again = MiniBatches(x, y, 32, seed=3)
    assert [order(again), order(again)] == [first, second]
    assert order(MiniBatches(x, y, 32, seed=4)) != first


def test_without_shuffling_the_samples_keep_their_order():
    batches = MiniBatches(np.arange(10), np.arange(10), 3, shuffle=False)
    assert order(batches) == list(range(10)) == order(batches)


def test_tensors_stay_tensors():
    x, y = torch.arange(6.0).reshape(3, 2), torch.tensor([5, 6, 7])
    (inputs, labels), _ = MiniBatches(x, y, 2)
    assert inputs.dtype == torch.float32 and inputs.shape == (2, 2)
    assert torch.equal(inputs, x[labels - 5])


@pytest.mark.parametrize("shuffle", [True, False])
def test_changing_a_batch_leaves_the_data_alone(shuffle):
    x = np.arange(4.0)
    for inputs, _ in MiniBatches(x, x, 2, shuffle=shuffle):
        inputs += 1
    np.testing.assert_array_equal(x, np.arange(4.0))


def test_a_numpy_integer_is_a_fine_batch_size():
    assert len(MiniBatches(np.zeros(5), np.zeros(5), np.int64(2))) == 3


@pytest.mark.parametrize(
    "m_x, m_y, batch_size, error, words",
    [
        (4, 5, 2, ValueError, "4 samples and y has 5"),
        (0, 0, 2, ValueError, "empty"),
        (4, 4, 0, ValueError, "batch_size is 0"),
        (4, 4, 2.5, TypeError, "batch_size is 2.5"),
    ],
)
def test_wrong_arguments_are_named(m_x, m_y, batch_size, error, words):
    with pytest.raises(error, match=words):
        MiniBatches(np.zeros(m_x), np.zeros(m_y), batch_size)
