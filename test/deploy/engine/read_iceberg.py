"""Writes each Iceberg table of a Glue database to a Parquet file, read by pyiceberg alone.

Arguments: the emulator's URL, the region, the database, the folder.
"""

import sys
from pathlib import Path

import pyarrow.parquet
from pyiceberg.catalog import load_catalog
from pyiceberg.exceptions import NoSuchIcebergTableError


def main(endpoint: str, region: str, database: str, folder: str) -> None:
    catalog = load_catalog(
        "glue",
        **{
            "type": "glue",
            "glue.endpoint": endpoint,
            "glue.region": region,
            "s3.endpoint": endpoint,
            "s3.region": region,
        },
    )
    for identifier in catalog.list_tables(database):
        try:
            table = catalog.load_table(identifier)
        except NoSuchIcebergTableError:
            continue
        pyarrow.parquet.write_table(
            table.scan().to_arrow(), Path(folder) / f"{identifier[-1]}.parquet"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
