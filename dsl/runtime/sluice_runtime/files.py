"""Files on any file system that Hadoop knows: a local folder and `s3://` are one code path."""

import errno
import os
import re
import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from sluice_runtime.access import access_at, grant, grant_below, lake_of, make_folder
from sluice_runtime.errors import warn
from sluice_runtime.state_files import state_text


@dataclass(frozen=True)
class FileState:
    """What is known of a file without reading it."""

    size: int
    """Bytes."""
    modified: int
    """Epoch milliseconds."""
    tag: str
    """The ETag of an object; of a local file what no program can put back: the nanosecond of its
    last change of any kind, and its inode; elsewhere the time of the last change."""


class Files:
    """Small text files, listings and deletes."""

    def __init__(self, spark: SparkSession) -> None:
        jvm: Any = spark.sparkContext._jvm
        self._path = jvm.org.apache.hadoop.fs.Path
        self._configuration = spark.sparkContext._jsc.hadoopConfiguration()

    def read(self, location: str) -> str | None:
        """The text of a file; None when there is none. Raises `SluiceError` for what is no file."""
        local = self.local_path(location)
        if local is not None:
            return state_text(local)
        content = self.read_bytes(location)
        return None if content is None else content.decode("utf-8")

    def read_bytes(self, location: str) -> bytes | None:
        """The bytes of a file; None when there is none."""
        path = self._path(location)
        file_system = path.getFileSystem(self._configuration)
        if not file_system.exists(path):
            return None
        stream = file_system.open(path)
        try:
            return bytes(stream.readAllBytes())
        finally:
            stream.close()

    def replace(self, location: str, text: str) -> None:
        """Writes a file whole or not at all: a local one by rename, others by an atomic put."""
        path = self._path(location)
        folder = self.local_path(str(path.getParent()))
        if folder is None:
            _write(path.getFileSystem(self._configuration), path, text.encode())
            return
        draft = _draft(folder, path.getName(), text)
        draft.replace(folder / path.getName())
        sync_folder(folder)

    def local_path(self, folder: str) -> Path | None:
        """The folder on this machine, which need not be there yet; None where it is elsewhere."""
        path = self._path(folder)
        file_system = path.getFileSystem(self._configuration)
        if file_system.getUri().getScheme() != "file":
            return None
        return Path(file_system.makeQualified(path).toUri().getPath())

    def s3_endpoint(self) -> str | None:
        """The URL of an emulator of S3; None where it is AWS's own."""
        endpoint: str | None = self._configuration.get("fs.s3a.endpoint")
        return endpoint if endpoint is not None and "://" in endpoint else None

    def create(self, location: str, text: str) -> bool:
        """Writes a local file whole, unless there is one; whether there was none."""
        path = self._path(location)
        folder = self.local_path(str(path.getParent()))
        assert folder is not None, location
        draft = _draft(folder, path.getName(), text)
        try:
            os.link(draft, folder / path.getName())
            return True
        except FileExistsError:
            return False
        finally:
            draft.unlink()

    def below(self, folder: str) -> dict[str, FileState] | None:
        """The files below a folder, by their paths from there; None without a folder."""
        path = self._path(folder)
        file_system = path.getFileSystem(self._configuration)
        if not file_system.exists(path):
            return None
        prefix = len(self.path_of(folder)) + 1
        found = file_system.listFiles(path, True)
        states = {}
        while found.hasNext():
            status = found.next()
            states[status.getPath().toUri().getPath()[prefix:]] = _state(status)
        return states

    def secure(self, folder: str) -> None:
        """Closes what Spark has written to a folder of this machine to those it is not for."""
        local = self.local_path(folder)
        if local is None:
            return
        access, lake = access_at(local), lake_of(local)
        grant_below(local, access)
        if lake is not None:
            for parent in local.relative_to(lake).parents:
                grant(lake / parent, access)

    def path_of(self, location: str) -> str:
        """The path of a location without scheme, host and last slash, not encoded."""
        path = self._path(location)
        qualified = path.getFileSystem(self._configuration).makeQualified(path)
        return str(qualified.toUri().getPath()).rstrip("/")

    def delete(self, folder: str) -> None:
        """Deletes a folder with all that is in it."""
        path = self._path(folder)
        path.getFileSystem(self._configuration).delete(path, True)


def _draft(folder: Path, name: str, text: str) -> Path:
    """A new file beside its place, on the disk and with the modes of its lake."""
    access = access_at(folder)
    make_folder(folder, access)
    draft = folder / f".{name}.{uuid.uuid4().hex}"
    opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, access.file)
    try:
        with os.fdopen(opened, "wb") as file:
            os.fchmod(opened, access.file)
            file.write(text.encode())
            file.flush()
            os.fsync(opened)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft


_UNSUPPORTED = (errno.EINVAL, errno.ENOTSUP)


def sync_folder(folder: Path) -> None:
    """Brings the names in a folder to the disk; where the file system cannot, says so once.

    Raises `OSError` when the disk fails.
    """
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        _warn_once(
            "the file system of the lake cannot bring the names in a folder to the disk: "
            "after a power cut this run may be undone"
        )
    finally:
        os.close(opened)


@cache
def _warn_once(sentence: str) -> None:
    warn(sentence)


def _state(status: Any) -> FileState:
    modified = status.getModificationTime()
    is_object = status.getClass().getSimpleName().startswith("S3A")
    tag = status.getEtag() if is_object else local_tag(status.getPath())
    return FileState(status.getLen(), modified, str(modified) if tag is None else str(tag))


def local_tag(path: Any) -> str | None:
    """What tells a change of a local file; None of a file that is elsewhere, or is gone."""
    if path.toUri().getScheme() != "file":
        return None
    try:
        state = os.stat(path.toUri().getPath())
    except OSError:
        return None
    return f"{state.st_mtime_ns}-{state.st_ctime_ns}-{state.st_ino}"


def _write(file_system: Any, path: Any, content: bytes) -> None:
    stream = file_system.create(path, True)
    try:
        stream.write(content)
    finally:
        stream.close()


def join(root: str, *parts: str) -> str:
    return "/".join([root.rstrip("/"), *(part.strip("/") for part in parts)])


def literal(path: str) -> str:
    """A path that Spark's readers take as it is, not as a pattern."""
    return re.sub(r"([\[\]{}*?\\])", r"\\\1", path)
