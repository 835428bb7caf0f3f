# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""cities (trusted): A struct can be passed on, compared in `distinct`, and tested for null."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def cities(orders: DataFrame) -> DataFrame:
    return (
        orders.filter(
            F.col("contact").isNotNull()
            & (F.col("address").getField("point").getField("lat") > 50.0),
        )
        .select("address", "contact")
        .distinct()
    )


if __name__ == "__main__":
    sluice.run(cities)
