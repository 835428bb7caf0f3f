"""An emulator of S3 and Glue on the loopback address, and lakes on it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from pyspark.sql import SparkSession

from sluice_runtime.arguments import Arguments
from sluice_runtime.files import Files
from sluice_runtime.lake import Lake, open_lake
from sluice_runtime.plans import Plans
from sluice_runtime.session import start_session

REGION = "us-east-1"
_LONGEST_START = 120  # seconds


@contextmanager
def emulator() -> Iterator[str]:
    """The URL of ministack, which ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-m", "ministack"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _LONGEST_START
    while True:
        assert process.poll() is None, "ministack has ended"
        try:
            urllib.request.urlopen(f"{url}/_ministack/health", timeout=5).close()
            return
        except OSError:
            assert time.monotonic() < deadline, "ministack does not answer"
            time.sleep(0.2)


def client(service: str, url: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=url,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def new_bucket(url: str, name: str) -> str:
    """A bucket, and the Glue database of its name."""
    client("s3", url).create_bucket(Bucket=name)
    client("glue", url).create_database(DatabaseInput={"Name": name})
    return name


def upload(url: str, bucket: str, folder: Path, prefix: str) -> None:
    s3 = client("s3", url)
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            key = f"{prefix}/{file.relative_to(folder)}"
            s3.put_object(Bucket=bucket, Key=key, Body=file.read_bytes())


def job_arguments(url: str, bucket: str) -> list[str]:
    """As a Glue job gets them."""
    places = {
        "--generated": f"s3://{bucket}/generated",
        "--landing": f"s3://{bucket}/landing",
        "--lake": f"s3://{bucket}",
        "--catalog": "glue",
        "--database": bucket,
        "--region": REGION,
        "--endpoint": url,
        "--JOB_NAME": "job",
        "--TempDir": f"s3://{bucket}/temporary/",
    }
    return [part for place in places.items() for part in place]


def glue_lake(spark: SparkSession, url: str, bucket: str, generated: str) -> Lake:
    arguments = Arguments(
        generated, None, f"s3://{bucket}", "glue", bucket, REGION, url, None, None, None
    )
    start_session("test", arguments)
    return open_lake(spark, arguments, Plans(generated, Files(spark).read))
