"""Downloads, tried against a server on this computer."""

import errno
import gzip
import hashlib
import http.server
import io
import os
import random
import socket
import threading
from pathlib import Path

import pytest

import dlcourse.data.download as download_module
from dlcourse.data.catalog import DataError, RemoteFile
from dlcourse.data.download import download, is_intact

CONTENT = random.Random(0).randbytes(100_000)
PACKED = gzip.compress(CONTENT)
FILE = RemoteFile("images.gz", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))


class Mirror:
    """A web server that answers every request with the same bytes."""

    def __init__(self, body: bytes, *, announced: int | None = None, status: int = 200):
        self.requests: list[str] = []
        mirror = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                mirror.requests.append(self.path)
                self.send_response(status)
                self.send_header("Content-Length", str(announced or len(body)))
                self.end_headers()
                try:
                    self.wfile.write(body)
                except OSError:
                    pass  # The other side has seen enough.

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def mirror(monkeypatch):
    """Start servers, which are stopped at the end."""
    monkeypatch.setenv("no_proxy", "*")
    started = []

    def start(*arguments, **options):
        started.append(Mirror(*arguments, **options))
        return started[-1]

    yield start
    for server in started:
        server.close()


@pytest.fixture
def silent_url():
    """An address that takes a connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


@pytest.fixture
def closed_url():
    """An address that refuses connections."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return f"http://127.0.0.1:{port}/"


