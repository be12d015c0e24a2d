import dataclasses
import gzip
import hashlib
import io
import os
import pickle
import struct
import subprocess
import sys
import tarfile

import numpy as np
import pytest

from dlcourse.data import (
    DataError,
    ImageDataset,
    catalog,
    fashion_sample,
    fetch,
    load_cifar10,
    load_digits,
    load_fashion_mnist,
    load_mnist,
    loading,
    places,
    where,
)

FULL_DATA = os.environ.get("DLCOURSE_DATA")
needs_full_data = pytest.mark.skipif(
    not FULL_DATA, reason="needs the full data sets: set DLCOURSE_DATA to a folder that holds them"
)
LOADERS = {"mnist": load_mnist, "fashion_mnist": load_fashion_mnist, "cifar10": load_cifar10}
IDX_NAMES = catalog.IDX_FILES


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    """A computer without data sets and without a network; returns its empty cache folder."""
    monkeypatch.delenv("DLCOURSE_DATA", raising=False)
    monkeypatch.delenv("DLCOURSE_OFFLINE", raising=False)
    monkeypatch.setattr(places, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(places, "COMMON_PLACES", ())
    monkeypatch.setattr(loading, "_failed_downloads", [])
    for name, spec in catalog.SETS.items():
        unreachable = dataclasses.replace(spec, mirrors=("http://127.0.0.1:9/",))
        monkeypatch.setitem(catalog.SETS, name, unreachable)
    monkeypatch.setenv("no_proxy", "*")
    return tmp_path / "cache"


def tiny_arrays(seed=0, shape=(28, 28)):
    """Six images for training and three for testing."""
    random = np.random.default_rng(seed)
    return (
        random.integers(256, size=(6, *shape), dtype=np.uint8),
        np.array([0, 9, 1, 7, 1, 2]),
        random.integers(256, size=(3, *shape), dtype=np.uint8),
        np.array([5, 3, 0]),
    )


def idx_bytes(array):
    header = struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape)
    return header + array.astype(np.uint8).tobytes()


