# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""visits_with_sold_device (trusted): A device counts only from the day of its sale on."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def visits_with_sold_device(visits: DataFrame, devices: DataFrame) -> DataFrame:
    visit = visits.alias("visit")
    device = devices.select(F.col("deviceId").alias("soldDevice"), "model", "soldAt").alias(
        "device"
    )
    return visit.join(
        device,
        (F.col("visit.deviceId") == F.col("device.soldDevice"))
        & (F.col("visit.startedAt") >= F.col("device.soldAt")),
        "left",
    ).select("visitId", "soldDevice", "model")


if __name__ == "__main__":
    sluice.run(visits_with_sold_device)
