"""customer_trusted (trusted): customers who agreed to research."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def customer_trusted(customer_landing: DataFrame) -> DataFrame:
    return customer_landing.where(F.col("shareWithResearchAsOfDate").isNotNull())


if __name__ == "__main__":
    sluice.run(customer_trusted)
