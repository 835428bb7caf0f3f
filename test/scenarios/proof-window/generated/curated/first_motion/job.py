# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""first_motion (curated): A partition and the row number are a key: the join meets one row."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def first_motion(agreed: DataFrame, agreed_motion: DataFrame) -> DataFrame:
    ordered = Window.partitionBy("user").orderBy(
        F.col("at").asc_nulls_last(), F.col("x").asc_nulls_last()
    )
    agreed_2 = agreed.select("email").alias("agreed")
    agreed_3 = (
        agreed_motion.select("*", F.row_number().over(ordered).alias("number"))
        .filter(F.col("number") == 1)
        .select("user", "at", "x")
        .alias("agreed_2")
    )
    return agreed_2.join(agreed_3, F.col("agreed.email") == F.col("agreed_2.user")).select(
        "at", "x"
    )


if __name__ == "__main__":
    sluice.run(first_motion)
