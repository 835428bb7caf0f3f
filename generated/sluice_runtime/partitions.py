"""Partitions of plain tables: folders that Hive, Athena and Spark name alike."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from sluice_runtime.errors import SluiceError
from sluice_runtime.files import join
from sluice_runtime.plans import Json

# Characters that nobody sees.
_HIDDEN = (
    r"\p{Cc}\p{Cf}\p{Zl}\p{Zp}\x{34f}\x{115f}\x{1160}\x{17b4}\x{17b5}\x{180b}-\x{180f}\x{2065}"
    r"\x{3164}\x{fe00}-\x{fe0f}\x{ffa0}\x{fff0}-\x{fff8}\x{e0000}-\x{e0fff}"
)
# What a folder's name would have escaped, and what Athena's list of values cannot hold.
_NO_FOLDER = rf"""[{_HIDDEN},"#%'*/:=?\\{{\[\]^]|^ | \z|^__HIVE_DEFAULT_PARTITION__\z|^\z"""
_EXPECTED = (
    "expected is a text that is not empty, has no space at its ends, is not "
    "__HIVE_DEFAULT_PARTITION__, and holds no control or invisible character and none of "
    ", \" # % ' * / : = ? \\ { [ ] ^"
)


def guarded_partition(table: str, column: Json, kind: str, value: Column) -> Column:
    """A partition column that fails the run where no folder can be named by its value."""
    if column["type"]["kind"] != "string":
        return value
    complaint = f"{table}.{column['name']} {_NO_PARTITION} {kind} table can have"
    return F.when(value.rlike(_NO_FOLDER), F.raise_error(F.lit(complaint))).otherwise(value)


_NO_PARTITION = "has a value that no partition of a"


@contextmanager
def partitions_named(plan: Json, rows: DataFrame) -> Iterator[None]:
    """Says of guarded rows that cannot be partitioned how many they are, and never a value.

    `rows` are those without the guard. Raises `SluiceError` instead of Spark's error.
    """
    try:
        yield
    except Exception as error:
        if _NO_PARTITION not in str(error):
            raise
        complaints = _complaints(plan, rows)
    else:
        return
    raise SluiceError("; ".join(complaints))


def _complaints(plan: Json, rows: DataFrame) -> list[str]:
    kinds = {column["name"]: column["type"]["kind"] for column in plan["columns"]}
    names = [name for name in plan["partitionBy"] if kinds[name] == "string"]
    bad = [F.count_if(F.col(f"`{name}`").rlike(_NO_FOLDER)) for name in names]
    counts = rows.select(bad).collect()[0]
    return [
        f"{plan['name']}.{name}: {count} row{' has a value' if count == 1 else 's have values'} "
        f"that no partition of a {plan['format']['kind']} table can have; {_EXPECTED}"
        for name, count in zip(names, counts, strict=True)
        if count
    ]


def partition_values(rows: DataFrame, columns: Sequence[str]) -> dict[str, list[str]]:
    """The values of partition columns as they stand in folder names, sorted."""
    found: dict[str, list[str]] = {}
    for name in columns:
        values = rows.select(F.col(f"`{name}`").cast("string").alias("value")).distinct()
        found[name] = sorted(row["value"] for row in values.collect() if row["value"] is not None)
    return found


def projection(location: str, partitions: dict[str, list[str]]) -> dict[str, str]:
    """The table parameters by which Athena finds the partitions of a version.

    They change in one update with the location, as registered partitions could not
    (https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html).
    """
    if not partitions:
        return {}
    parameters = {"projection.enabled": "true"}
    folders = []
    for name, values in partitions.items():
        key = name.lower()
        parameters[f"projection.{key}.type"] = "enum"
        parameters[f"projection.{key}.values"] = ",".join(values)
        folders.append(f"{name}=${{{key}}}")
    parameters["storage.location.template"] = join(location, *folders) + "/"
    for key, value in parameters.items():
        if len(value) > PARAMETER_LENGTH:
            raise SluiceError(
                f"{key} would have {len(value)} characters, and Glue allows {PARAMETER_LENGTH}: "
                "partition by a column with fewer values; nothing was committed"
            )
    return parameters


PARAMETER_LENGTH = 512_000
"""Characters of a parameter's value (https://docs.aws.amazon.com/glue/latest/webapi/API_TableInput.html)."""
