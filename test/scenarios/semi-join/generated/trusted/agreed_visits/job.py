# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""agreed_visits (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def agreed_visits(visits: DataFrame, customers: DataFrame) -> DataFrame:
    visit = visits.alias("visit")
    customer = customers.alias("customer")
    return visit.join(
        customer,
        (F.col("visit.email") == F.col("customer.email"))
        & (F.col("visit.startedAt") >= F.col("customer.agreedAt")),
        "left_semi",
    ).select("visitId", "email", "startedAt")


if __name__ == "__main__":
    sluice.run(agreed_visits)
