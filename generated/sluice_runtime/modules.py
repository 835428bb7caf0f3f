"""The runtime's modules on executors, which parse landing lines with them."""

import atexit
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from pyspark.sql import SparkSession

_PACKAGE = Path(__file__).parent


def send_to_executors(spark: SparkSession) -> None:
    """Gives executors this package, unless it came in an archive, which they have already."""
    if _PACKAGE.is_dir():
        spark.sparkContext.addPyFile(_archive())


@cache
def _archive() -> str:
    """A zip of the package, which stays to the end of the process: executors fetch it late."""
    holder = tempfile.TemporaryDirectory(prefix="sluice-")
    atexit.register(holder.cleanup)
    archive = Path(holder.name) / f"{_PACKAGE.name}.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for module in sorted(_PACKAGE.glob("*.py")):
            zipped.write(module, f"{_PACKAGE.name}/{module.name}")
    return str(archive)
