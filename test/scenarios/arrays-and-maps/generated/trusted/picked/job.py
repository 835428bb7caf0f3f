# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""picked (trusted): Elements by place, from both ends; values by key; how many there are."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def picked(products: DataFrame) -> DataFrame:
    return products.filter(
        F.array_contains(F.col("tags"), F.lit("sale"))
        | F.try_element_at(F.col("labels"), F.lit("de")).isNotNull(),
    ).select(
        "id",
        F.get(F.col("tags"), 0).alias("first"),
        sluice.upper(F.try_element_at(F.col("tags"), F.lit(-1))).alias("last"),
        F.array_size(F.col("tags")).cast("bigint").alias("tagCount"),
        F.array_contains(F.col("tags"), F.col("id")).alias("namesItself"),
        F.get(F.col("prices"), 0).getField("amount").alias("amount"),
        F.array_size(F.col("prices")).cast("bigint").alias("priceCount"),
        F.try_element_at(F.col("labels"), F.lit("de")).alias("german"),
        F.coalesce(F.try_element_at(F.col("labels"), F.col("id")), F.lit("none")).alias("own"),
        F.array_size(F.map_keys(F.col("labels"))).cast("bigint").alias("labelCount"),
        F.array_contains(F.col("codes"), F.lit(7)).alias("coded"),
        F.try_element_at(F.col("weights"), F.lit("kg")).alias("weight"),
    )


if __name__ == "__main__":
    sluice.run(picked)
