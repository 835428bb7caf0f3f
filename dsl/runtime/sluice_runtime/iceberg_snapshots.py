"""Which snapshots of an Iceberg table are which version: compaction makes several of one."""

from typing import Any

from sluice_runtime.versions import KEPT_VERSIONS

Java = Any


def _parent(found: Java, snapshot: Java) -> Java | None:
    parent = snapshot.parentId()
    return None if parent is None else found.snapshot(parent)


def written(found: Java, snapshot: Java) -> Java:
    """The snapshot that wrote the rows: compaction makes others of the same rows."""
    while snapshot.operation() == "replace" and (parent := _parent(found, snapshot)) is not None:
        snapshot = parent
    return snapshot


def snapshots_of_kept_versions(found: Java) -> int:
    """How many of the last snapshots the versions have that are kept."""
    versions: set[int] = set()
    count, snapshot = 0, found.currentSnapshot()
    while snapshot is not None:
        versions.add(written(found, snapshot).snapshotId())
        if len(versions) > KEPT_VERSIONS:
            break
        count, snapshot = count + 1, _parent(found, snapshot)
    return max(count, 1)
