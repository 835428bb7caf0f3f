# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""old_payments (archive)."""

from pyspark.sql import DataFrame

import sluice


def old_payments(payments: DataFrame) -> DataFrame:
    return payments.select("id", "amount")


if __name__ == "__main__":
    sluice.run(old_payments)
