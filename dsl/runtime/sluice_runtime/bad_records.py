"""What is said of the bad records of a source, and what is kept of those that fail a run."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from sluice_runtime.errors import sentence
from sluice_runtime.files import Files
from sluice_runtime.plans import Json
from sluice_runtime.quarantine import KEPT_OF_FAILED, failed_folder

_REASONS = 5  # how many a version keeps of a source
_REASONS_SHOWN = 3  # how many a message gives


def keep_failed(bad_records: DataFrame, quarantine: str) -> str:
    """Keeps the first bad records of a run that fails by them, and says where."""
    folder = failed_folder(quarantine)
    order = [name for name in bad_records.columns if name != "text"]
    try:
        bad_records.orderBy(*order).limit(KEPT_OF_FAILED).coalesce(1).write.parquet(folder)
        Files(bad_records.sparkSession).secure(folder)
    except Exception as error:
        return f"none is kept: {sentence(error)}"
    return f"the first, {KEPT_OF_FAILED:,} at most, are kept in {folder}"


def reasons_of(bad_records: DataFrame) -> list[Json]:
    """The most frequent reasons, each with its first record: they stay when the texts have gone."""
    first = F.min(F.struct("file", "line", "record")).alias("first")
    rows = (
        bad_records.groupBy("reason")
        .agg(F.count("*").alias("count"), first)
        .orderBy(F.desc("count"), "reason")
        .limit(_REASONS)
        .collect()
    )
    return [
        {
            "reason": row["reason"],
            "count": row["count"],
            "file": row["first"]["file"],
            "line": row["first"]["line"],
            "record": row["first"]["record"],
        }
        for row in rows
    ]


def over_threshold(plan: Json, metrics: Json, kept: str) -> str:
    listed = "; ".join(
        f"{one['count']} x {one['reason']}, first in {_place(one)}"
        for one in metrics["reasons"][:_REASONS_SHOWN]
    )
    at_most = plan["quarantine"]["atMost"]
    bad, records = metrics["quarantined"], metrics["records"]
    over = (
        f"{bad} of {records} record{'' if records == 1 else 's'} {'is' if bad == 1 else 'are'} bad"
        if bad / records > at_most
        else f"{metrics['quarantinedBytes']} of {metrics['bytes']} bytes of records are bad"
    )
    return (
        f"{plan['name']}: {over}, more than the {float(at_most) * 100:g} % allowed ({listed}); "
        f"{kept}; nothing was committed"
    )


def _place(first: Json) -> str:
    record = "" if first["record"] == 1 else f" (record {first['record']} of the line)"
    return f"{first['file']}:{first['line']}{record}"
