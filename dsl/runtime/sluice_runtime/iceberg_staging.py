"""Rows written as data files that no reader sees, for a later commit of the table's own.

They go through an Iceberg table of the run's own, which has the schema, the field ids and the
partitions that the real one will have, and writes its data where the real one's belongs.
"""

import json
import time
import uuid
from dataclasses import dataclass
from typing import Any

from pyspark.sql import DataFrame, SparkSession

from sluice_runtime.files import Files, join

Java = Any


@dataclass(frozen=True)
class Staged:
    """Data files beside a table. `name` is that of the staging table in Spark."""

    name: str
    files: Java
    """Iceberg's DataFile objects, a Java list."""
    rows: int


@dataclass(frozen=True)
class StagingCatalog:
    """A Hadoop catalog, in Spark's configuration, whose warehouse is `folder`."""

    spark: SparkSession
    name: str
    folder: str

    def location(self, name: str, run: str) -> str:
        """The folder that goes when the run ends: a job's rights name its own table's."""
        return join(self.folder, name, run)

    def write(self, table: Java, name: str, run: str, data: str, rows: DataFrame) -> Staged:
        """Writes rows to the folder `data`, as `table`, an uncommitted one, says."""
        jvm: Any = self.spark.sparkContext._jvm
        location = self.location(name, run)
        metadata = json.dumps(_metadata(jvm, table, location, data))
        files = Files(self.spark)
        files.replace(join(location, "metadata", "v1.metadata.json"), metadata)
        files.replace(join(location, "metadata", "version-hint.text"), "1")
        full_name = f"{self.name}.`{name}`.`{run}`"
        rows.writeTo(full_name).append()
        staged = jvm.org.apache.iceberg.spark.Spark3Util.loadIcebergTable(
            self.spark._jsparkSession, full_name
        )
        found = jvm.java.util.ArrayList()
        count = 0
        snapshot = staged.currentSnapshot()
        if snapshot is not None:
            for file in snapshot.addedDataFiles(staged.io()):
                found.add(file)
                count += file.recordCount()
        return Staged(full_name, found, count)


def _metadata(jvm: Any, table: Java, location: str, data: str) -> dict[str, Any]:
    """The metadata of an empty table (https://iceberg.apache.org/spec/, version 2)."""
    schema = json.loads(jvm.org.apache.iceberg.SchemaParser.toJson(table.schema()))
    spec = json.loads(jvm.org.apache.iceberg.PartitionSpecParser.toJson(table.spec()))
    properties = {**dict(table.properties()), "write.data.path": data}
    partition_ids = [field["field-id"] for field in spec["fields"]]
    return {
        "format-version": 2,
        "table-uuid": str(uuid.uuid4()),
        "location": location,
        "last-sequence-number": 0,
        "last-updated-ms": int(time.time() * 1000),
        "last-column-id": table.schema().highestFieldId(),
        "current-schema-id": schema["schema-id"],
        "schemas": [schema],
        "default-spec-id": spec["spec-id"],
        "partition-specs": [spec],
        "last-partition-id": max(partition_ids, default=999),
        "default-sort-order-id": 0,
        "sort-orders": [{"order-id": 0, "fields": []}],
        "properties": properties,
        "current-snapshot-id": None,
        "snapshots": [],
        "snapshot-log": [],
        "metadata-log": [],
    }
