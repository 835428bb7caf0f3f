# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""tagged (trusted)."""

from pyspark.sql import DataFrame

import sluice


def tagged(products: DataFrame) -> DataFrame:
    return products.select("tags").distinct()


if __name__ == "__main__":
    sluice.run(tagged)
