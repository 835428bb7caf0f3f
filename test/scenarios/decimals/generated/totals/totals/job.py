# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""totals (totals): The sum of long decimals is exact in whatever order they are added."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def totals(computed: DataFrame) -> DataFrame:
    ordered = Window.partitionBy("text").orderBy(
        F.col("id").asc_nulls_last(),
        F.col("gross").asc_nulls_last(),
        F.col("tax").asc_nulls_last(),
        F.col("open").asc_nulls_last(),
        F.col("perPiece").asc_nulls_last(),
        F.col("all").asc_nulls_last(),
        F.col("perKilo").asc_nulls_last(),
        F.col("credit").asc_nulls_last(),
        F.col("size").asc_nulls_last(),
        F.col("cents").asc_nulls_last(),
        F.col("rounded").asc_nulls_last(),
        F.col("same").asc_nulls_last(),
    )
    running = ordered.rowsBetween(Window.unboundedPreceding, Window.currentRow)
    return (
        computed.select("*", sluice.decimal_sum(F.col("open"), 6, running).alias("running"))
        .groupBy("text")
        .agg(
            sluice.decimal_sum(F.col("open"), 6).alias("open"),
            (sluice.decimal_sum(F.col("open"), 6).cast("double") / F.count(F.col("open"))).alias(
                "mean"
            ),
            F.max(F.col("running")).alias("last"),
            F.try_sum(F.col("rounded")).cast("decimal(38,2)").alias("rounded"),
        )
    )


if __name__ == "__main__":
    sluice.run(totals)
