"""Iceberg tables: columns, partitions and rows of a version become visible by one commit."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from py4j.java_gateway import JavaPackage
from py4j.protocol import Py4JJavaError
from pyspark.sql import DataFrame, SparkSession

from sluice_runtime.errors import SluiceError
from sluice_runtime.files import Files, join
from sluice_runtime.iceberg_changes import columns_of, creation, evolution
from sluice_runtime.iceberg_snapshots import snapshots_of_kept_versions, written
from sluice_runtime.iceberg_staging import StagingCatalog
from sluice_runtime.plans import Json
from sluice_runtime.versions import Version, changed_meanwhile

Java = Any
VERSION = "sluice.version"
"""The key in a snapshot's summary that has the version as JSON."""
_CONFLICTS = ("CommitFailedException", "ValidationException", "AlreadyExistsException")


@dataclass(frozen=True)
class IcebergTables:
    """The Iceberg tables of a lake: a catalog of Spark's configuration."""

    spark: SparkSession
    catalog: str
    namespace: Callable[[Json], str]
    """The namespace of a table, from its plan or version."""
    location: Callable[[Json], str] | None
    """Where a new table is; None where the catalog settles it."""
    data_root: str
    staging: StagingCatalog

    def name(self, table: Json) -> str:
        """The name of a table in Spark's SQL, from its plan or version."""
        return f"{self.catalog}.`{self.namespace(table)}`.`{table['name']}`"

    def load(self, table: Json) -> Java | None:
        """Iceberg's Table; None when the catalog has none."""
        catalog, identifier = self._java_catalog(), self._identifier(table)
        return catalog.loadTable(identifier) if catalog.tableExists(identifier) else None

    def has(self, table: Json) -> bool:
        """Whether there is a version of a table in this format."""
        return not isinstance(self._loader(), JavaPackage) and self.current(table) is not None

    def current(self, table: Json) -> Version | None:
        """The version that readers see; None before the first.

        A snapshot that another program made is one, too: its columns are the table's.
        """
        found = self.load(table)
        snapshot = None if found is None else found.currentSnapshot()
        return None if snapshot is None else self._version(found, snapshot)

    def versions(self, table: Json) -> list[Version]:
        """The versions that the table has, the newest first, each by its newest snapshot."""
        found = self.load(table)
        if found is None:
            return []
        newest: dict[int, Version] = {}
        for snapshot in sorted(found.snapshots(), key=lambda s: s.sequenceNumber(), reverse=True):
            origin = written(found, snapshot).snapshotId()
            if origin not in newest:
                newest[origin] = self._version(found, snapshot)
        return list(newest.values())

    def read(self, table: Json, version: Version) -> DataFrame:
        """The rows of a version, with the columns that it had."""
        return self.spark.sql(
            f"SELECT * FROM {self.name(table)} VERSION AS OF {version['snapshot']}"
        )

    def prepare(self, plan: Json, rows: DataFrame, version: Version) -> "PreparedIceberg":
        """Writes rows that no reader sees before the commit. Raises `SluiceError`."""
        jvm: Any = self.spark.sparkContext._jvm
        found = self.load(plan)
        if found is None:
            builder = creation(jvm, self._java_catalog(), self._identifier(plan), plan)
            if self.location is not None:
                builder.withLocation(self.location(plan))
            start, transaction = None, builder.createTransaction()
        else:
            start, transaction = found.currentSnapshot(), evolution(jvm, found, plan)
        data = join(self.data_root, version["path"])
        name, run = plan["name"], version["id"]
        files = Files(self.spark)
        try:
            staged = self.staging.write(transaction.table(), name, run, data, rows)
            files.secure(data)
            files.secure(self.staging.location(name, run))
        except Exception:
            self.discard(version)
            raise
        return PreparedIceberg(
            self,
            {**version, "rows": staged.rows},
            None if start is None else start.snapshotId(),
            transaction,
            staged.files,
            staged.name,
        )

    def roll_back(self, table: Json, to: Version) -> None:
        """Makes an earlier snapshot the current one, with its columns. Raises `SluiceError`."""
        jvm: Any = self.spark.sparkContext._jvm
        found: Any = self.load(table)
        operations = found.operations()
        before = operations.current()
        snapshot = found.snapshot(to["snapshot"])
        after = jvm.org.apache.iceberg.TableMetadata.buildFrom(before)
        after.setCurrentSchema(snapshot.schemaId())
        specs = [manifest.partitionSpecId() for manifest in snapshot.allManifests(found.io())]
        if specs:
            after.setDefaultPartitionSpec(max(specs))
        after.setBranchSnapshot(snapshot.snapshotId(), "main")
        with _conflicts_told(table["name"]):
            operations.commit(before, after.build())

    def faults(self, table: Json, version: Version) -> list[tuple[str, str]]:
        """The files of a snapshot that are missing, or of another size than Iceberg's metadata say.

        Iceberg keeps no hashes, and no sizes of the metadata's own files but those of manifests.
        """
        found: Any = self.load(table)
        files = Files(self.spark)
        snapshot = found.snapshot(version["snapshot"])
        root = found.location()
        path_of_root = files.path_of(root)
        there = {f"{path_of_root}/{path}": s.size for path, s in (files.below(root) or {}).items()}

        def fault(location: str, size: int | None) -> list[tuple[str, str]]:
            path = files.path_of(location)
            if path not in there:
                return [(location, "is missing")]
            if size is None or there[path] == size:
                return []
            return [(location, f"has {there[path]} bytes, where the run wrote {size}")]

        faults = fault(snapshot.manifestListLocation(), None)
        if faults:
            return faults
        for manifest in snapshot.allManifests(found.io()):
            faults += fault(manifest.path(), manifest.length())
        if faults:
            return faults
        rows = self.spark.sql(
            f"SELECT file_path, file_size_in_bytes FROM {self.name(table)}.files "
            f"VERSION AS OF {version['snapshot']}"
        )
        return [one for path, size in rows.collect() for one in fault(path, size)]

    def reachable(self, table: Json) -> frozenset[str]:
        """The files of the versions that there are, by their paths below the table's location."""
        found: Any = self.load(table)
        queries = (
            "SELECT file_path FROM {}.all_files",
            "SELECT path FROM {}.all_manifests",
            "SELECT manifest_list FROM {}.snapshots",
            "SELECT file FROM {}.metadata_log_entries",
        )
        union = " UNION ".join(query.format(self.name(table)) for query in queries)
        root = Files(self.spark).path_of(found.location())
        paths = (Files(self.spark).path_of(row[0]) for row in self.spark.sql(union).collect())
        return frozenset(path.removeprefix(f"{root}/") for path in paths)

    def discard(self, version: Version) -> None:
        """Removes what was written of a version that was not committed."""
        files = Files(self.spark)
        files.delete(join(self.data_root, version["path"]))
        files.delete(self.staging.location(version["name"], version["id"]))

    def expire(self, table: Json) -> None:
        """Removes all but the last versions with their files."""
        found: Any = self.load(table)
        expiry = found.expireSnapshots().retainLast(snapshots_of_kept_versions(found))
        expiry.expireOlderThan(int(time.time() * 1000)).commit()

    def _version(self, found: Java, snapshot: Java) -> Version:
        summary = dict(written(found, snapshot).summary())
        kept = json.loads(summary[VERSION]) if VERSION in summary else None
        schema = found.schemas().get(snapshot.schemaId())
        at = datetime.fromtimestamp(snapshot.timestampMillis() / 1000, UTC)
        other = {
            "id": str(snapshot.snapshotId()),
            "at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
            "rows": int(summary.get("total-records", 0)),
        }
        return {
            **(kept or other),
            "snapshot": snapshot.snapshotId(),
            "columns": columns_of(self.spark.sparkContext._jvm, schema),
            "format": "iceberg",
        }

    def _java_catalog(self) -> Java:
        """Iceberg's Catalog. Raises `SluiceError` without Iceberg's classes."""
        loader = self._loader()
        if isinstance(loader, JavaPackage):
            raise SluiceError(
                "an iceberg() table needs Iceberg's classes in Spark: --datalake-formats iceberg "
                "on Glue, the jar iceberg-spark-runtime elsewhere"
            )
        return loader.loadIcebergCatalog(self.spark._jsparkSession, self.catalog)

    def _loader(self) -> Java:
        """The class that loads catalogs; a JavaPackage where Spark lacks Iceberg."""
        jvm: Any = self.spark.sparkContext._jvm
        return jvm.org.apache.iceberg.spark.Spark3Util

    def _identifier(self, table: Json) -> Java:
        jvm: Any = self.spark.sparkContext._jvm
        name = f"{self.namespace(table)}.{table['name']}"
        return jvm.org.apache.iceberg.catalog.TableIdentifier.parse(name)


