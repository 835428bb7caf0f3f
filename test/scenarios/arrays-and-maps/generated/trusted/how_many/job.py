# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""how_many (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def how_many(products: DataFrame) -> DataFrame:
    return products.agg(
        F.count("*").alias("products"),
        F.count(F.col("labels")).alias("labelled"),
        F.count(F.col("prices")).alias("priced"),
    )


if __name__ == "__main__":
    sluice.run(how_many)
