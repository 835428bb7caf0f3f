# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""large_payments (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def large_payments(payments: DataFrame) -> DataFrame:
    return (
        payments.filter((F.col("status") == "paid") & F.col("paidAt").isNotNull())
        .filter(F.col("amount") > 1000)
        .select("id", "amount")
    )


if __name__ == "__main__":
    sluice.run(large_payments)
