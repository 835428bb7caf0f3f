"""A lake folder on this machine: `tables/<table>.json` has the history of each plain table."""

import json
from dataclasses import dataclass
from pathlib import Path

from sluice_runtime.access import access_of, grant, make_folder
from sluice_runtime.errors import SluiceError
from sluice_runtime.files import Files, join
from sluice_runtime.plans import Json
from sluice_runtime.quarantine import DEFAULT_DAYS
from sluice_runtime.state_files import MARKER, marker_of, state_text
from sluice_runtime.versions import (
    History,
    Version,
    changed_meanwhile,
    history_text,
    parse_history,
)

_ENGINE = "spark"


@dataclass(frozen=True)
class Settings:
    """What a lake folder says of itself."""

    shared: bool
    """Whether its group may read and write it."""
    quarantine_days: int


def mark_lake(
    files: Files, lake: str, make: bool, shared: bool | None, quarantine_days: int | None
) -> Settings:
    """What a lake says, or says from now on. A folder that is no lake yet becomes one of this
    engine, and another word is written down, if `make` allows that.

    Raises `SluiceError` for no lake otherwise, and for one of another engine.
    """
    folder = Path(lake)
    before = marker_of(folder)
    if not before and not make:
        raise SluiceError(f"{lake} holds no lake yet")
    engine = before.get("engine", _ENGINE)
    if engine != _ENGINE:
        raise SluiceError(f"{lake} was made by the {engine} engine, not {_ENGINE}")
    settings = Settings(
        before.get("group") is True if shared is None else shared,
        int(before.get("quarantineDays", DEFAULT_DAYS))
        if quarantine_days is None
        else quarantine_days,
    )
    marker: Json = {"engine": _ENGINE}
    if settings.shared:
        marker["group"] = True
    if settings.quarantine_days != DEFAULT_DAYS:
        marker["quarantineDays"] = settings.quarantine_days
    if make and marker != before:
        make_folder(folder, access_of(settings.shared))
        grant(folder, access_of(settings.shared))
        files.replace(join(lake, MARKER), json.dumps(marker) + "\n")
    return settings


def keep_apart(lake: Path, landing: Path) -> None:
    """Raises `SluiceError` where one of the folders is in the other, links followed: a run would
    read what runs have written, or clean up what it reads.
    """
    inside, around = lake.resolve(), landing.resolve()
    if inside.is_relative_to(around):
        raise SluiceError(
            f"the lake folder {lake} is in the landing folder {landing}: a run would read what "
            "it has written; name two folders of which neither is in the other"
        )
    if around.is_relative_to(inside):
        raise SluiceError(
            f"the landing folder {landing} is in the lake folder {lake}: a run would take landing "
            "files for its own; name two folders of which neither is in the other"
        )


@dataclass(frozen=True)
class FolderStore:
    """Histories as small files, each replaced by a rename. Who replaces one holds the lock."""

    files: Files
    lake: str

    def history(self, table: str) -> tuple[History | None, str | None]:
        text = self._text(table)
        return (None if text is None else parse_history(text)), text

    def described(self, plan: Json, version: Version) -> Version:
        return version

    def replace(self, table: str, history: History, token: str | None) -> None:
        if self._text(table) != token:
            changed_meanwhile(table)
        self.files.replace(self._location(table), history_text(history) + "\n")

    def _text(self, table: str) -> str | None:
        return state_text(Path(self._location(table)), Path(self.lake))

    def _location(self, table: str) -> str:
        return join(self.lake, "tables", f"{table}.json")
