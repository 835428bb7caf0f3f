"""The rule for landing files: what a file is by its name and its first bytes.

dsl/landing/rule.ts is the same for the embedded engine, `ingest` and the stack.
"""

import re
import zlib
from dataclasses import dataclass
from typing import Literal

HEAD = 4096
"""Bytes at the beginning of a file that say what it is."""

_SAYS_JSON = re.compile(r"\.(?:json|jsonl|ndjson)(?:\.gz|\.gzip)?\Z", re.IGNORECASE)
_SAYS_GZIP = re.compile(r"\.(?:gz|gzip)\Z", re.IGNORECASE)
_SAYS_PACKED_JSON = re.compile(
    r"\.(?:json|jsonl|ndjson)\."
    r"(?:7z|br|bz2|deflate|lz4|lzma|lzo|rar|snappy|xz|z|zip|zst|zstd)\Z",
    re.IGNORECASE,
)
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")

_PACKED = [
    ("bzip2", re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")),
    ("zstd", re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")),
    ("xz", re.compile(rb"\xfd7zXZ\x00")),
    ("lzip", re.compile(rb"LZIP\x01")),
    ("lzop", re.compile(rb"\x89LZO\x00\r\n\x1a\n")),
    ("lz4", re.compile(rb"\x04\x22\x4d\x18|\x02\x21\x4c\x18")),
    ("snappy", re.compile(rb"\xff\x06\x00\x00sNaPpY")),
    ("compress", re.compile(rb"\x1f\x9d")),
    ("zip", re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)")),
    ("7z", re.compile(rb"7z\xbc\xaf\x27\x1c")),
    ("rar", re.compile(rb"Rar!\x1a\x07")),
    ("tar", re.compile(rb".{257}ustar", re.DOTALL)),
]
"""How files that hold other files' bytes begin."""

_OBJECT = rb"""\{[ \t\r\n]*(?:["'}]|[A-Za-z_][A-Za-z0-9_]*[ \t]*:|\Z)"""
"""An object, and not what else begins with a brace: RTF, templates, identifiers."""
_BEGINS_WITH_OBJECT = re.compile(rb"[ \t\r\n]*(?:\[[ \t\r\n]*)?" + _OBJECT)
_LINE_BEGINS_WITH_OBJECT = re.compile(rb"[ \t]*" + _OBJECT)


@dataclass(frozen=True)
class Verdict:
    """What a file is: JSON lines (`read`), something else, or what ends the run."""

    kind: Literal["read", "passed over", "refused"]
    gz: bool = False
    """Whether what is read is gzip data."""
    reason: str = ""
    """Of what is refused: a clause."""


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is skipped in silence."""
    return name.startswith((".", "_"))


def verdict_of(name: str, size: int, head: bytes) -> Verdict:
    """The verdict on a file of visible names, with its path below the landing root."""
    verdict = _by_content(name, size, head)
    if verdict.kind == "read" and _CONTROL.search(name):
        return _refused("is not read: its name has a control character (rename it)")
    return verdict


def _by_content(name: str, size: int, head: bytes) -> Verdict:
    says_gzip = _SAYS_GZIP.search(name) is not None
    if size == 0:
        return _broken("it is empty") if says_gzip else Verdict("read")
    packed = _packed_as(head)
    if packed is not None:
        return _unreadable(f"it is {packed} data")
    gz = _is_gzip(head) or (says_gzip and head == b"\x1f")
    try:
        unzipped = _unzipped(head, size) if gz else head
    except zlib.error:
        return _broken("the gzip data is damaged")
    except EOFError:
        return _broken("the gzip data is cut off")
    within = (_packed_as(unzipped) or ("gzip" if _is_gzip(unzipped) else None)) if gz else None
    if within is not None:
        return _unreadable(f"it is {within} data within gzip data")
    if _SAYS_JSON.search(name) or _looks_like_json(unzipped):
        return Verdict("read", gz)
    if _SAYS_PACKED_JSON.search(name):
        return _unreadable("its name says packed JSON, and it is neither gzip data nor plain")
    return Verdict("passed over")


def _refused(reason: str) -> Verdict:
    return Verdict("refused", reason=reason)


def _unreadable(reason: str) -> Verdict:
    return _refused(f"is not read: {reason} (unpack it, or pack it with gzip)")


def _broken(reason: str) -> Verdict:
    return _refused(f"cannot be read to its end: {reason}")


def _is_gzip(head: bytes) -> bool:
    return head.startswith(b"\x1f\x8b")


def _packed_as(head: bytes) -> str | None:
    return next((kind for kind, start in _PACKED if start.match(head)), None)


def _unzipped(head: bytes, size: int) -> bytes:
    """What the first bytes of gzip data unpack to. Raises `zlib.error`, and `EOFError` when cut."""
    unzipped, rest = b"", head
    while _is_gzip(rest) and len(unzipped) < HEAD:
        member = zlib.decompressobj(wbits=31)
        unzipped += member.decompress(rest, HEAD - len(unzipped))
        if not member.eof:
            rest = b""
            if size <= len(head) and len(unzipped) < HEAD:
                raise EOFError
        else:
            rest = member.unused_data
    return unzipped


def _looks_like_json(head: bytes) -> bool:
    """Whether only white space is there, the text begins with an object, or half its lines do."""
    text = head.removeprefix(b"\xef\xbb\xbf")
    if _BEGINS_WITH_OBJECT.match(text):
        return True
    lines = [line for line in text.split(b"\n") if line.strip(b" \t\r")]
    return 2 * sum(bool(_LINE_BEGINS_WITH_OBJECT.match(line)) for line in lines) >= len(lines)
