# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""current (current): How things stand now."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def current(history: DataFrame) -> DataFrame:
    newest_first = Window.partitionBy("email").orderBy(
        F.col("changedAt").desc_nulls_last(), F.col("agreedAt").asc_nulls_last()
    )
    return (
        history.select("*", F.row_number().over(newest_first).alias("row_number"))
        .filter(F.col("row_number") == 1)
        .select("email", "changedAt", "agreedAt")
    )


if __name__ == "__main__":
    sluice.run(current)
