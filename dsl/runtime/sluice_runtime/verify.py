"""Whether the files of all versions of a lake are as its runs left them."""

import json
import sys
from collections.abc import Sequence

from sluice_runtime.errors import sentence
from sluice_runtime.files import join
from sluice_runtime.lake import Lake
from sluice_runtime.plans import Json
from sluice_runtime.quarantine import is_expired, quarantine_state
from sluice_runtime.versions import Version

Fault = tuple[str, str]
"""A path, and what is wrong with it."""


def verify(lake: Lake, tables: Sequence[Json]) -> list[Json]:
    """Each table with its versions and their faults. It changes nothing."""
    kept = [(table, _versions(lake, table)) for table in tables]
    total = sum(len(versions) for _, versions in kept)
    done = 0
    verified = []
    for table, versions in kept:
        shown = []
        for version in versions:
            event = {"event": "verifying", "table": table["name"], "version": version["id"]}
            print(json.dumps({**event, "done": done, "of": total}), file=sys.stderr, flush=True)
            done += 1
            faults = faults_of(lake, table, version)
            # A run that goes on beside may have removed what was the oldest version.
            if not faults or version["id"] in [v["id"] for v in _versions(lake, table)]:
                shown.append(_verified(lake, table, version, faults))
        verified.append({"table": table["name"], "zone": table["zone"], "versions": shown})
    return verified


def faults_of(lake: Lake, table: Json, version: Version) -> list[Fault]:
    """The files of a version that are not as its run left them, its bad records' too."""
    try:
        faults = lake.tables_of(table).faults(table, version)
    except Exception as error:
        # Iceberg's own metadata cannot be read: its message names the file.
        faults = [(f"version {version['id']}", f"cannot be read: {sentence(error)}")]
    if faults:
        return faults
    return [
        (folder, "is missing")
        for source in version.get("quarantine", [])
        for folder in [join(lake.root, "quarantine", source["name"], version["id"])]
        if not is_expired(version["id"], lake.quarantine_days) and not lake.files.below(folder)
    ]


def _versions(lake: Lake, table: Json) -> list[Version]:
    if not (lake.plain.has(table) or lake.iceberg.has(table)):
        return []
    return lake.tables_of(table).versions(table)


def _verified(lake: Lake, table: Json, version: Version, faults: Sequence[Fault]) -> Json:
    current = lake.tables_of(table).current(table)
    is_iceberg = version["format"] == "iceberg"
    sums = version.get("files", {})
    checked = "size" if is_iceberg or lake.local is None else "sha256"
    return {
        "id": version["id"],
        "at": version["at"],
        "current": current is not None and current["id"] == version["id"],
        "files": sums.get("count", 0),
        "bytes": sums.get("bytes"),
        "checked": checked if is_iceberg or sums else "presence",
        "quarantine": quarantine_state(lake.files, lake.root, version),
        "faults": [{"path": path, "fault": fault} for path, fault in faults],
    }
