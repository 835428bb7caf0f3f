# @generated from transforms/usual.ts.
# Change that file, then run `npx sluice compile`.
"""accelerometer_trusted (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def accelerometer_trusted(
    accelerometer_landing: DataFrame, customer_trusted: DataFrame
) -> DataFrame:
    accelerometer = accelerometer_landing.alias("accelerometer")
    customer = customer_trusted.select("email").alias("customer")
    return accelerometer.join(
        customer, F.col("accelerometer.user") == F.col("customer.email"), "left_semi"
    ).select("timeStamp", "user", "x", "y", "z")


if __name__ == "__main__":
    sluice.run(accelerometer_trusted)