def files_in(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_good_file_arrives_with_a_progress_bar(mirror, tmp_path, capsys):
    server = mirror(PACKED)
    path = download(FILE, [server.url], tmp_path / "new" / "folder")
    assert path == tmp_path / "new" / "folder" / "images.gz"
    assert path.read_bytes() == PACKED
    assert files_in(path.parent) == ["images.gz"]
    assert server.requests == ["/images.gz"]
    printed = capsys.readouterr()
    assert "images.gz" in printed.out and "100%" in printed.out
    assert printed.err == ""


def test_the_checksum_is_that_of_the_unpacked_bytes(mirror, tmp_path):
    packed_otherwise = gzip.compress(CONTENT, compresslevel=1, mtime=7)
    assert packed_otherwise != PACKED
    assert download(FILE, [mirror(packed_otherwise).url], tmp_path).read_bytes() == packed_otherwise


def test_the_checksum_of_an_archive_is_that_of_the_file_itself(mirror, tmp_path):
    file = RemoteFile("a.tar.gz", hashlib.sha256(PACKED).hexdigest(), len(PACKED), compressed=False)
    assert download(file, [mirror(PACKED).url], tmp_path).read_bytes() == PACKED


def test_a_file_can_only_be_read_by_others_if_the_umask_lets_them(mirror, tmp_path):
    plain = tmp_path / "plain"
    plain.touch()
    path = download(FILE, [mirror(PACKED).url], tmp_path)
    assert path.stat().st_mode == plain.stat().st_mode


def test_damaged_bytes_name_the_file_and_both_checksums(mirror, tmp_path):
    other = gzip.compress(b"something else")
    with pytest.raises(DataError) as failure:
        download(FILE, [mirror(other).url], tmp_path)
    message = str(failure.value)
    assert "images.gz" in message
    assert FILE.sha256 in message
    assert hashlib.sha256(b"something else").hexdigest() in message
    assert files_in(tmp_path) == []


BAD_ANSWERS = {
    "other bytes": ({"body": gzip.compress(b"other")}, "came damaged"),
    "no gzip at all": ({"body": b"<html>Please log in</html>"}, "cannot be unpacked"),
    "cut off, and announced so": ({"body": PACKED[:-50]}, "cannot be unpacked"),
    "broken off": ({"body": PACKED[:99], "announced": len(PACKED)}, "broke off after 99 of"),
    "endless": ({"body": 3 * CONTENT}, "sends more than"),
    "unpacks to more than it should": (
        {"body": gzip.compress(CONTENT + bytes(10**6))},
        "came damaged",
    ),
    "not found": ({"body": b"", "status": 404}, "404"),
    "server error": ({"body": PACKED, "status": 503}, "503"),
}


@pytest.mark.parametrize("answer, words", BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_the_second_mirror_helps_when_the_first_fails(mirror, tmp_path, answer, words):
    first, second = mirror(**answer), mirror(PACKED)
    assert download(FILE, [first.url, second.url], tmp_path).read_bytes() == PACKED
    assert len(first.requests) == len(second.requests) == 1


@pytest.mark.parametrize("answer, words", BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_nothing_is_left_when_all_mirrors_fail(mirror, tmp_path, answer, words):
    with pytest.raises(DataError, match=words):
        download(FILE, [mirror(**answer).url], tmp_path)
    assert files_in(tmp_path) == []


def test_a_refused_connection_is_named(closed_url, tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    with pytest.raises(DataError, match=r"127\.0\.0\.1:\d+: Connection refused"):
        download(FILE, [closed_url], tmp_path / "folder")
    assert files_in(tmp_path) == []


def test_a_name_that_cannot_be_looked_up_is_named(tmp_path, monkeypatch):
    def no_network(*arguments, **options):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    with pytest.raises(DataError, match="mirror: Name or service not known"):
        download(FILE, ["http://mirror/"], tmp_path)


def test_a_mirror_that_says_nothing_is_given_up(silent_url, mirror, tmp_path, monkeypatch):
    monkeypatch.setattr(download_module, "CONNECT_SECONDS", 0.1)
    with pytest.raises(DataError, match=r"no answer within 0\.1 seconds"):
        download(FILE, [silent_url], tmp_path)
    monkeypatch.setattr(download_module, "CONNECT_SECONDS", 5.0)
    assert download(FILE, [mirror(PACKED).url], tmp_path).exists()


def test_the_reader_sees_what_is_waited_for(silent_url, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(download_module, "CONNECT_SECONDS", 0.1)
    with pytest.raises(DataError):
        download(FILE, [silent_url], tmp_path)
    assert "Connecting to 127.0.0.1" in capsys.readouterr().out


def test_a_download_that_stands_still_is_given_up(mirror, tmp_path, monkeypatch):
    def stand_still(self, *arguments):
        raise TimeoutError("timed out")

    monkeypatch.setattr("http.client.HTTPResponse.read", stand_still)
    with pytest.raises(DataError, match="timed out"):
        download(FILE, [mirror(PACKED).url], tmp_path)
    assert files_in(tmp_path) == []


@pytest.fixture
def small_disk(monkeypatch):
    """A disk on which a new file has room for 1,000 bytes."""

    class SmallFile(io.FileIO):
        def write(self, content):
            if self.tell() + len(content) > 1000:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().write(content)

    usual = Path.open

    def open_file(path, mode="r", *arguments, **options):
        return SmallFile(path, "x") if mode == "xb" else usual(path, mode, *arguments, **options)

    monkeypatch.setattr(Path, "open", open_file)


def test_a_full_disk_is_named_and_no_other_mirror_is_troubled(small_disk, mirror, tmp_path):
    first, second = mirror(PACKED), mirror(PACKED)
    with pytest.raises(DataError, match=r"disk is full.*images\.gz.*Free some space"):
        download(FILE, [first.url, second.url], tmp_path)
    assert files_in(tmp_path) == []
    assert second.requests == []


def test_a_disk_that_fills_up_at_the_very_end_leaves_nothing(mirror, tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match="disk is full"):
        download(FILE, [mirror(PACKED).url], tmp_path)
    assert files_in(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_named(mirror, tmp_path):
    (tmp_path / "taken").write_text("a file, no folder")
    with pytest.raises(DataError, match=r"cannot be written to .*taken"):
        download(FILE, [mirror(PACKED).url], tmp_path / "taken")


def test_an_interrupted_download_leaves_nothing(mirror, tmp_path, monkeypatch):
    def interrupt(response):
        raise KeyboardInterrupt

    monkeypatch.setattr(download_module, "_next_chunk", interrupt)
    with pytest.raises(KeyboardInterrupt):
        download(FILE, [mirror(PACKED).url], tmp_path)
    assert files_in(tmp_path) == []


def test_a_failed_download_leaves_the_old_file_and_a_good_one_replaces_it(mirror, tmp_path):
    (tmp_path / "images.gz").write_bytes(b"old")
    with pytest.raises(DataError):
        download(FILE, [mirror(b"bad").url], tmp_path)
    assert (tmp_path / "images.gz").read_bytes() == b"old"
    download(FILE, [mirror(PACKED).url], tmp_path)
    assert (tmp_path / "images.gz").read_bytes() == PACKED


@pytest.mark.parametrize(
    "content, intact", [(PACKED, True), (PACKED[:-9], False), (b"", False), (None, False)]
)
def test_an_intact_file_is_told_from_a_damaged_or_missing_one(tmp_path, content, intact):
    path = tmp_path / "images.gz"
    if content is not None:
        path.write_bytes(content)
    assert is_intact(path, FILE) is intact
