"""Partitions of plain tables: folders that Hive, Athena and Spark name alike."""

from collections.abc import Sequence

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from sluice_runtime.errors import SluiceError
from sluice_runtime.files import join
from sluice_runtime.plans import Json

# What a folder's name would have escaped, and what Athena's list of values cannot hold.
_NO_FOLDER = r"""[\u0000-\u001f\u007f,"#%'*/:=?\\{\[\]^]|^ | \z|^__HIVE_DEFAULT_PARTITION__\z|^\z"""


def guarded_partition(table: str, column: Json, kind: str, value: Column) -> Column:
    """A partition column that fails the run where no folder can be named by its value."""
    if column["type"]["kind"] != "string":
        return value
    complaint = F.concat(
        F.lit(
            f"{table}.{column['name']} has a value that no partition of a {kind} table can have: '"
        ),
        value,
        F.lit("'"),
    )
    return F.when(value.rlike(_NO_FOLDER), F.raise_error(complaint)).otherwise(value)


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
