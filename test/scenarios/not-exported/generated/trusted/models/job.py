# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""models (trusted): A table exists whether or not it is exported, or even named."""

from pyspark.sql import DataFrame

import sluice


def models(devices: DataFrame) -> DataFrame:
    return devices.select("model").distinct()


if __name__ == "__main__":
    sluice.run(models)
