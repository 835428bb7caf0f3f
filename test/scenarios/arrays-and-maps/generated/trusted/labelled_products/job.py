# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""labelled_products (trusted): They can be passed on as they are."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def labelled_products(products: DataFrame) -> DataFrame:
    return products.filter(F.col("labels").isNotNull()).select(
        "id", "tags", "prices", F.col("labels").alias("texts"), "codes", "weights"
    )


if __name__ == "__main__":
    sluice.run(labelled_products)
