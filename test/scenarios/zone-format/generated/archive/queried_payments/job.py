# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""queried_payments (archive)."""

from pyspark.sql import DataFrame

import sluice


def queried_payments(payments: DataFrame) -> DataFrame:
    return payments.select("id", "amount")


if __name__ == "__main__":
    sluice.run(queried_payments)
