# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""made (trusted): What a step makes is described by the doc comment of its key, downstream too,
until it is described anew or computed from.
"""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def made(paid_orders: DataFrame) -> DataFrame:
    partition = Window.partitionBy("account")
    return (
        paid_orders.select(
            "id",
            "customer",
            "amount",
            "address",
            "plain",
            sluice.finite(F.col("amount") * 100.0).alias("cents"),
            F.col("customer").alias("account"),
            sluice.finite(F.col("amount") + 1.0).alias("bare"),
        )
        .select("*", F.max(F.col("cents")).over(partition).alias("most"))
        .select(
            "id",
            "customer",
            "amount",
            "address",
            "plain",
            F.col("cents").alias("hundredths"),
            "account",
            "bare",
            "most",
        )
    )


if __name__ == "__main__":
    sluice.run(made)
