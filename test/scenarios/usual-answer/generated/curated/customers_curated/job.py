# @generated from transforms/usual.ts.
# Change that file, then run `npx sluice compile`.
"""customers_curated (curated)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def customers_curated(customer_trusted: DataFrame, accelerometer_trusted: DataFrame) -> DataFrame:
    customer = customer_trusted.alias("customer")
    accelerometer = accelerometer_trusted.select("user").alias("accelerometer")
    return customer.join(
        accelerometer, F.col("customer.email") == F.col("accelerometer.user"), "left_semi"
    ).select(
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
    sluice.run(customers_curated)
