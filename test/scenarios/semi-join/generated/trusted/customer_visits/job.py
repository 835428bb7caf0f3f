# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""customer_visits (trusted)."""

from pyspark.sql import DataFrame

import sluice


def customer_visits(visits: DataFrame, customers: DataFrame) -> DataFrame:
    customers_2 = customers.select("email")
    return visits.join(customers_2, "email", "left_semi").select("visitId", "email", "startedAt")


if __name__ == "__main__":
    sluice.run(customer_visits)
