"""Files on any file system that Hadoop knows: a local folder and `s3://` are one code path."""

import re
import uuid
from typing import Any

from pyspark.sql import SparkSession

from sluice_runtime.errors import SluiceError


class Files:
    """Small text files, listings and deletes."""

    def __init__(self, spark: SparkSession) -> None:
        jvm: Any = spark.sparkContext._jvm
        self._path = jvm.org.apache.hadoop.fs.Path
        self._configuration = spark.sparkContext._jsc.hadoopConfiguration()

    def read(self, location: str) -> str | None:
        """The text of a file; None when there is none."""
        path = self._path(location)
        file_system = path.getFileSystem(self._configuration)
        if not file_system.exists(path):
            return None
        stream = file_system.open(path)
        try:
            return bytes(stream.readAllBytes()).decode("utf-8")
        finally:
            stream.close()

    def replace(self, location: str, text: str) -> None:
        """Writes a file whole or not at all: a local one by rename, others by an atomic put."""
        parent = self._path(location).getParent()
        parent.getFileSystem(self._configuration).mkdirs(parent)
        folder = parent.getFileSystem(self._configuration).resolvePath(parent)
        file_system = folder.getFileSystem(self._configuration)
        target = self._path(folder, self._path(location).getName())
        if file_system.getScheme() != "file":
            _write(file_system, target, text)
            return
        raw = file_system.getRawFileSystem()  # a checksum file would be renamed a moment later
        draft = self._path(folder, f".{target.getName()}.{uuid.uuid4().hex}")
        _write(raw, draft, text)
        if not raw.rename(draft, target):
            raise SluiceError(f"cannot write {location}")

    def below(self, folder: str) -> dict[str, int] | None:
        """The bytes of each file below a folder, by its path from there; None without a folder."""
        path = self._path(folder)
        file_system = path.getFileSystem(self._configuration)
        if not file_system.exists(path):
            return None
        prefix = len(self.path_of(folder)) + 1
        found = file_system.listFiles(path, True)
        sizes = {}
        while found.hasNext():
            status = found.next()
            sizes[status.getPath().toUri().getPath()[prefix:]] = status.getLen()
        return sizes

    def path_of(self, location: str) -> str:
        """The path of a location without scheme, host and last slash, not encoded."""
        path = self._path(location)
        qualified = path.getFileSystem(self._configuration).makeQualified(path)
        return str(qualified.toUri().getPath()).rstrip("/")

    def delete(self, folder: str) -> None:
        """Deletes a folder with all that is in it."""
        path = self._path(folder)
        path.getFileSystem(self._configuration).delete(path, True)


def _write(file_system: Any, path: Any, text: str) -> None:
    stream = file_system.create(path, True)
    try:
        stream.write(text.encode("utf-8"))
    finally:
        stream.close()


def join(root: str, *parts: str) -> str:
    return "/".join([root.rstrip("/"), *(part.strip("/") for part in parts)])


def literal(path: str) -> str:
    """A path that Spark's readers take as it is, not as a pattern."""
    return re.sub(r"([\[\]{}*?\\])", r"\\\1", path)
