# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""through (trusted): A column that is only passed on keeps its description through every
operation, and one that is computed gets none.
"""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def through(paid_orders: DataFrame, orders: DataFrame) -> DataFrame:
    newest_first = Window.partitionBy("id").orderBy(
        F.col("account").desc_nulls_last(),
        F.col("city").asc_nulls_last(),
        F.col("letters").asc_nulls_last(),
    )
    orders_2 = orders.select("id")
    paids = (
        paid_orders.select(
            "id",
            F.col("customer").alias("account"),
            F.col("address").getField("city").alias("city"),
            F.length(F.col("customer")).cast("bigint").alias("letters"),
        )
        .filter(F.col("letters") > 3)
        .distinct()
        .select("*", F.row_number().over(newest_first).alias("row_number"))
        .filter(F.col("row_number") == 1)
        .select("id", "account", "city", "letters")
        .join(orders_2, "id", "left_semi")
    )
    paid = paids.alias("paid")
    orders_3 = orders.select("plain").alias("orders")
    newest_first_2 = Window.partitionBy("id").orderBy(F.col("amount").desc_nulls_last())
    orders_4 = (
        orders.select("id", "amount")
        .distinct()
        .select("*", F.row_number().over(newest_first_2).alias("row_number"))
        .filter(F.col("row_number") == 1)
        .select("id", "amount")
    )
    newest_first_3 = Window.partitionBy("id").orderBy(F.col("plain").desc_nulls_last())
    orders_5 = (
        orders.select("id", "plain")
        .select("*", F.row_number().over(newest_first_3).alias("row_number"))
        .filter(F.col("row_number") == 1)
        .select("id", "plain")
    )
    return (
        paid.join(orders_3, F.col("paid.id") == F.col("orders.plain"), "left_anti")
        .join(orders_4, "id")
        .join(orders_5, "id", "left")
        .groupBy("id", "account", "city", "letters", "amount")
        .agg(F.max(F.col("plain")).alias("plain"), F.max(F.col("letters")).alias("most"))
        .select(
            "id",
            "account",
            "city",
            "letters",
            "amount",
            "plain",
            "most",
            F.col("account").alias("same"),
            F.try_multiply(F.col("letters"), F.lit(2)).alias("twice"),
        )
    )


if __name__ == "__main__":
    sluice.run(through)
