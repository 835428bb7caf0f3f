"""The landing files of a source, found in a folder of this machine or on S3."""

import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import Any, BinaryIO, Protocol

from sluice_runtime.errors import SluiceError
from sluice_runtime.files import Files, join
from sluice_runtime.landing_rule import HEAD, Verdict, is_hidden, verdict_of

_AT_ONCE = 16  # requests to S3


@dataclass(frozen=True)
class Pin:
    """A landing file that is read, and what tells a change."""

    path: str
    """Below the source's folder."""
    size: int
    """Bytes."""
    tag: str
    """What tells a change: the ETag of an object; elsewhere times and inode."""
    gz: bool


@dataclass
class Found:
    """What stands below a source's folder, in no order."""

    files: list[Pin] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    """Files that are no JSON lines, by their paths below the landing root."""
    refused: list[str] = field(default_factory=list)
    """Sentences on what ends the run."""

    def add(self, file: Pin, name: str, location: str, verdict: Verdict) -> None:
        if verdict.kind == "read":
            self.files.append(file)
        elif verdict.kind == "refused":
            self.refused.append(f"{location} {verdict.reason}")
        else:
            self.passed_over.append(name)


class Landing(Protocol):
    """A landing root. `folder` is that of a source, with a slash at its end."""

    def find(self, folder: str) -> Found | None:
        """What is there by the rule for landing files; None without the folder."""

    def tags(self, folder: str, paths: list[str]) -> dict[str, tuple[int, str]]:
        """Size and tag of those of the files that are there now."""

    def open(self, folder: str, path: str) -> BinaryIO:
        """The bytes of a file."""


def landing_at(files: Files, root: str) -> Landing:
    """The landing root at a location, which a task may have too. Raises `SluiceError`."""
    if root.startswith(("s3://", "s3a://")):
        return S3Landing(root, files.s3_endpoint())
    folder = files.local_path(root)
    if folder is None:
        raise SluiceError(f"{root} is neither a folder of this machine nor an address of S3")
    return LocalLanding(str(folder))


class LocalLanding:
    """A folder of this machine, or one that every executor has mounted."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._real = os.path.realpath(root)

    def find(self, folder: str) -> Found | None:
        if not os.path.exists(os.path.join(self._root, folder)):
            return None
        found = Found()
        self._walk(folder, "", (), found)
        return found

    def tags(self, folder: str, paths: list[str]) -> dict[str, tuple[int, str]]:
        found = {}
        for path in paths:
            try:
                found[path] = _state(os.stat(os.path.join(self._root, folder, path)))
            except OSError:
                continue
        return found

    def open(self, folder: str, path: str) -> BinaryIO:
        return open_file(os.path.join(self._root, folder, path))

    def _walk(self, folder: str, below: str, above: tuple[str, ...], found: Found) -> None:
        """`below` is the path from the source's folder, with a slash at its end, or empty."""
        path = os.path.join(self._root, folder, below)
        try:
            real = os.path.realpath(path, strict=True)
            with os.scandir(path) as listing:
                entries = list(listing)
        except OSError as error:
            found.refused.append(_cannot_read(path, _reason(error)))
            return
        if not self._holds(real):
            found.refused.append(_link_out(path, "the files themselves"))
        elif real in above:
            found.refused.append(_cannot_read(path, "its symbolic links go in a circle"))
        else:
            for entry in entries:
                if not is_hidden(entry.name):
                    self._entry(folder, below + entry.name, entry, (*above, real), found)

    def _entry(
        self,
        folder: str,
        below: str,
        entry: "os.DirEntry[str]",
        above: tuple[str, ...],
        found: Found,
    ) -> None:
        path = os.path.join(self._root, folder, below)
        try:
            if entry.is_symlink() and not self._holds(os.path.realpath(path, strict=True)):
                found.refused.append(_link_out(path, "the file itself"))
            elif entry.is_dir():
                self._walk(folder, f"{below}/", above, found)
            else:
                self._file(folder, below, found)
        except OSError as error:
            found.refused.append(_cannot_read(path, _reason(error)))

    def _file(self, folder: str, below: str, found: Found) -> None:
        path, name = os.path.join(self._root, folder, below), join(folder, below)
        with open_file(path) as file:
            state = os.fstat(file.fileno())
            head = file.read(HEAD)
        verdict = verdict_of(name, state.st_size, head)
        if verdict.kind == "read" and _shown(name) != name:
            verdict = Verdict("refused", reason="is not read: its name is not UTF-8 (rename it)")
        size, tag = _state(state)
        found.add(Pin(below, size, tag, verdict.gz), _shown(name), _shown(path), verdict)

    def _holds(self, real: str) -> bool:
        return real == self._real or real.startswith(os.path.join(self._real, ""))


