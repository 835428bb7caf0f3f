# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""import (trusted): Tables, rows and columns may have the names that Python, Spark or the script
itself needs.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def import_(class_: DataFrame) -> DataFrame:
    lambda_ = class_.alias("lambda_")
    f = class_.select(F.col("class").alias("def"), F.col("lambda").alias("yield")).alias("f")
    return lambda_.join(
        f, (F.col("lambda_.from") == F.col("f.def")) & (F.col("lambda_.lambda") > F.col("f.yield"))
    ).select("from", "class", "lambda", "None", "F", "self", "def", "yield")


if __name__ == "__main__":
    sluice.run(import_)
