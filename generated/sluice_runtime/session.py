"""The Spark session of a run: settings that make its meaning the same everywhere."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pyspark.sql import SparkSession

from sluice_runtime.access import Access, access_of
from sluice_runtime.arguments import Arguments
from sluice_runtime.modules import send_to_executors
from sluice_runtime.state_files import MARKER, marker_of

# Set on every session, so that nothing means one thing here and another there.
SETTINGS: Mapping[str, str] = {
    "spark.sql.ansi.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
}

# What a session can only be started with. To note the line of each Column for its messages, PySpark
# walks the Python stack and asks the JVM twice: most of the time that a long script takes.
STATIC_SETTINGS: Mapping[str, str] = {"spark.python.sql.dataFrameDebugging.enabled": "false"}


def start_session(name: str, arguments: Arguments) -> SparkSession:
    """The session with its settings, on an emulator's S3 where an endpoint is named."""
    access = _keep_others_out(arguments)
    spark = (
        SparkSession.builder.appName(name)
        .config(map=dict(STATIC_SETTINGS))
        .config("spark.hadoop.fs.permissions.umask-mode", f"{access.umask:03o}")
        .getOrCreate()
    )
    for key, value in SETTINGS.items():
        spark.conf.set(key, value)
    hadoop = spark.sparkContext._jsc.hadoopConfiguration()
    if arguments.catalog == "glue" and hadoop.get("fs.s3.impl") is None:  # on Glue it is there
        hadoop.set("fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem")
    if arguments.endpoint is not None:
        hadoop.set("fs.s3a.endpoint", arguments.endpoint)
        hadoop.set("fs.s3a.path.style.access", "true")
    send_to_executors(spark)
    return spark


def _keep_others_out(arguments: Arguments) -> Access:
    """What this process and its JVM write is the user's alone, or his group's, from the start."""
    shared = arguments.shared_with_group
    if shared is None and arguments.catalog == "folder":
        folder = Path(urlsplit(arguments.lake).path)
        shared = (folder / MARKER).is_file() and marker_of(folder).get("group") is True
    access = access_of(bool(shared))
    os.umask(access.umask)
    return access


def set_iceberg_catalogs(spark: SparkSession, arguments: Arguments, root: str, staging: str) -> str:
    """Names the lake's Iceberg catalog and, with `_staging` after it, the one of runs."""
    lake = f"{arguments.catalog} {arguments.database} {arguments.endpoint} {root}"
    name = f"sluice_{hashlib.sha256(lake.encode()).hexdigest()[:8]}"
    catalog = {"": "org.apache.iceberg.spark.SparkCatalog", ".cache-enabled": "false"}
    if arguments.catalog == "folder":
        io = {".io-impl": "org.apache.iceberg.hadoop.HadoopFileIO"}
        real = {".type": "hadoop", ".warehouse": f"{root}/data"}
    else:
        io = {".io-impl": "org.apache.iceberg.aws.s3.S3FileIO", **_emulator(arguments)}
        real = {
            ".catalog-impl": "org.apache.iceberg.aws.glue.GlueCatalog",
            ".warehouse": root,
            ".glue.skip-name-validation": "true",  # Glue allows a hyphen, Iceberg would not
        }
        if arguments.region is not None:
            io[".client.region"] = arguments.region
    for_runs = {".type": "hadoop", ".warehouse": staging}
    for key, value in {**catalog, **real, **io}.items():
        spark.conf.set(f"spark.sql.catalog.{name}{key}", value)
    for key, value in {**catalog, **for_runs, **io}.items():
        spark.conf.set(f"spark.sql.catalog.{name}_staging{key}", value)
    return name


def _emulator(arguments: Arguments) -> dict[str, str]:
    if arguments.endpoint is None:
        return {}
    return {
        ".glue.endpoint": arguments.endpoint,
        ".s3.endpoint": arguments.endpoint,
        ".s3.path-style-access": "true",
    }
