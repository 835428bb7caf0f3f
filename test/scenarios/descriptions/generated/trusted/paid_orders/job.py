# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""paid_orders (trusted): Orders that cost something.
The second paragraph is part of it.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def paid_orders(orders: DataFrame) -> DataFrame:
    return orders.filter(F.col("amount") > 0.0).select(
        "id", "customer", "amount", "address", "plain"
    )


if __name__ == "__main__":
    sluice.run(paid_orders)
