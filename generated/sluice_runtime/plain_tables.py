"""json() and parquet() tables: each version in a folder of its own, shown by one update."""

from dataclasses import dataclass
from typing import Any, Protocol

from pyspark.sql import DataFrame, SparkSession

from sluice_runtime.column_types import spark_schema
from sluice_runtime.evolution import check_evolution
from sluice_runtime.files import Files, join, literal
from sluice_runtime.partitions import partition_values
from sluice_runtime.plans import Json
from sluice_runtime.rows import quoted
from sluice_runtime.sums import faults_of, with_sums
from sluice_runtime.versions import History, Version, advanced, changed_meanwhile, dropped

_JSON_OPTIONS = {"timestampFormat": "yyyy-MM-dd HH:mm:ss.SSSSSS", "lineSep": "\n"}

Token = Any
"""What a store gives with a history, to see later whether it is still that one."""


class Store(Protocol):
    """Where the histories of plain tables are kept."""

    def history(self, table: str) -> tuple[History | None, Token]:
        """The history of a table, None before its first version."""

    def described(self, plan: Json, version: Version) -> Version:
        """A version with what the store needs beside to show it. Raises `SluiceError`."""

    def replace(self, table: str, history: History, token: Token) -> None:
        """Puts a history in the place of the one with this token, if it is still there.

        Raises `SluiceError` when another writer has changed it.
        """


@dataclass(frozen=True)
class PlainTables:
    """The plain tables of a lake."""

    spark: SparkSession
    data_root: str
    store: Store

    def has(self, table: Json) -> bool:
        """Whether there is a version of a table in one of these formats."""
        return self.current(table) is not None

    def current(self, table: Json) -> Version | None:
        """The version that readers see; None before the first."""
        history, _ = self.store.history(table["name"])
        return None if history is None else history.now

    def versions(self, table: Json) -> list[Version]:
        """The versions that can be read, the newest first."""
        history, _ = self.store.history(table["name"])
        return [] if history is None else list(history.versions)

    def read(self, table: Json, version: Version) -> DataFrame:
        """The rows of a version, with the columns that it had."""
        schema = spark_schema(version["columns"])
        location = literal(join(self.data_root, version["path"]))
        reader = self.spark.read.schema(schema)
        if version["format"] == "json":
            rows = reader.options(mode="FAILFAST", **_JSON_OPTIONS).json(location)
        else:
            rows = reader.parquet(location)
        return rows.select([quoted(name) for name in schema.names])

    def prepare(self, plan: Json, rows: DataFrame, version: Version) -> "PreparedPlain":
        """Writes rows to a folder that no reader sees before the commit. Raises `SluiceError`."""
        before, token = self.store.history(plan["name"])
        if before is not None:
            check_evolution(plan, before.now["columns"])
        partitions = plan.get("partitionBy", [])
        location = join(self.data_root, version["path"])
        writer = rows.write.partitionBy(*partitions)
        try:
            if version["format"] == "json":
                writer.options(compression="gzip", **_JSON_OPTIONS).json(location)
            else:
                writer.parquet(location)
            written = self.read(plan, version)
            version = {
                **version,
                "rows": written.count(),
                "partitions": partition_values(written, partitions),
            }
            files = Files(self.spark)
            version = with_sums(files, location, version)
            files.secure(location)
            version = self.store.described(plan, version)
        except Exception:
            Files(self.spark).delete(location)
            raise
        return PreparedPlain(self, version, before, token)

    def faults(self, table: Json, version: Version) -> list[tuple[str, str]]:
        """The files of a version that are not as its run left them, each with what is wrong."""
        return faults_of(Files(self.spark), join(self.data_root, version["path"]), version)

    def summed(self, history: History) -> History:
        """The history, with the sums of versions of an older Sluice, as far as files are there."""
        files = Files(self.spark)
        versions = []
        for version in history.versions:
            location = join(self.data_root, version["path"])
            is_bare = "files" not in version and not self.faults(version, version)
            versions.append(with_sums(files, location, version) if is_bare else version)
        return History(history.current, tuple(versions))

    def roll_back(self, table: Json, to: Version) -> None:
        """Makes an earlier version the current one, with its columns. Raises `SluiceError`."""
        before, token = self.store.history(table["name"])
        assert before is not None
        self.store.replace(table["name"], History(to["id"], before.versions), token)


@dataclass(frozen=True)
class PreparedPlain:
    """A version that is written but not committed."""

    tables: PlainTables
    version: Version
    before: History | None
    token: Token

    def rows(self) -> DataFrame:
        """The rows as they will be, for jobs of the same run."""
        return self.tables.read(self.version, self.version)

    def check(self) -> None:
        """Raises `SluiceError` when another writer has changed the table."""
        _, token = self.tables.store.history(self.version["name"])
        if token != self.token:
            changed_meanwhile(self.version["name"])

    def commit(self) -> None:
        """Makes it the current version. Raises `SluiceError`; then nothing has changed."""
        after = self.tables.summed(advanced(self.before, self.version))
        self.tables.store.replace(self.version["name"], after, self.token)

    def discard(self) -> None:
        Files(self.tables.spark).delete(join(self.tables.data_root, self.version["path"]))

    def tidy(self) -> None:
        """Removes the files of versions that the history has no more."""
        for old in dropped(self.before, advanced(self.before, self.version)):
            Files(self.tables.spark).delete(join(self.tables.data_root, old["path"]))