def write_idx(folder, arrays, *, packed=True):
    """Write the four files of MNIST."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in zip(IDX_NAMES, arrays, strict=True):
        content = idx_bytes(array)
        if packed:
            (folder / f"{name}.gz").write_bytes(gzip.compress(content))
        else:
            (folder / name).write_bytes(content)


def assert_holds(dataset, arrays):
    loaded = (
        dataset.train_images,
        dataset.train_labels,
        dataset.test_images,
        dataset.test_labels,
    )
    for actual, wanted in zip(loaded, arrays, strict=True):
        np.testing.assert_array_equal(actual, wanted)


def assert_is_sound(dataset):
    """What every data set promises."""
    for images, labels in (
        (dataset.train_images, dataset.train_labels),
        (dataset.test_images, dataset.test_labels),
    ):
        assert images.dtype == np.uint8 and labels.dtype == np.int64
        assert labels.shape == images.shape[:1]
        assert set(labels) <= set(range(len(dataset.class_names)))
    assert len(dataset.images) == len(dataset.labels)
    np.testing.assert_array_equal(dataset.images[: len(dataset.train_images)], dataset.train_images)
    np.testing.assert_array_equal(dataset.labels[len(dataset.train_labels) :], dataset.test_labels)


# Folders that the user names


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("subfolder", ["", "mnist", "MNIST/raw", "raw"])
def test_mnist_is_found_in_all_usual_layouts(tmp_path, subfolder, packed):
    write_idx(tmp_path / subfolder, tiny_arrays(), packed=packed)
    dataset = load_mnist(tmp_path)
    assert_holds(dataset, tiny_arrays())
    assert_is_sound(dataset)
    assert dataset.name == "MNIST"
    assert dataset.source == "part of MNIST, 9 of 70,000 images"


@pytest.mark.parametrize("subfolder", ["", "fashion_mnist", "fashion-mnist", "FashionMNIST/raw"])
def test_fashion_mnist_is_found_in_all_usual_layouts(tmp_path, subfolder):
    write_idx(tmp_path / subfolder, tiny_arrays())
    dataset = load_fashion_mnist(str(tmp_path))
    assert_holds(dataset, tiny_arrays())
    assert dataset.class_names[9] == "Ankle boot"


def test_one_folder_may_hold_several_sets(tmp_path):
    write_idx(tmp_path / "mnist", tiny_arrays(1))
    write_idx(tmp_path / "fashion_mnist", tiny_arrays(2))
    assert_holds(load_mnist(tmp_path), tiny_arrays(1))
    assert_holds(load_fashion_mnist(tmp_path), tiny_arrays(2))


def test_mnist_is_not_taken_for_fashion_mnist_although_the_files_have_the_same_names(
    tmp_path, monkeypatch
):
    arrays = tiny_arrays()
    spec = catalog.SETS["mnist"]
    labels = dataclasses.replace(
        spec.files[1], sha256=hashlib.sha256(idx_bytes(arrays[1])).hexdigest()
    )
    files = (spec.files[0], labels, *spec.files[2:])
    monkeypatch.setitem(catalog.SETS, "mnist", dataclasses.replace(spec, files=files))
    write_idx(tmp_path, arrays)
    assert_holds(load_mnist(tmp_path), arrays)
    with pytest.raises(DataError, match="Fashion-MNIST is not in the folder"):
        load_fashion_mnist(tmp_path)


@pytest.mark.parametrize("name, sign", [("mnist", "train-images-idx3-ubyte"), ("cifar10", "npz")])
def test_a_folder_without_the_set_is_an_error_that_says_what_was_looked_for(tmp_path, name, sign):
    with pytest.raises(DataError) as failure:
        LOADERS[name](tmp_path)
    assert str(tmp_path) in str(failure.value)
    assert sign in str(failure.value)
    assert name in str(failure.value)


def test_a_folder_with_only_some_of_the_files_is_no_set(tmp_path):
    write_idx(tmp_path, tiny_arrays())
    (tmp_path / f"{IDX_NAMES[3]}.gz").unlink()
    with pytest.raises(DataError, match="three companions"):
        load_mnist(tmp_path)


@pytest.mark.parametrize("load", LOADERS.values())
def test_a_folder_that_does_not_exist_is_an_error(tmp_path, load):
    with pytest.raises(DataError, match=r"folder is '.*missing', but there is no such folder"):
        load(tmp_path / "missing")


def test_the_environment_variable_names_the_folder(tmp_path, monkeypatch, capsys):
    write_idx(tmp_path / "mnist", tiny_arrays())
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path))
    assert_holds(load_mnist(), tiny_arrays())
    assert where("mnist") == tmp_path / "mnist"
    assert capsys.readouterr().out == ""


def test_a_tilde_stands_for_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    write_idx(tmp_path / "sets", tiny_arrays())
    assert_holds(load_mnist("~/sets"), tiny_arrays())


def test_an_environment_variable_without_a_folder_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "missing"))
    with pytest.raises(DataError, match="DLCOURSE_DATA is "):
        load_mnist()


def test_the_argument_goes_before_the_environment_variable(tmp_path, monkeypatch):
    write_idx(tmp_path / "a", tiny_arrays(1))
    write_idx(tmp_path / "b", tiny_arrays(2))
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "a"))
    assert_holds(load_mnist(tmp_path / "b"), tiny_arrays(2))
    assert_holds(load_mnist(), tiny_arrays(1))


def test_the_cache_is_searched_when_the_named_folder_has_other_sets(tmp_path, monkeypatch, cache):
    write_idx(tmp_path / "sets" / "fashion_mnist", tiny_arrays(1))
    write_idx(cache / "mnist", tiny_arrays(2))
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "sets"))
    assert_holds(load_mnist(), tiny_arrays(2))


def test_common_places_are_searched_last(tmp_path, monkeypatch, cache):
    monkeypatch.setattr(places, "COMMON_PLACES", ("missing", str(tmp_path / "common")))
    write_idx(tmp_path / "common" / "MNIST" / "raw", tiny_arrays(1))
    assert_holds(load_mnist(), tiny_arrays(1))
    write_idx(cache / "mnist", tiny_arrays(2))
    assert_holds(load_mnist(), tiny_arrays(2))


def test_images_may_be_changed_in_place(tmp_path):
    write_idx(tmp_path, tiny_arrays())
    load_mnist(tmp_path).train_images[0] = 0
    assert_holds(load_mnist(tmp_path), tiny_arrays())


# Damaged files

GOOD = idx_bytes(tiny_arrays()[0])
DAMAGES = {
    "empty": b"",
    "no gzip": b"nonsense",
    "gzip cut off": gzip.compress(GOOD)[:-20],
    "another format": gzip.compress(b"PNG" + GOOD),
    "numbers that are no bytes": gzip.compress(GOOD[:2] + b"\x0d" + GOOD[3:]),
    "too short": gzip.compress(GOOD[:-1]),
    "too long": gzip.compress(GOOD + b"\0"),
    "header cut off": gzip.compress(GOOD[:7]),
}


@pytest.mark.parametrize("content", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_in_a_named_folder_is_named(tmp_path, content):
    write_idx(tmp_path, tiny_arrays())
    (tmp_path / f"{IDX_NAMES[0]}.gz").write_bytes(content)
    with pytest.raises(DataError, match=r"train-images-idx3-ubyte\.gz is damaged"):
        load_mnist(tmp_path)


@pytest.mark.parametrize("content", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_set_in_the_cache_is_passed_over(cache, content, capsys):
    write_idx(cache / "fashion_mnist", tiny_arrays())
    (cache / "fashion_mnist" / f"{IDX_NAMES[1]}.gz").write_bytes(content)
    assert "stand-in" in load_fashion_mnist().source


def test_files_that_do_not_belong_together_are_refused(tmp_path):
    train_images, train_labels, test_images, test_labels = tiny_arrays()
    write_idx(tmp_path, (train_images, train_labels[:-1], test_images, test_labels))
    with pytest.raises(DataError, match="do not belong together"):
        load_mnist(tmp_path)


def test_labels_that_are_no_classes_are_refused(tmp_path):
    train_images, train_labels, test_images, test_labels = tiny_arrays()
    write_idx(tmp_path, (train_images, train_labels + 1, test_images, test_labels))
    with pytest.raises(DataError, match=r"labels .* go up to 10"):
        load_mnist(tmp_path)


# The forms of CIFAR-10

COLOR = (3, 32, 32)
TRAIN_BATCHES = [f"data_batch_{number}" for number in range(1, 6)]


def cifar_arrays():
    """Two images in each of the five training batches, and three for testing."""
    random = np.random.default_rng(3)
    return (
        random.integers(256, size=(10, *COLOR), dtype=np.uint8),
        np.arange(10),
        random.integers(256, size=(3, *COLOR), dtype=np.uint8),
        np.array([9, 0, 9]),
    )


def cifar_batches():
    train_images, train_labels, test_images, test_labels = cifar_arrays()
    for number, name in enumerate(TRAIN_BATCHES):
        part = slice(2 * number, 2 * number + 2)
        yield name, train_images[part], train_labels[part]
    yield "test_batch", test_images, test_labels


def records(images, labels):
    rows = images.reshape(len(images), -1)
    return np.column_stack([labels, rows]).astype(np.uint8).tobytes()


def write_binary(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, images, labels in cifar_batches():
        (folder / f"{name}.bin").write_bytes(records(images, labels))


def write_archive(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(folder / "cifar-10-binary.tar.gz", "w:gz") as archive:
        for name, images, labels in cifar_batches():
            content = records(images, labels)
            member = tarfile.TarInfo(f"cifar-10-batches-bin/{name}.bin")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


def write_pickles(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, images, labels in cifar_batches():
        rows = images.reshape(len(images), -1)
        content = {b"data": rows, b"labels": labels.tolist(), b"batch_label": b"a batch"}
        (folder / name).write_bytes(pickle.dumps(content, protocol=4))


def write_npz(folder):
    folder.mkdir(parents=True, exist_ok=True)
    names = ("train_images", "train_labels", "test_images", "test_labels")
    np.savez(folder / "cifar10_part.npz", **dict(zip(names, cifar_arrays(), strict=True)))


CIFAR_FORMS = {
    "binary": ("cifar-10-batches-bin", write_binary),
    "binary, the folder itself": ("", write_binary),
    "archive": ("", write_archive),
    "archive in a subfolder": ("cifar10", write_archive),
    "Python": ("cifar-10-batches-py", write_pickles),
    "Python, the folder itself": ("", write_pickles),
    "npz": ("cifar10_subset", write_npz),
    "npz, the folder itself": ("", write_npz),
}


@pytest.mark.parametrize("subfolder, write", CIFAR_FORMS.values(), ids=CIFAR_FORMS)
def test_cifar10_is_found_in_all_its_forms(tmp_path, subfolder, write):
    write(tmp_path / subfolder)
    dataset = load_cifar10(tmp_path)
    assert_holds(dataset, cifar_arrays())
    assert_is_sound(dataset)
    assert dataset.class_names[9] == "truck"


def test_labels_of_cifar10_that_are_no_classes_are_refused(tmp_path):
    write_binary(tmp_path)
    (tmp_path / "test_batch.bin").write_bytes(records(cifar_arrays()[2], np.array([1, 10, 2])))
    with pytest.raises(DataError, match="labels outside 0 to 9"):
        load_cifar10(tmp_path)


def test_a_cut_off_batch_of_cifar10_is_refused(tmp_path):
    write_binary(tmp_path)
    path = tmp_path / "data_batch_3.bin"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DataError, match="no multiple of 3,073"):
        load_cifar10(tmp_path)


@pytest.mark.parametrize("write", [write_binary, write_pickles])
def test_a_missing_batch_of_cifar10_is_named(tmp_path, write):
    write(tmp_path)
    next(tmp_path.glob("data_batch_4*")).unlink()
    with pytest.raises(DataError, match="data_batch_4"):
        load_cifar10(tmp_path)


def test_a_cut_off_archive_is_refused(tmp_path):
    write_archive(tmp_path)
    path = tmp_path / "cifar-10-binary.tar.gz"
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(DataError, match=r"cifar-10-binary\.tar\.gz is damaged"):
        load_cifar10(tmp_path)


class Trap:
    """Unpickling it as usual makes a folder."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_that_would_run_code_is_refused_and_runs_nothing(tmp_path, protocol):
    write_pickles(tmp_path)
    trap = pickle.dumps(Trap(tmp_path / "sprung"), protocol=protocol)
    (tmp_path / "data_batch_1").write_bytes(trap)
    with pytest.raises(DataError, match=r"mkdir, which no data set needs"):
        load_cifar10(tmp_path)
    assert not (tmp_path / "sprung").exists()


