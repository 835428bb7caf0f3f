# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""named_orders (trusted): A key of one name on both sides is one column."""

from pyspark.sql import DataFrame

import sluice


def named_orders(orders: DataFrame, customers: DataFrame) -> DataFrame:
    return orders.join(customers, "customerId").select(
        "id", "customerId", "placedAt", "amount", "name", "since"
    )


if __name__ == "__main__":
    sluice.run(named_orders)
