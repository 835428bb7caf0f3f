# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""named_devices (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def named_devices(devices: DataFrame) -> DataFrame:
    return devices.select(
        F.col("id").alias("deviceId"), "left", "right", F.col("model").alias("modelName")
    )


if __name__ == "__main__":
    sluice.run(named_devices)
