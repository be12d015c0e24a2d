import random

import numpy as np
import pytest
import torch

from dlcourse.device import describe_device, get_device, set_seed


@pytest.fixture
def computer(monkeypatch):
    """Pretend to be a computer with these accelerators."""

    def pretend(*, cuda: bool, mps: bool) -> None:
        monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)

    return pretend


@pytest.mark.parametrize(
    "cuda, mps, wanted", [(True, True, "cuda"), (False, True, "mps"), (False, False, "cpu")]
)
def test_the_fastest_device_is_picked(computer, cuda, mps, wanted):
    computer(cuda=cuda, mps=mps)
    assert get_device() == torch.device(wanted)


@pytest.mark.parametrize("prefer, picked", [("cpu", "cpu"), ("mps", "mps"), ("cuda", "mps")])
def test_a_preferred_device_is_taken_where_it_exists(computer, prefer, picked):
    computer(cuda=False, mps=True)
    assert get_device(prefer).type == picked


def test_an_unknown_device_is_refused():
    with pytest.raises(ValueError, match=r"'gpu'.*cuda, mps, cpu"):
        get_device("gpu")


def draws():
    return random.random(), np.random.rand(), torch.rand(1).item()


def test_one_seed_repeats_the_numbers_of_all_three_sources():
    set_seed(7)
    first = draws()
    second = draws()
    set_seed(7)
    assert draws() == first
    set_seed(8)
    assert all(a != b for a, b in zip(draws(), first, strict=True))
    assert second != first


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_a_seed_out_of_range_is_refused(seed):
    with pytest.raises(ValueError, match="seed"):
        set_seed(seed)


def test_a_device_is_described_in_words():
    assert describe_device("cpu").startswith("CPU, ")
    assert describe_device(get_device("cpu")) == describe_device("cpu")
    assert describe_device("mps") == "MPS: Apple GPU"
