"""One Spark session for the whole suite, on the loopback address."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from sluice_runtime.modules import send_to_executors
from sluice_runtime.session import SETTINGS

os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
os.environ["PYSPARK_PYTHON"] = sys.executable
# The emulator's, and there before the JVM starts.
os.environ["AWS_ACCESS_KEY_ID"] = os.environ["AWS_SECRET_ACCESS_KEY"] = "test"
os.environ["AWS_REGION"] = "us-east-1"
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    session = (
        SparkSession.builder.master("local[2]")
        .appName("sluice-test")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.log.level", "OFF")
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1")
        .config("spark.jars", os.environ.get("SLUICE_SPARK_JARS", ""))
        .getOrCreate()
    )
    send_to_executors(session)
    for key, value in SETTINGS.items():
        session.conf.set(key, value)
    yield session
    session.stop()


@pytest.fixture(scope="session")
def stedi() -> Path:
    """The landing folder of real data, which is not part of the project."""
    folder = Path(os.environ.get("SLUICE_STEDI", Path(__file__).parents[3] / "shared" / "stedi"))
    if not folder.is_dir():
        pytest.skip("the STEDI data is not here: name its folder in SLUICE_STEDI")
    return folder
