# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""order_tags (trusted): Orders without a tag stay, with NULL."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def order_tags(orders: DataFrame) -> DataFrame:
    return orders.select("id", "tags", "country").select(
        "id", F.posexplode_outer("tags").alias("place", "tags"), "country"
    )


if __name__ == "__main__":
    sluice.run(order_tags)
