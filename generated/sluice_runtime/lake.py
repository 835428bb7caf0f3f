"""A lake: where its tables are and how they change, in a folder or on S3 with Glue."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pyspark.sql import DataFrame, SparkSession

from sluice_runtime.access import access_at, tighten
from sluice_runtime.arguments import Arguments
from sluice_runtime.errors import SluiceError, sentence, warn
from sluice_runtime.files import Files, join
from sluice_runtime.folder_store import FolderStore, keep_apart, mark_lake
from sluice_runtime.glue_store import GlueStore
from sluice_runtime.iceberg_staging import StagingCatalog
from sluice_runtime.iceberg_tables import IcebergTables
from sluice_runtime.locks import locked
from sluice_runtime.plain_tables import PlainTables
from sluice_runtime.plans import Json, Plans
from sluice_runtime.quarantine import DEFAULT_DAYS, expire_local
from sluice_runtime.session import set_iceberg_catalogs
from sluice_runtime.versions import Version

_COMMIT_WAIT = 60.0
_RUN_WAIT = 10.0


class Prepared(Protocol):
    """A version of a table that is written, and that no reader sees yet."""

    @property
    def version(self) -> Version: ...

    def rows(self) -> DataFrame:
        """The rows as they will be, for jobs of the same run."""

    def check(self) -> None:
        """Raises `SluiceError` when another writer has changed the table."""

    def commit(self) -> None:
        """Makes it the current version. Raises `SluiceError`; then nothing has changed."""

    def discard(self) -> None:
        """Removes what was written."""

    def tidy(self) -> None:
        """After the commit: removes what is older than the versions that stay."""


class Tables(Protocol):
    """The tables of one kind of format."""

    def has(self, table: Json) -> bool:
        """Whether there is a version of a table in these formats."""

    def current(self, table: Json) -> Version | None:
        """The version that readers see; None before the first."""

    def versions(self, table: Json) -> list[Version]:
        """The versions that can be read, the newest first."""

    def read(self, table: Json, version: Version) -> DataFrame:
        """The rows of a version, with the columns that it had."""

    def prepare(self, plan: Json, rows: DataFrame, version: Version) -> Prepared:
        """Writes rows that no reader sees before the commit. Raises `SluiceError`."""

    def roll_back(self, table: Json, to: Version) -> None:
        """Makes an earlier version the current one, with its columns. Raises `SluiceError`."""

    def faults(self, table: Json, version: Version) -> list[tuple[str, str]]:
        """The files of a version that are not as its run left them, each with what is wrong."""


@dataclass(frozen=True)
class Lake:
    """Places and tables. A local one has locks; on S3, Glue refuses who comes second."""

    spark: SparkSession
    root: str
    data_root: str
    local: Path | None
    plain: PlainTables
    iceberg: IcebergTables
    s3: Any
    """boto3's client; None for a folder."""
    quarantine_days: int = DEFAULT_DAYS
    """After how many days bad records go."""

    @property
    def files(self) -> Files:
        return Files(self.spark)

    def tables(self, plan: Json) -> Tables:
        """The tables of a plan's format. Raises `SluiceError` when the table is of another."""
        kind = plan["format"]["kind"]
        right, wrong = (
            (self.iceberg, self.plain) if kind == "iceberg" else (self.plain, self.iceberg)
        )
        if wrong.has(plan):
            raise SluiceError(
                f"{plan['name']} has versions in another format than {kind}: give the table "
                "another name; nothing was committed"
            )
        return right

    def tables_of(self, table: Json) -> Tables:
        """The tables that have versions of a table. Raises `SluiceError` when none have."""
        kinds: tuple[Tables, ...] = (self.plain, self.iceberg)
        for tables in kinds:
            if tables.has(table):
                return tables
        raise SluiceError(f"{table['name']} has no version in {self.root} yet: run it first")

    def quarantine(self, source: str, run: str) -> str:
        return join(self.root, "quarantine", source, run)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Keeps `clean` away while a run goes on, and others from what is personal.

        When the run is good, bad records that are too old go.
        """
        if self.local is None:
            yield
            return
        busy = f"{self.root} is being cleaned; nothing was committed: run again"
        with locked(self.local / "runs.lock", shared=True, wait=_RUN_WAIT, busy=busy):
            tighten(self.local, access_at(self.local))
            yield
            expire_local(self.local, self.quarantine_days)

    @contextmanager
    def committing(self) -> Iterator[None]:
        """Keeps other commits away."""
        if self.local is None:
            yield
            return
        busy = f"another run is committing to {self.root} for long; nothing was committed"
        with locked(self.local / "commit.lock", wait=_COMMIT_WAIT, busy=busy):
            yield


def commit_all(lake: Lake, prepared: Sequence[Prepared]) -> None:
    """Switches tables to their new versions, each at once, one right after the other.

    When a table was changed by another run, none is switched; where that happens in between, which
    only S3 allows, the error says which were, and what is not switched goes. Raises `SluiceError`;
    `PartlyCommitted` when a table was, or may have been, switched.
    """
    switched: list[str] = []
    with lake.committing():
        try:
            for one in prepared:
                one.check()
            for one in prepared:
                _commit(one)
                switched.append(one.version["name"])
        except PartlyCommitted as error:
            raise _with_switched(error, switched) from error
        except SluiceError as error:
            for one in prepared[len(switched) :]:
                one.discard()
            if not switched:
                raise
            raise _with_switched(error, switched) from error
        for one in prepared:
            _tidy(one)


class PartlyCommitted(SluiceError):
    """A run that broke off between its commits, or in one whose end nobody has seen.

    Its files stay, because a reader may need them.
    """


def _commit(one: Prepared) -> None:
    try:
        one.commit()
    except SluiceError:
        raise
    except Exception as error:
        raise PartlyCommitted(
            f"the commit of {one.version['name']} broke off, and may have taken place or not: "
            f"{sentence(error)}"
        ) from error


def _tidy(one: Prepared) -> None:
    try:
        one.tidy()
    except Exception as error:
        name = one.version["name"]
        warn(f"{name}: files that are needed no more stay for now: {sentence(error)}")


def _with_switched(error: SluiceError, switched: Sequence[str]) -> PartlyCommitted:
    before = f" ({', '.join(switched)} was committed)" if switched else ""
    return PartlyCommitted(f"{error}{before}")


def open_lake(
    spark: SparkSession, arguments: Arguments, plans: Plans, *, make: bool = True
) -> Lake:
    """The lake that the arguments name. Raises `SluiceError` when it is none and cannot be one.

    A folder that is no lake yet becomes one, unless `make` says that there must be one.
    """
    if arguments.catalog == "folder":
        return _folder(spark, arguments, make)
    return _glue(spark, arguments, plans)


def _folder(spark: SparkSession, arguments: Arguments, make: bool) -> Lake:
    files = Files(spark)
    local = files.local_path(arguments.lake)
    if local is None:
        raise SluiceError(
            f"{arguments.lake} is not on this machine: pass --catalog glue --database NAME"
        )
    landing = None if arguments.landing is None else files.local_path(arguments.landing)
    if landing is not None:
        keep_apart(local, landing)
    root = str(local)
    settings = mark_lake(files, root, make, arguments.shared_with_group, arguments.quarantine_days)
    data_root = join(root, "data")
    name, runs = _iceberg(spark, arguments, root)
    plain = PlainTables(spark, data_root, FolderStore(files, root))
    iceberg = IcebergTables(spark, name, lambda table: table["zone"], None, data_root, runs)
    days = settings.quarantine_days
    return Lake(spark, root, data_root, local, plain, iceberg, None, days)


def _glue(spark: SparkSession, arguments: Arguments, plans: Plans) -> Lake:
    import boto3  # Glue has it, and a lake folder needs none

    root, database = arguments.lake.rstrip("/"), str(arguments.database)
    name, runs = _iceberg(spark, arguments, root)

    def client(service: str) -> Any:
        return boto3.client(service, region_name=arguments.region, endpoint_url=arguments.endpoint)

    store = GlueStore(client("glue"), database, root, plans.table_input)
    iceberg = IcebergTables(
        spark,
        name,
        lambda table: database,
        lambda plan: join(root, plan["zone"], plan["name"]),
        root,
        runs,
    )
    plain = PlainTables(spark, root, store)
    given = arguments.quarantine_days
    days = DEFAULT_DAYS if given is None else given
    return Lake(spark, root, root, None, plain, iceberg, client("s3"), days)


def _iceberg(spark: SparkSession, arguments: Arguments, root: str) -> tuple[str, StagingCatalog]:
    """The name of the lake's Iceberg catalog, and the catalog of what runs write."""
    staging = join(root, "staging")
    name = set_iceberg_catalogs(spark, arguments, root, staging)
    return name, StagingCatalog(spark, f"{name}_staging", staging)
