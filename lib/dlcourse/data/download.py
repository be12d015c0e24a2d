"""Downloading a file: quick to give up, checked before use, never half-written."""

import contextlib
import errno
import gzip
import hashlib
import os
import queue
import secrets
import ssl
import sys
import threading
import zlib
from collections.abc import Iterator, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any, BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from dlcourse.data.catalog import DataError, RemoteFile

CONNECT_SECONDS = 5.0
"""How long a mirror may take to answer, from looking up its name to the first line."""

STALL_SECONDS = 20.0
"""How long a running download may stand still."""

_CHUNK = 1 << 16


class _MirrorError(Exception):
    """One mirror failed; the next one may do."""


def download(file: RemoteFile, mirrors: Sequence[str], folder: Path) -> Path:
    """Download one file with a progress bar and check it.

    The file appears under its name only when it is complete and its checksum is right. Whatever
    fails, nothing half-written stays behind.

    Parameters
    ----------
    file : RemoteFile
        The file and its checksum.
    mirrors : sequence of str
        Addresses with a slash at the end; the second is tried when the first fails.
    folder : Path
        Where to put the file; made if need be.

    Returns
    -------
    Path
        The file, new or replaced.

    Raises
    ------
    DataError
        When all mirrors fail, or the file cannot be written here (a full disk, no permission).
    """
    failures = []
    for mirror in mirrors:
        try:
            return _download_from(mirror + file.name, file, folder)
        except _MirrorError as failure:
            failures.append(f"{urlsplit(mirror).netloc}: {failure}")
        except OSError as error:
            raise DataError(_local_problem(error, file, folder)) from error
    raise DataError(f"{file.name} could not be downloaded. " + "; ".join(failures))


def is_intact(path: Path, file: RemoteFile) -> bool:
    """Say whether a file is there and has the right checksum.

    Parameters
    ----------
    path : Path
        It need not exist.
    file : RemoteFile
        The wanted checksum.

    Returns
    -------
    bool
        False also for a file that cannot be read.
    """
    try:
        return _checksum(path, file) == file.sha256
    except OSError:
        return False


def _download_from(url: str, file: RemoteFile, folder: Path) -> Path:
    from tqdm import tqdm

    host = urlsplit(url).netloc
    # The bar is drawn before the first attempt to connect: a reader never waits without a word.
    with tqdm(
        desc=f"Connecting to {host}", file=sys.stdout, leave=False, unit="B", unit_scale=True
    ) as bar:
        with _open(url) as response:
            bar.set_description(f"Downloading {file.name}")
            folder.mkdir(parents=True, exist_ok=True)
            with _temporary(folder / file.name) as (temporary, target):
                _receive(response, target, file, bar)
                target.flush()
                os.fsync(target.fileno())
                target.close()
                _verify(temporary, file)
                os.replace(temporary, folder / file.name)
        bar.leave = True
    return folder / file.name


@contextlib.contextmanager
def _temporary(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Open a new file beside `path`, so that it can be renamed; remove what is left of it."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with temporary.open("xb") as target:
            yield temporary, target
    finally:
        temporary.unlink(missing_ok=True)


def _open(url: str) -> Any:
    """Open an address, or give up after `CONNECT_SECONDS`.

    The time limit of `urlopen` covers each step by itself, and not the look-up of a name at all,
    which may take minutes on a bad network. So the whole runs in a thread that can be left behind.
    """
    request = Request(url, headers={"User-Agent": "dlcourse"})
    outcome: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def connect() -> None:
        try:
            outcome.put(urlopen(request, timeout=STALL_SECONDS, context=_certificates(url)))
        except Exception as error:
            outcome.put(error)

    threading.Thread(target=connect, daemon=True).start()
    try:
        response = outcome.get(timeout=CONNECT_SECONDS)
    except queue.Empty:
        raise _MirrorError(f"no answer within {CONNECT_SECONDS:g} seconds") from None
    if isinstance(response, Exception):
        raise _MirrorError(_in_words(response)) from response
    return response


def _certificates(url: str) -> ssl.SSLContext | None:
    if not url.startswith("https:"):
        return None
    context = ssl.create_default_context()
    # Python for macOS comes without certificates; certifi has them, if it is installed.
    with contextlib.suppress(ImportError, OSError):
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def _receive(response: Any, target: BinaryIO, file: RemoteFile, bar: Any) -> None:
    announced = response.length or 0  # Unknown for a stream in chunks, which knows its own end.
    # Data that cannot be compressed grows a little in gzip.
    limit = file.size + file.size // 50 + 4096 if file.compressed else file.size
    bar.reset(total=announced or None)
    received = 0
    while chunk := _next_chunk(response):
        target.write(chunk)
        received += len(chunk)
        bar.update(len(chunk))
        if received > limit:
            raise _MirrorError(f"it sends more than the {limit:,} bytes that the file can have")
    if received < announced:
        raise _MirrorError(f"broke off after {received:,} of {announced:,} bytes")


def _next_chunk(response: Any) -> bytes:
    try:
        return bytes(response.read(_CHUNK))
    except (OSError, HTTPException) as error:
        raise _MirrorError(_in_words(error)) from error


def _verify(path: Path, file: RemoteFile) -> None:
    came = _checksum(path, file)
    if came != file.sha256:
        raise _MirrorError(
            f"{file.name} came damaged: its SHA-256 should be {file.sha256}, but is {came}"
        )


def _checksum(path: Path, file: RemoteFile) -> str:
    """Return the SHA-256 of a file, or of what it unpacks to; or say why there is none."""
    digest = hashlib.sha256()
    left = file.size + 1  # A file that unpacks to more is wrong, however long it is.
    try:
        with gzip.open(path) if file.compressed else path.open("rb") as stream:
            while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
                digest.update(chunk)
                left -= len(chunk)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        return f"unknown, as it cannot be unpacked ({error})"
    return digest.hexdigest()


def _in_words(error: Exception) -> str:
    if isinstance(error, HTTPError):
        return f"answers {error.code} {error.reason}"
    reason = error.reason if isinstance(error, URLError) else error
    return str(getattr(reason, "strerror", None) or reason or type(reason).__name__)


def _local_problem(error: OSError, file: RemoteFile, folder: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"The disk is full: there is no room for {file.name} in {folder}. Free some space, or "
            "let DLCOURSE_DATA name a folder elsewhere that holds the data sets."
        )
    return f"{file.name} cannot be written to {folder}: {error.strerror or error}."
