# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""long_way (trusted): Thirty operations in a row."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def long_way(orders: DataFrame, customers: DataFrame) -> DataFrame:
    orders_2 = (
        orders.filter(F.col("customer").isNotNull())
        .select(
            "id",
            F.col("customer").alias("email"),
            "country",
            "pieces",
            "price",
            "placedAt",
            sluice.finite(F.col("price") * F.col("pieces")).alias("total"),
        )
        .filter(F.col("total") > 0.0)
        .join(customers, "email")
        .filter(~F.col("blocked"))
        .select(
            "id",
            "email",
            "country",
            "pieces",
            "price",
            "placedAt",
            "total",
            "level",
            sluice.to_date(sluice.to_timestamp(F.col("placedAt"))).alias("day"),
            sluice.finite(
                F.try_divide(sluice.finite(F.col("total") * F.col("level")), F.lit(100.0))
            ).alias("rebate"),
        )
    )
    newest_first = Window.partitionBy("email", "day").orderBy(
        F.col("placedAt").desc_nulls_last(),
        F.col("id").asc_nulls_last(),
        F.col("country").asc_nulls_last(),
        F.col("pieces").asc_nulls_last(),
        F.col("price").asc_nulls_last(),
        F.col("level").asc_nulls_last(),
        F.col("toPay").asc_nulls_last(),
    )
    orders_3 = (
        orders_2.select(
            "id",
            "email",
            "country",
            "pieces",
            "price",
            "placedAt",
            "level",
            "day",
            sluice.finite(F.col("total") - F.col("rebate")).alias("toPay"),
        )
        .filter(F.col("toPay") > 0.0)
        .distinct()
        .select("*", F.row_number().over(newest_first).alias("row_number"))
        .filter(F.col("row_number") == 1)
        .select(
            "email",
            "country",
            "pieces",
            "placedAt",
            "level",
            "day",
            F.col("toPay").alias("amount"),
            F.lit("web").alias("channel"),
        )
    )
    order = (
        orders_3.filter(F.col("day") >= "2026-01-01")
        .select("email", "country", "pieces", "placedAt", "level", "amount", "channel")
        .alias("order")
    )
    customer = customers.select("email", "level").alias("customer")
    customers_2 = customers.filter(F.col("blocked")).select("email")
    orders_4 = (
        order.join(
            customer,
            (F.col("order.email") == F.col("customer.email"))
            & (F.col("customer.level") >= F.col("order.level")),
            "left_semi",
        )
        .select("email", "country", "pieces", "placedAt", "amount", "channel")
        .join(customers_2, "email", "left_anti")
        .select(
            "email",
            "country",
            "pieces",
            "placedAt",
            "amount",
            "channel",
            sluice.round(F.col("amount")).alias("rounded"),
        )
        .filter(F.col("rounded") < 1000000.0)
        .select(
            "email",
            "country",
            "pieces",
            "amount",
            "channel",
            sluice.to_epoch_millis(
                sluice.truncate(sluice.to_timestamp(F.col("placedAt")), "week")
            ).alias("week"),
        )
    )
    return (
        orders_4.groupBy("country", "week", "channel")
        .agg(
            sluice.float_sum(F.col("amount")).alias("amount"),
            F.count_distinct(F.col("email")).alias("buyers"),
            F.try_sum(F.col("pieces")).alias("pieces"),
        )
        .filter(F.col("buyers") >= 5)
        .select(
            F.col("country").alias("market"),
            "week",
            "amount",
            sluice.finite(F.try_divide(F.col("amount"), F.col("buyers"))).alias("perBuyer"),
            "pieces",
        )
    )


if __name__ == "__main__":
    sluice.run(long_way)
