# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""order_ids (trusted): Only what is asked for is read from either side."""

from pyspark.sql import DataFrame

import sluice


def order_ids(web_orders: DataFrame, shop_orders: DataFrame) -> DataFrame:
    shops = shop_orders.select("id")
    return web_orders.select("id").unionByName(shops)


if __name__ == "__main__":
    sluice.run(order_ids)
