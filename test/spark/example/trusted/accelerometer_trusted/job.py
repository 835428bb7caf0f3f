"""accelerometer_trusted (trusted): readings taken while their customer agreed to research."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def accelerometer_trusted(
    accelerometer_landing: DataFrame, customer_trusted: DataFrame
) -> DataFrame:
    reading = accelerometer_landing.alias("reading")
    customer = customer_trusted.select("email", "shareWithResearchAsOfDate").alias("customer")
    return reading.join(
        customer,
        (F.col("reading.user") == F.col("customer.email"))
        & (F.col("reading.timeStamp") >= F.col("customer.shareWithResearchAsOfDate")),
        "left_semi",
    ).select("timeStamp", "user", "x", "y", "z")


if __name__ == "__main__":
    sluice.run(accelerometer_trusted)
