# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""signals_of_agreed (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def signals_of_agreed(signals: DataFrame, agreed: DataFrame) -> DataFrame:
    signal = signals.alias("signal")
    customer = agreed.select("device", "agreedAt").alias("customer")
    return signal.join(
        customer,
        (F.col("signal.device") == F.col("customer.device"))
        & (F.col("signal.at") >= F.col("customer.agreedAt")),
        "left_semi",
    ).select("device", "at", "strength")


if __name__ == "__main__":
    sluice.run(signals_of_agreed)
