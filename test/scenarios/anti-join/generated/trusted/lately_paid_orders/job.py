# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""lately_paid_orders (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def lately_paid_orders(orders: DataFrame, payments: DataFrame) -> DataFrame:
    order = orders.alias("order")
    payment = payments.select("orderId", "paidAt").alias("payment")
    return order.join(
        payment,
        (F.col("order.orderId") == F.col("payment.orderId"))
        & (sluice.millis_difference(F.col("payment.paidAt"), F.col("order.placedAt"), "day") <= 14),
        "left_anti",
    ).select("orderId", "customer", "placedAt")


if __name__ == "__main__":
    sluice.run(lately_paid_orders)