def python2_pickle(rows, labels):
    """Write a batch as Python 2 did, which is how the original files were made."""

    def text(content):
        return b"U" + bytes([len(content)]) + content

    def number(value):
        return b"J" + struct.pack("<i", value)

    dtype = (
        b"cnumpy\ndtype\n" + text(b"u1") + b"K\x00K\x01\x87R"
        b"(K\x03" + text(b"|") + b"NNN" + number(-1) + number(-1) + b"K\x00tb"
    )
    array = (
        b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85" + text(b"b") + b"\x87R"
        b"(K\x01"
        + number(rows.shape[0])
        + number(rows.shape[1])
        + b"\x86"
        + dtype
        + b"\x89T"
        + struct.pack("<I", rows.size)
        + rows.tobytes()
        + b"tb"
    )
    numbers = b"](" + b"".join(map(number, labels)) + b"e"
    return b"\x80\x02}(" + text(b"data") + array + text(b"labels") + numbers + b"u."


def test_the_pickles_of_python_2_are_read(tmp_path):
    for name, images, labels in cifar_batches():
        content = python2_pickle(images.reshape(len(images), -1), labels.tolist())
        (tmp_path / name).write_bytes(content)
    assert_holds(load_cifar10(tmp_path), cifar_arrays())


def test_an_npz_file_that_would_need_pickles_is_refused(tmp_path):
    names = ("train_images", "train_labels", "test_images", "test_labels")
    content = {name: np.array([Trap(tmp_path / "sprung")]) for name in names}
    np.savez(tmp_path / "cifar10.npz", **content)
    with pytest.raises(DataError, match=r"cifar10\.npz is damaged"):
        load_cifar10(tmp_path)
    assert not (tmp_path / "sprung").exists()