@dataclass(frozen=True)
class PreparedIceberg:
    """A version that is written but not committed."""

    tables: IcebergTables
    version: Version
    start: int | None
    """The snapshot that was current when the version was begun."""
    transaction: Java
    files: Java
    staged: str

    def rows(self) -> DataFrame:
        """The rows as they will be, for jobs of the same run."""
        return self.tables.spark.table(self.staged)

    def check(self) -> None:
        """Raises `SluiceError` when another writer has changed the table."""
        found = self.tables.load(self.version)
        snapshot = None if found is None else found.currentSnapshot()
        if (None if snapshot is None else snapshot.snapshotId()) != self.start:
            changed_meanwhile(self.version["name"])

    def commit(self) -> None:
        """Makes it the current version. Raises `SluiceError`; then nothing has changed."""
        jvm: Any = self.tables.spark.sparkContext._jvm
        overwrite = self.transaction.newOverwrite()
        overwrite.overwriteByRowFilter(jvm.org.apache.iceberg.expressions.Expressions.alwaysTrue())
        for file in self.files:
            overwrite.addFile(file)
        if self.start is not None:
            overwrite.validateFromSnapshot(self.start)
        overwrite.validateNoConflictingData().validateNoConflictingDeletes()
        overwrite.set(VERSION, json.dumps(self.version))
        with _conflicts_told(self.version["name"]):
            overwrite.commit()
            self.transaction.commitTransaction()

    def discard(self) -> None:
        """Removes what was written."""
        self.tables.discard(self.version)

    def tidy(self) -> None:
        """Removes all but the last versions, and what was needed to write this one."""
        self.tables.expire(self.version)
        staging = self.tables.staging.location(self.version["name"], self.version["id"])
        files = Files(self.tables.spark)
        files.delete(staging)
        table = self.version["zone"], self.version["name"]
        files.secure(join(self.tables.data_root, *table, "metadata"))


@contextmanager
def _conflicts_told(table: str) -> Iterator[None]:
    """Says in a sentence that another writer was faster."""
    try:
        yield
    except Py4JJavaError as error:
        if error.java_exception.getClass().getSimpleName() in _CONFLICTS:
            changed_meanwhile(table)
        raise
