"""The limits of a source and the end of a killed JVM, without Spark."""

import gzip
from io import BytesIO

from sluice_runtime.errors import killed_by
from sluice_runtime.limits import GZIP_ALWAYS, expands_beyond, limit_of


def test_what_a_gzip_file_may_expand_to() -> None:
    assert limit_of(1_000, 200) == GZIP_ALWAYS
    assert limit_of(1_000_000, 200) == 200_000_000


def test_gzip_data_is_expanded_as_far_as_it_must_be() -> None:
    member = gzip.compress(b"\n" * 10_000_000)
    assert not expands_beyond(BytesIO(member * 3), 30_000_000)
    assert expands_beyond(BytesIO(member * 3), 29_999_999)
    assert not expands_beyond(BytesIO(member[:-20]), 30_000_000)
    assert not expands_beyond(BytesIO(b"no gzip"), 0)
    assert expands_beyond(BytesIO(member * 100 + b"no gzip"), 10_000_001)


def test_a_killed_jvm_is_told_with_its_signal() -> None:
    assert killed_by(9) == (
        "the JVM of Spark was killed by SIGKILL, probably for want of memory: give the machine more"
    )
    assert killed_by(11) == "the JVM of Spark was killed by SIGSEGV"
