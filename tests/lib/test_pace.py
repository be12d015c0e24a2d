import pytest

from dlcourse.pace import is_quick, pace, progress


def test_the_full_length_is_the_default(monkeypatch):
    monkeypatch.delenv("DLCOURSE_QUICK", raising=False)
    assert not is_quick()
    assert pace(500, quick=20) == 500


@pytest.mark.parametrize("value, epochs", [("1", 20), ("0", 500), ("", 500)])
def test_the_environment_variable_picks_the_short_length(monkeypatch, value, epochs):
    monkeypatch.setenv("DLCOURSE_QUICK", value)
    assert pace(500, quick=20) == epochs


def test_progress_yields_every_item_in_order(capsys):
    assert list(progress(iter([3, 1, 2]), "counting", total=3)) == [3, 1, 2]
    printed = capsys.readouterr()
    assert "counting" in printed.out
    assert "3/3" in printed.out


def test_progress_writes_nothing_to_standard_error(capsys):
    for _ in progress(range(5), "training"):
        pass
    assert capsys.readouterr().err == ""


def test_progress_is_one_line(capsys):
    list(progress(range(5), "training"))
    assert capsys.readouterr().out.count("\n") == 1
