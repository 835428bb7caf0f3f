"""What the compiler writes for the runtime: manifest.json, plan.json, table.json, job.py."""

import hashlib
import io
import json
import pkgutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Any

from sluice_runtime.errors import SluiceError
from sluice_runtime.files import Files

Json = dict[str, Any]


class _Number(float):
    """A number of a plan that remembers how the plan writes it."""

    def __new__(cls, text: str) -> "_Number":
        number = super().__new__(cls, text)
        number.text = text
        return number

    text: str

    def __str__(self) -> str:
        return self.text


def parse_plan(text: str) -> Json:
    """A manifest or a plan from its JSON."""
    plan: Json = json.loads(text, parse_float=_Number)
    return plan


@dataclass(frozen=True)
class Plans:
    """The generated files, as far as they are here: a job may have those alone that it needs."""

    folder: str
    read: Callable[[str], str | None]
    """The text of a file at a location; None when there is none."""
    expected: str | None = None
    """The SHA-256 of manifest.json; every file is then held against it."""

    @cached_property
    def tables(self) -> Mapping[str, Json]:
        """The manifest's entries by name. Raises `SluiceError`."""
        return {entry["name"]: entry for entry in self._manifest["tables"]}

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """The SHA-256 of each generated file. Raises `SluiceError`."""
        hashes: Mapping[str, str] = self._manifest.get("files", {})
        return hashes

    @cached_property
    def _manifest(self) -> Json:
        text = self._text("manifest.json")
        found = hashlib.sha256(text.encode()).hexdigest()
        if self.expected not in (None, found):
            raise SluiceError(
                f"{self._location('manifest.json')} is not the manifest that was reviewed: its "
                f"SHA-256 is {found}, and --manifest-sha256 says {self.expected}; nothing was read"
            )
        return parse_plan(text)

    def check_bytes(self, name: str, file: str, content: bytes) -> None:
        """Raises `SluiceError` when a file of a table is not the one that the manifest names.

        A manifest that names no files, which the compiler does not write, is not asked.
        """
        self._check(self._path(name, file), content)

    def check_runtime(self) -> None:
        """Raises `SluiceError` when a module of the runtime is not the one of the manifest."""
        package = f"{__package__}/"
        for path in self.hashes if self.expected is not None else ():
            if path.startswith(package):
                content = pkgutil.get_data(str(__package__), path.removeprefix(package))
                self._check(path, content or b"")

    def _check(self, path: str, content: bytes) -> None:
        if self.hashes:
            found = hashlib.sha256(content).hexdigest()
            if self.hashes.get(path) != found:
                raise SluiceError(
                    f"{self._location(path)} is not what was compiled: its SHA-256 is {found}, and "
                    f"manifest.json says {self.hashes.get(path)}; compile again; nothing was read"
                )

    def plan(self, name: str) -> Json:
        """The plan of a source or table. Raises `SluiceError`."""
        return parse_plan(self._reviewed(name, "plan.json"))

    def here(self) -> Iterator[Json]:
        """The plans of those sources and tables whose files are here."""
        for name in self.tables:
            text = self.read(self._location(self._path(name, "plan.json")))
            if text is not None:
                yield parse_plan(self._checked(name, "plan.json", text))

    def table_input(self, plan: Json) -> Json:
        """The Glue TableInput of a table. Raises `SluiceError`."""
        found: Json = json.loads(self._reviewed(plan["name"], "table.json"))
        return found

    def job(self, name: str) -> tuple[str, str]:
        """The location and the text of a job, as the manifest has it. Raises `SluiceError`."""
        path = self._path(name, "job.py")
        text = self._text(path)
        self.check_bytes(name, "job.py", text.encode())
        return self._location(path), text

    def declared(self, python_name: str) -> str:
        """The name of a table from its identifier in Python, which may have a `_` at its end.

        Raises `SluiceError`.
        """
        name = python_name.removesuffix("_")
        if name not in self.tables:
            raise SluiceError(f"the manifest has no table {name}")
        return name

    def in_order(self, only: str | None = None) -> list[str]:
        """The tables, each after those that it reads; of one, with all that it needs."""
        names = [name for name in sorted(self.tables) if self._is_table(name)]
        reads = {name: self.plan(name)["reads"] for name in names}
        wanted = set(names) if only is None else self._needed(self.declared(only), reads)
        return [name for name in TopologicalSorter(reads).static_order() if name in wanted]

    def _needed(self, name: str, reads: Mapping[str, Sequence[str]]) -> set[str]:
        if not self._is_table(name):
            return set()
        return {name}.union(*(self._needed(other, reads) for other in reads[name]))

    def _is_table(self, name: str) -> bool:
        return bool(self.tables[name]["kind"] == "table")

    def _path(self, name: str, file: str) -> str:
        return f"{self.tables[name]['zone']}/{name}/{file}"

    def _location(self, path: str) -> str:
        return f"{self.folder.rstrip('/')}/{path}"

    def _reviewed(self, name: str, file: str) -> str:
        return self._checked(name, file, self._text(self._path(name, file)))

    def _checked(self, name: str, file: str, text: str) -> str:
        if self.expected is not None:
            self.check_bytes(name, file, text.encode())
        return text

    def _text(self, path: str) -> str:
        text = self.read(self._location(path))
        if text is None:
            raise SluiceError(f"there is no {self._location(path)}")
        return text


def plans_at(location: str, files: Files, expected: str | None = None) -> Plans:
    """The generated files of a folder, or of a zip, as deployed jobs have them.

    `expected` is the SHA-256 of the manifest.

    Raises `SluiceError`.
    """
    if not location.endswith(".zip"):
        return Plans(location, files.read, expected)
    content = files.read_bytes(location)
    if content is None:
        raise SluiceError(f"there is no {location}")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = {f"{location}/{path}": archive.read(path).decode() for path in archive.namelist()}
    return Plans(location, texts.get, expected)


def columns_read(plan: Json, table: str) -> list[Json]:
    """The columns of another table that a plan reads, from its read steps."""
    columns: dict[str, Json] = {}
    for step in plan["steps"]:
        if step["op"] == "read" and step["table"] == table:
            columns |= {column["name"]: column for column in step["columns"]}
    return list(columns.values())