# Stand-ins


@pytest.mark.parametrize("load", LOADERS.values(), ids=LOADERS)
def test_a_stand_in_is_announced_in_one_line(load, monkeypatch, capsys):
    monkeypatch.setenv("DLCOURSE_OFFLINE", "1")
    dataset = load()
    printed = capsys.readouterr()
    assert printed.out.count("\n") == 1 and printed.out.endswith("\n")
    assert "stands in" in printed.out and "DLCOURSE_OFFLINE" in printed.out
    assert "dlcourse data fetch" in printed.out
    assert printed.err == ""
    assert "stand-in" in dataset.source
    assert_is_sound(dataset)


@pytest.fixture
def offline(monkeypatch, capsys):
    monkeypatch.setenv("DLCOURSE_OFFLINE", "1")


def counts(labels):
    return np.bincount(labels, minlength=10).tolist()


def test_mnist_is_stood_in_for_by_real_digits(offline):
    dataset = load_mnist()
    assert dataset.train_images.shape == (4000, 28, 28)
    assert dataset.test_images.shape == (1000, 28, 28)
    assert counts(dataset.train_labels) == [400] * 10
    assert counts(dataset.test_labels) == [100] * 10
    assert dataset.train_images.max() == 255
    assert_holds(
        load_mnist(),
        (dataset.train_images, dataset.train_labels, dataset.test_images, dataset.test_labels),
    )


