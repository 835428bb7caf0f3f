"""What no version of a table needs, and what killed runs left behind."""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from sluice_runtime.files import FileState, join
from sluice_runtime.lake import Lake
from sluice_runtime.locks import locked
from sluice_runtime.plans import Json
from sluice_runtime.quarantine import is_expired

DEFAULT_HOURS = 24.0
"""On S3, where nobody knows which runs go on, younger files stay."""


_RUN = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")


@dataclass
class Cleaned:
    """What went, or would go: paths below the lake, and bytes; and how many files stay."""

    removed: list[tuple[str, int]] = field(default_factory=list)
    kept: int = 0


def clean(lake: Lake, tables: Iterable[Json], *, hours: float | None, dry: bool) -> Cleaned:
    """Removes the files of runs that no version has, and bad records that are too old; says what.

    A folder is cleaned while no run goes on; on S3 only what is older than `hours` goes. Tables
    that are not among those given, by their manifest entries, are left as they are, and so are
    files that no run has made. Raises `SluiceError`.
    """
    if lake.local is None:
        return _clean(lake, tables, DEFAULT_HOURS if hours is None else hours, dry)
    busy = f"a run on {lake.root} goes on: clean when it has ended"
    with locked(lake.local / "runs.lock", wait=0, busy=busy):
        return _clean(lake, tables, hours or 0, dry)


def _clean(lake: Lake, tables: Iterable[Json], hours: float, dry: bool) -> Cleaned:
    cleaned = Cleaned()
    data = lake.data_root.removeprefix(lake.root).strip("/")
    sources = []
    quarantined = set()
    for table in tables:
        if table["kind"] == "source":
            sources.append(table["name"])
            continue
        folder = join(data, table["zone"], table["name"]).strip("/")
        versions = lake.plain.versions(table)
        _sweep(lake, folder, {version["id"] for version in versions}, hours, dry, cleaned)
        reachable: frozenset[str] = frozenset()
        if lake.iceberg.has(table):
            versions += lake.iceberg.versions(table)
            reachable = lake.iceberg.reachable(table)
            _sweep_metadata(lake, join(folder, "metadata"), reachable, hours, dry, cleaned)
        runs = {path.split("/")[1] for path in reachable if path.startswith("data/")}
        _sweep(lake, join(folder, "data"), runs, hours, dry, cleaned)
        quarantined |= {(s["name"], v["id"]) for v in versions for s in v.get("quarantine", [])}
    days = lake.quarantine_days
    for source in sources:
        runs = {run for name, run in quarantined if name == source and not is_expired(run, days)}
        folder = join("quarantine", source)
        _sweep(lake, folder, runs, hours, dry, cleaned)
        _sweep_failed(lake, folder, dry, cleaned)
    staged = lake.files.below(join(lake.root, "staging")) or {}
    for name in sorted({path.partition("/")[0] for path in staged}):
        _sweep(lake, join("staging", name), set(), hours, dry, cleaned)
    _sweep(lake, "runs", set(), max(hours, DEFAULT_HOURS), dry, cleaned, any_name=True)
    cleaned.removed.sort()
    return cleaned


def _sweep(
    lake: Lake,
    folder: str,
    keep: set[str],
    hours: float,
    dry: bool,
    cleaned: Cleaned,
    *,
    any_name: bool = False,
) -> None:
    """Removes from a folder the folders of runs that are old enough and not to be kept."""
    runs: dict[str, dict[str, FileState]] = {}
    for path, state in (lake.files.below(join(lake.root, folder)) or {}).items():
        runs.setdefault(path.partition("/")[0], {})[path] = state
    for run, files in runs.items():
        if not any_name and _RUN.fullmatch(run) is None:
            continue
        if run in keep or not all(_is_old(state, hours) for state in files.values()):
            cleaned.kept += len(files)
            continue
        cleaned.removed.extend((join(folder, path), state.size) for path, state in files.items())
        if not dry:
            lake.files.delete(join(lake.root, folder, run))


def _sweep_failed(lake: Lake, folder: str, dry: bool, cleaned: Cleaned) -> None:
    """Removes the bad records of failed runs that are too old."""
    found = lake.files.below(join(lake.root, folder)) or {}
    for run in sorted({path.partition("/")[0] for path in found}):
        if not run.endswith("-failed"):
            continue
        files = [(path, s) for path, s in found.items() if path.startswith(f"{run}/")]
        if not is_expired(run, lake.quarantine_days):
            cleaned.kept += len(files)
            continue
        cleaned.removed.extend((join(folder, path), state.size) for path, state in files)
        if not dry:
            lake.files.delete(join(lake.root, folder, run))


def _sweep_metadata(
    lake: Lake, folder: str, keep: frozenset[str], hours: float, dry: bool, cleaned: Cleaned
) -> None:
    """Removes Iceberg's files about snapshots that never were, or are no more."""
    for path, state in (lake.files.below(join(lake.root, folder)) or {}).items():
        is_needed = f"metadata/{path}" in keep or path == "version-hint.text"
        if is_needed or not _is_old(state, hours):
            cleaned.kept += 1
            continue
        cleaned.removed.append((join(folder, path), state.size))
        if not dry:
            lake.files.delete(join(lake.root, folder, path))


def _is_old(state: FileState, hours: float) -> bool:
    return state.modified <= (time.time() - hours * 3600) * 1000
