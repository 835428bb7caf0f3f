# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""by_seldom_known (trusted)."""

from pyspark.sql import DataFrame

import sluice


def by_seldom_known(payments: DataFrame) -> DataFrame:
    return payments.select("id", "amount", "country", "paidOn", "city")


if __name__ == "__main__":
    sluice.run(by_seldom_known)
