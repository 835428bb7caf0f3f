"""A lake folder on this machine: `tables/<table>.json` has the history of each plain table."""

import json
from dataclasses import dataclass

from sluice_runtime.errors import SluiceError
from sluice_runtime.files import Files, join
from sluice_runtime.plans import Json
from sluice_runtime.versions import (
    History,
    Version,
    changed_meanwhile,
    history_text,
    parse_history,
)

_ENGINE = "spark"


def mark_lake(files: Files, lake: str, make: bool) -> None:
    """Marks a folder that is no lake yet as one of this engine, if `make` allows that.

    Raises `SluiceError` for no lake otherwise, and for one of another engine.
    """
    location = join(lake, "sluice-lake.json")
    text = files.read(location)
    if text is None and not make:
        raise SluiceError(f"{lake} holds no lake yet")
    if text is None:
        files.replace(location, json.dumps({"engine": _ENGINE}) + "\n")
        return
    engine = json.loads(text).get("engine")
    if engine != _ENGINE:
        raise SluiceError(f"{lake} was made by the {engine} engine, not {_ENGINE}")


@dataclass(frozen=True)
class FolderStore:
    """Histories as small files, each replaced by a rename. Who replaces one holds the lock."""

    files: Files
    lake: str

    def history(self, table: str) -> tuple[History | None, str | None]:
        text = self.files.read(self._location(table))
        return (None if text is None else parse_history(text)), text

    def described(self, plan: Json, version: Version) -> Version:
        return version

    def replace(self, table: str, history: History, token: str | None) -> None:
        if self.files.read(self._location(table)) != token:
            changed_meanwhile(table)
        self.files.replace(self._location(table), history_text(history) + "\n")

    def _location(self, table: str) -> str:
        return join(self.lake, "tables", f"{table}.json")
