# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""paid_payments (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def paid_payments(payments: DataFrame) -> DataFrame:
    return payments.filter(F.col("status") == "paid").select("id", "status", "amount", "paidAt")


if __name__ == "__main__":
    sluice.run(paid_payments)
