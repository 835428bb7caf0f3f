# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""unpaid_orders (trusted)."""

from pyspark.sql import DataFrame

import sluice


def unpaid_orders(orders: DataFrame, payments: DataFrame) -> DataFrame:
    payments_2 = payments.select("orderId")
    return orders.join(payments_2, "orderId", "left_anti").select("orderId", "customer", "placedAt")


if __name__ == "__main__":
    sluice.run(unpaid_orders)
