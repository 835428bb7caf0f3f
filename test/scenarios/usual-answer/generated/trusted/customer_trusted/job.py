# @generated from transforms/usual.ts.
# Change that file, then run `npx sluice compile`.
"""customer_trusted (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def customer_trusted(customer_landing: DataFrame) -> DataFrame:
    return customer_landing.filter(F.col("shareWithResearchAsOfDate").isNotNull()).select(
        "customerName",
        "email",
        "phone",
        "birthDay",
        "serialNumber",
        "registrationDate",
        "lastUpdateDate",
        "shareWithResearchAsOfDate",
        "shareWithPublicAsOfDate",
        "shareWithFriendsAsOfDate",
    )


if __name__ == "__main__":
    sluice.run(customer_trusted)
