# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""sluice (trusted)."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def sluice_(import_: DataFrame) -> DataFrame:
    newest_first = Window.partitionBy("class").orderBy(
        F.col("lambda").desc_nulls_last(),
        F.col("from").asc_nulls_last(),
        F.col("None").asc_nulls_last(),
        F.col("F").asc_nulls_last(),
        F.col("self").asc_nulls_last(),
        F.col("def").asc_nulls_last(),
        F.col("yield").asc_nulls_last(),
    )
    return (
        import_.filter(F.col("None").isNotNull())
        .select("*", F.row_number().over(newest_first).alias("row_number"))
        .filter(F.col("row_number") == 1)
        .select("from", "class", "lambda", "None", "F", "self", "def", "yield")
    )


if __name__ == "__main__":
    sluice.run(sluice_)