def test_the_samples_of_the_stand_in_are_mixed(offline):
    labels = load_mnist().train_labels
    assert len(set(labels[:100])) == 10


def test_fashion_mnist_is_stood_in_for_by_a_part_of_it(offline):
    dataset = load_fashion_mnist()
    np.testing.assert_array_equal(dataset.images, fashion_sample().images)
    assert dataset.name == "Fashion-MNIST"


def test_cifar10_is_stood_in_for_by_color_images_that_do_not_pretend_to_be_it(offline, capsys):
    dataset = load_cifar10()
    assert dataset.train_images.shape == (2000, 3, 32, 32)
    assert dataset.test_images.shape == (500, 3, 32, 32)
    assert dataset.class_names == fashion_sample().class_names
    assert dataset.name == "CIFAR-10 stand-in"
    assert "no CIFAR-10 images" in capsys.readouterr().out
    np.testing.assert_array_equal(dataset.train_labels, fashion_sample().train_labels)
    np.testing.assert_array_equal(load_cifar10().test_images, dataset.test_images)


def test_the_color_stand_in_is_in_color(offline):
    images = load_cifar10().train_images.astype(float)
    assert np.abs(images[:, 0] - images[:, 2]).mean() > 10


# The sets that are always there


def test_the_sample_of_fashion_mnist(capsys):
    dataset = fashion_sample()
    assert_is_sound(dataset)
    assert dataset.train_images.shape == (2000, 28, 28)
    assert counts(dataset.train_labels) == [200] * 10
    assert counts(dataset.test_labels) == [50] * 10
    assert "2,500 of 70,000" in dataset.source
    assert capsys.readouterr().out == ""


