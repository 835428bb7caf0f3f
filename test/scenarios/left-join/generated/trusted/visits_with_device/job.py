# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""visits_with_device (trusted): Every visit, with its device where that is known."""

from pyspark.sql import DataFrame

import sluice


def visits_with_device(visits: DataFrame, devices: DataFrame) -> DataFrame:
    return visits.join(devices, "deviceId", "left").select(
        "visitId", "deviceId", "startedAt", "model", "colour", "soldAt"
    )


if __name__ == "__main__":
    sluice.run(visits_with_device)
