"""The versions of a table, of which a few stay: pure data, the same in a folder and in Glue."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NoReturn

from sluice_runtime.errors import SluiceError
from sluice_runtime.files import join
from sluice_runtime.plans import Json

KEPT_VERSIONS = 3
"""How many versions of a table stay readable, the current one included."""

Version = Json
"""What is known of a version of a table.

`name` and `zone` are those of the table, `id` is the run that made it, `at` the time in UTC, `path`
the location of its files below the data root, `columns` names and types as plan.json has them,
`partitions` the values of the partition columns, `quarantine` the metrics of sources with bad
lines.
"""


def new_run() -> str:
    """A new name for a run: when it started, in UTC, and eight random hexadecimal digits."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"


def new_version(plan: Json, run: str, quarantine: Sequence[Json]) -> Version:
    """The version of a table that a run makes, before its rows are written."""
    kind = plan["format"]["kind"]
    return {
        "id": run,
        "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "name": plan["name"],
        "zone": plan["zone"],
        "format": kind,
        "path": join(plan["zone"], plan["name"], *(["data"] if kind == "iceberg" else []), run),
        "columns": [{"name": c["name"], "type": c["type"]} for c in plan["columns"]],
        "quarantine": list(quarantine),
    }


@dataclass(frozen=True)
class History:
    """The versions of a table that can be read."""

    current: str
    versions: tuple[Version, ...]
    """The newest first; after a rollback the current one need not be the first."""

    @property
    def now(self) -> Version:
        return self.version(self.current)

    def version(self, identifier: str) -> Version:
        return next(version for version in self.versions if version["id"] == identifier)


def advanced(history: History | None, version: Version) -> History:
    """The history with a new version that is current."""
    earlier = () if history is None else history.versions
    return History(version["id"], (version, *earlier)[:KEPT_VERSIONS])


def history_text(history: History) -> str:
    return json.dumps({"current": history.current, "versions": history.versions})


def parse_history(text: str) -> History:
    found = json.loads(text)
    return History(found["current"], tuple(found["versions"]))


def dropped(before: History | None, after: History) -> Sequence[Version]:
    """The versions of a history that the later one does not have."""
    kept = {version["id"] for version in after.versions}
    return [v for v in (() if before is None else before.versions) if v["id"] not in kept]


def changed_meanwhile(table: str) -> NoReturn:
    """Raises `SluiceError`: optimistic locking has found another writer."""
    raise SluiceError(
        f"{table} was changed by another run since this one began; "
        "what this run made of it was not committed: run it again"
    )