def open_file(path: str) -> BinaryIO:
    """A binary file, opened without waiting where it is a pipe. Raises `OSError`."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError("it is not a file")
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError("it is not a file")
    return os.fdopen(descriptor, "rb")


def _state(state: os.stat_result) -> tuple[int, str]:
    return state.st_size, f"{state.st_mtime_ns}-{state.st_ctime_ns}-{state.st_ino}"


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _shown(name: str) -> str:
    r"""A name as text, with `\xff` for the bytes of one that is not UTF-8."""
    raw = os.fsencode(name)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("ascii", "backslashreplace")


def _cannot_read(path: str, reason: str) -> str:
    return f"cannot read {_shown(path)}: {reason}"


def _link_out(path: str, what: str) -> str:
    reason = "it is a link that leads out of the landing folder"
    return f"{_shown(path)} is not read: {reason} (put {what} there)"


class S3Landing:
    """Objects below `s3://bucket/prefix`."""

    def __init__(self, root: str, endpoint: str | None) -> None:
        self._endpoint = endpoint
        self._bucket, _, self._prefix = root.partition("://")[2].rstrip("/").partition("/")

    def find(self, folder: str) -> Found | None:
        found, prefix = Found(), self._prefix_of(folder)
        listed = dict(self._listed(folder))
        if not listed:
            return None
        listed = {key: state for key, state in listed.items() if not _is_hidden(key, state[0])}
        names = {key: state for key, state in listed.items() if _is_clean(key)}
        for key in listed.keys() - names.keys():
            reason = "its key has an empty part, `.` or `..` between slashes (rename it)"
            found.refused.append(f"s3://{self._bucket}/{prefix}{key} is not read: {reason}")
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            heads = pool.map(lambda key: self._head(prefix + key, *listed[key]), names)
            for key, head in zip(names, heads, strict=True):
                location = f"s3://{self._bucket}/{prefix}{key}"
                if isinstance(head, str):
                    found.refused.append(f"cannot read {location}: {head}")
                    continue
                (size, tag), name = names[key], join(folder, key)
                verdict = verdict_of(name, size, head)
                found.add(Pin(key, size, tag, verdict.gz), name, location, verdict)
        return found

    def tags(self, folder: str, paths: list[str]) -> dict[str, tuple[int, str]]:
        wanted = set(paths)
        return {key: state for key, state in self._listed(folder) if key in wanted}

    def open(self, folder: str, path: str) -> BinaryIO:
        key = self._prefix_of(folder) + path
        answer = _client(self._endpoint).get_object(Bucket=self._bucket, Key=key)
        body: BinaryIO = answer["Body"]
        return body

    def _prefix_of(self, folder: str) -> str:
        return f"{self._prefix}/{folder}" if self._prefix else folder

    def _listed(self, folder: str) -> Iterator[tuple[str, tuple[int, str]]]:
        """The keys below a source's folder, from there, with sizes and ETags."""
        prefix = self._prefix_of(folder)
        pages = _client(self._endpoint).get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self._bucket, Prefix=prefix):
            for item in page.get("Contents", []):
                yield item["Key"][len(prefix) :], (item["Size"], item["ETag"])

    def _head(self, key: str, size: int, tag: str) -> bytes | str:
        """The first bytes of an object, or why they are not given."""
        if size == 0:
            return b""
        from botocore.exceptions import ClientError

        try:
            answer = _client(self._endpoint).get_object(
                Bucket=self._bucket, Key=key, Range=f"bytes=0-{HEAD - 1}", IfMatch=tag
            )
            return bytes(answer["Body"].read())
        except ClientError as error:
            return str(error)


@cache
def _client(endpoint: str | None) -> Any:
    import boto3  # Glue has it, and a landing folder needs none
    from botocore.config import Config

    config = Config(max_pool_connections=_AT_ONCE)
    return boto3.client("s3", endpoint_url=endpoint, config=config)


def _is_hidden(key: str, size: int) -> bool:
    """Whether a part of a key is hidden, or the object only stands for a folder."""
    stands_for_folder = size == 0 and (key == "" or key.endswith("/"))
    parts = [part for part in key.split("/") if part not in (".", "..")]
    return stands_for_folder or any(is_hidden(part) for part in parts)


def _is_clean(key: str) -> bool:
    return all(part not in ("", ".", "..") for part in key.split("/"))
