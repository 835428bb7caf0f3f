# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""by_day (trusted)."""

from pyspark.sql import DataFrame

import sluice


def by_day(payments: DataFrame) -> DataFrame:
    return payments.select("id", "amount", "country", "paidOn", "city")


if __name__ == "__main__":
    sluice.run(by_day)
