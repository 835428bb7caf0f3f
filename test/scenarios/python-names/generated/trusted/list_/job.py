# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""list_ (trusted)."""

from pyspark.sql import DataFrame

import sluice


def list__(class_: DataFrame, sluice_: DataFrame) -> DataFrame:
    sluices = sluice_.select("class")
    return class_.select("class", "F").join(sluices, "class", "left_semi").select("class", "F")


if __name__ == "__main__":
    sluice.run(list__)
