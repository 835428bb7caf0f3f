"""customers_curated (curated): customers who agreed to research and have readings."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def customers_curated(customer_trusted: DataFrame, accelerometer_trusted: DataFrame) -> DataFrame:
    customer = customer_trusted.alias("customer")
    reading = accelerometer_trusted.select("user").alias("reading")
    return customer.join(reading, F.col("customer.email") == F.col("reading.user"), "left_semi")


if __name__ == "__main__":
    sluice.run(customers_curated)
