# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""all_orders (trusted): The columns are matched by name; `amount` may be null because it may be
in one of them.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def all_orders(web_orders: DataFrame, shop_orders: DataFrame) -> DataFrame:
    shops = shop_orders.select("amount", "placedAt", "id", F.lit("shop").alias("channel"))
    return web_orders.select("id", "placedAt", "amount", F.lit("web").alias("channel")).unionByName(
        shops
    )


if __name__ == "__main__":
    sluice.run(all_orders)