def test_the_small_digits():
    dataset = load_digits()
    assert_is_sound(dataset)
    assert dataset.images.shape == (1797, 8, 8)
    assert (dataset.images.min(), dataset.images.max()) == (0, 16)
    assert len(dataset.test_labels) == 359
    np.testing.assert_array_equal(load_digits().train_images, dataset.train_images)


def test_a_dataset_is_described_without_its_numbers():
    dataset = ImageDataset("toy", *tiny_arrays(), class_names=("a", "b"), source="a test")
    assert repr(dataset) == "ImageDataset(name='toy', class_names=('a', 'b'), source='a test')"


# Downloads, see also test_download.py


@pytest.fixture
def web(monkeypatch, tmp_path):
    """A mirror of a tiny MNIST; returns its arrays and the list of files asked for."""
    import functools
    import http.server
    import threading

    arrays = tiny_arrays(8)
    write_idx(tmp_path / "web", arrays)
    files = tuple(
        catalog.RemoteFile(
            f"{name}.gz", hashlib.sha256(idx_bytes(array)).hexdigest(), len(idx_bytes(array))
        )
        for name, array in zip(IDX_NAMES, arrays, strict=True)
    )
    requests = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            requests.append(self.path)

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(tmp_path / "web"))
    )
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    mirrors = (f"http://127.0.0.1:{server.server_port}/",)
    spec = dataclasses.replace(catalog.SETS["mnist"], files=files, mirrors=mirrors)
    monkeypatch.setitem(catalog.SETS, "mnist", spec)
    yield arrays, requests
    server.shutdown()
    server.server_close()


def test_a_missing_set_is_downloaded_once_and_then_read_from_the_cache(web, cache, capsys):
    arrays, requests = web
    dataset = load_mnist()
    assert_holds(dataset, arrays)
    assert str(cache) not in dataset.source
    assert "stands in" not in capsys.readouterr().out
    assert len(requests) == 4
    assert_holds(load_mnist(), arrays)
    assert len(requests) == 4


def test_downloads_can_be_forbidden(web, monkeypatch, capsys):
    monkeypatch.setenv("DLCOURSE_OFFLINE", "1")
    assert "stand-in" in load_mnist().source
    with pytest.raises(DataError, match="DLCOURSE_OFFLINE=1 forbids"):
        fetch("mnist")
    assert web[1] == []


def test_without_a_network_a_set_stands_in_and_the_reason_is_told(capsys):
    assert "stand-in" in load_fashion_mnist().source
    printed = capsys.readouterr()
    assert "Connection refused" in printed.out
    assert printed.err == ""


def test_after_a_failure_no_further_download_is_tried(web, capsys):
    load_fashion_mnist()
    assert "stand-in" in load_mnist().source
    assert "restart the kernel" in capsys.readouterr().out
    assert web[1] == []


def test_a_set_that_appears_later_is_found_after_a_failure(cache, capsys):
    load_fashion_mnist()
    write_idx(cache / "mnist", tiny_arrays())
    assert_holds(load_mnist(), tiny_arrays())


def test_damaged_bytes_never_reach_the_cache(web, cache, tmp_path, capsys):
    (tmp_path / "web" / f"{IDX_NAMES[2]}.gz").write_bytes(gzip.compress(b"wrong"))
    assert "stand-in" in load_mnist().source
    assert f"{IDX_NAMES[2]}.gz came damaged" in capsys.readouterr().out
    assert sorted(path.name for path in (cache / "mnist").iterdir()) == [
        f"{IDX_NAMES[0]}.gz",
        f"{IDX_NAMES[1]}.gz",
    ]


