"""Landing files that Spark would not read rightly by their names, a chunk at a time in a task."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from sluice_runtime.landing_files import Landing, Pin

_CHUNK = 1 << 20  # bytes

# Hadoop's Path has no colon in every place, and a JVM may not know the name's characters.
_PLAIN_NAME = re.compile(r"[\w\-.,=+@~%()\[\]{}*?/ ]*", re.ASCII)
_NAME_OF_A_CODEC = re.compile(
    r"\.(?:br|bz2|deflate|gz|gzip|lz4|lzo\w*|passthrough|snappy|xz|z|zst|zstd)\Z", re.IGNORECASE
)


def is_for_spark(location: str, gz: bool) -> bool:
    """Whether Spark finds a file and unpacks it, or not, as it should: by the name alone."""
    path = location.partition("://")[2] or location
    named_rightly = path.endswith(".gz") if gz else not _NAME_OF_A_CODEC.search(path)
    return named_rightly and _PLAIN_NAME.fullmatch(path) is not None


def lines_of(landing: Landing, folder: str, pin: Pin) -> Iterator[bytes]:
    """The lines of a file, without their line feeds. Raises `OSError` and `ValueError`."""
    with landing.open(folder, pin.path) as file:
        begun: list[bytes] = []
        for chunk in unzipped(file) if pin.gz else _chunks(file):
            first, *more = chunk.split(b"\n")
            begun.append(first)
            if more:
                yield b"".join(begun)
                yield from more[:-1]
                begun = [more[-1]]
        if last := b"".join(begun):
            yield last


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def unzipped(file: BinaryIO) -> Iterator[bytes]:
    """The content of gzip data, of one member or more. Raises `ValueError` when it is broken."""
    member = None
    try:
        for chunk in _chunks(file):
            rest, is_full = chunk, False
            while rest or is_full:
                member = member or zlib.decompressobj(wbits=31)
                unzipped = member.decompress(rest, _CHUNK)
                yield unzipped
                rest, is_full = member.unconsumed_tail, len(unzipped) == _CHUNK
                if member.eof:
                    rest, member, is_full = member.unused_data, None, False
    except zlib.error as error:
        raise ValueError("the gzip data is damaged") from error
    if member is not None:
        raise ValueError("the gzip data is cut off")