def test_a_damaged_set_in_the_cache_is_downloaded_anew(web, cache):
    arrays, _ = web
    load_mnist()
    (cache / "mnist" / f"{IDX_NAMES[0]}.gz").write_bytes(b"rotten")
    assert_holds(load_mnist(), arrays)


def test_fetching_gets_only_what_is_missing_or_damaged(web, tmp_path):
    arrays, requests = web
    folder = fetch("mnist", tmp_path / "shared")
    assert folder == tmp_path / "shared" / "mnist"
    (folder / f"{IDX_NAMES[1]}.gz").write_bytes(b"rotten")
    requests.clear()
    fetch("mnist", tmp_path / "shared")
    assert len(requests) == 1 and IDX_NAMES[1] in requests[0]
    assert_holds(load_mnist(tmp_path / "shared"), arrays)


def test_an_unknown_set_cannot_be_fetched():
    with pytest.raises(DataError, match=r"'imagenet'.*mnist, fashion_mnist, cifar10"):
        fetch("imagenet")


# The table of sets


@pytest.mark.parametrize("spec", catalog.SETS.values(), ids=catalog.SETS)
def test_each_set_has_checksums_and_a_second_mirror(spec):
    assert all(len(bytes.fromhex(file.sha256)) == 32 for file in spec.files)
    assert all(mirror.endswith("/") for mirror in spec.mirrors)
    assert len(spec.class_names) == 10


# The full sets


@needs_full_data
@pytest.mark.parametrize("name", ["mnist", "fashion_mnist"])
def test_the_full_set_is_complete_and_has_the_right_checksums(name):
    dataset = LOADERS[name](FULL_DATA)
    assert_is_sound(dataset)
    assert dataset.images.shape == (70_000, 28, 28)
    assert dataset.source.startswith("full ")
    arrays = (
        dataset.train_images,
        dataset.train_labels,
        dataset.test_images,
        dataset.test_labels,
    )
    for file, array in zip(catalog.SETS[name].files, arrays, strict=True):
        assert hashlib.sha256(idx_bytes(array)).hexdigest() == file.sha256
        assert len(idx_bytes(array)) == file.size


@needs_full_data
def test_the_full_mnist_has_the_known_numbers_of_ones_and_sevens():
    from dlcourse.preparation import prepare_pair

    dataset = load_mnist(FULL_DATA)
    assert counts(dataset.labels)[1] == 7_877
    assert counts(dataset.labels)[7] == 7_293
    pair = prepare_pair(dataset, 1, 7)
    assert (len(pair.x_train), len(pair.x_test)) == (12_136, 3_034)
    assert (pair.x_train.min(), pair.x_train.max()) == (0, 1)
    assert pair.y_train.sum() + pair.y_test.sum() == 7_293


@needs_full_data
def test_the_sample_is_the_beginning_of_the_full_fashion_mnist():
    full, sample = load_fashion_mnist(FULL_DATA), fashion_sample()
    for label in range(10):
        np.testing.assert_array_equal(
            sample.train_images[sample.train_labels == label],
            full.train_images[full.train_labels == label][:200],
        )
        np.testing.assert_array_equal(
            sample.test_images[sample.test_labels == label],
            full.test_images[full.test_labels == label][:50],
        )


@needs_full_data
def test_cifar10_of_the_data_folder_is_balanced():
    dataset = load_cifar10(FULL_DATA)
    assert_is_sound(dataset)
    assert dataset.images.shape[1:] == (3, 32, 32)
    assert len(set(counts(dataset.labels))) == 1


# Speed


def test_importing_is_light():
    modules = "data, pace, device, batches, preparation, cli"
    code = f"from dlcourse import {modules}; import sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert not loaded & {"torch", "sklearn", "mlxtend", "matplotlib", "pandas", "scipy", "tqdm"}
