"""The reading rule: what a line of a landing file means, in pure functions."""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sluice_runtime.checks import row_check
from sluice_runtime.plans import Json
from sluice_runtime.values import (
    BadValue,
    IntegerLiteral,
    Reader,
    RealLiteral,
    fold,
    value_reader,
)

_NO_KEYS: frozenset[str] = frozenset()
TEXT_LIMIT = 1_048_576  # bytes of a bad line that quarantine keeps
DEEPEST = 500
"""How deep objects and arrays may stand in each other, the line's own object counted."""
_TOKENS = re.compile(r'\\.|["\[\]{}]', re.DOTALL)
_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """What a line that is not blank gave: a row, or the reason why it is none."""

    row: tuple[Any, ...] | None
    reason: str | None
    unknown: frozenset[str]
    """The keys at the top level that no column has, folded."""


def line_parser(columns: Sequence[Json]) -> Callable[[bytes], Line | None]:
    """The parser of the lines of a source with these columns. It gives None for a blank line."""
    names = {fold(column["name"]): column["name"] for column in columns}
    readers = [(fold(column["name"]), _column_reader(column)) for column in columns]

    def parse(raw: bytes) -> Line | None:
        line = trimmed(raw)
        if not line.strip(b" \t\r"):
            return None
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            return Line(None, "not UTF-8", _NO_KEYS)
        if is_too_deep(text):
            return Line(None, f"nested deeper than {DEEPEST}", _NO_KEYS)
        pairs = _decode(text)
        if type(pairs) is not tuple:
            return Line(None, "not a JSON object", _NO_KEYS)
        found = {fold(key): value for key, value in pairs}
        unknown = frozenset(found.keys() - names.keys())
        if len(found) < len(pairs):
            counts = Counter(fold(key) for key, _ in pairs)
            repeated = min(key for key, count in counts.items() if count > 1)
            return Line(None, f"repeated key {names.get(repeated, repeated)}", unknown)
        try:
            return Line(tuple([read(found.get(key)) for key, read in readers]), None, unknown)
        except BadValue as bad:
            return Line(None, str(bad), unknown)

    return parse


def trimmed(raw: bytes) -> bytes:
    """A line without a BOM before it and a CR after it; quarantine keeps this much."""
    return raw.removeprefix(_BOM).removesuffix(b"\r")


def excerpt(line: bytes) -> str:
    """The text of a bad line for quarantine; bytes that are not UTF-8 become U+FFFD."""
    end = min(len(line), TEXT_LIMIT)
    while TEXT_LIMIT - 3 < end < len(line) and line[end] & 0xC0 == 0x80:
        end -= 1
    return line[:end].decode("utf-8", "replace")


def is_too_deep(line: str) -> bool:
    """Whether a line has more than `DEEPEST` open brackets at once, whatever else it is.

    Brackets in texts do not count.
    """
    if line.count("{") + line.count("[") <= DEEPEST:
        return False
    depth, is_text = 0, False
    for match in _TOKENS.finditer(line):
        token = match.group()
        if token == '"':
            is_text = not is_text
        elif is_text or token[0] == "\\":
            continue
        elif token in "[{":
            depth += 1
        else:
            depth -= 1
        if depth > DEEPEST:
            return True
    return False


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


# Objects become tuples of pairs, so that a repeated key is seen, and arrays lists.
_DECODER = json.JSONDecoder(
    object_pairs_hook=tuple,
    parse_int=IntegerLiteral,
    parse_float=RealLiteral,
    parse_constant=_refuse_constant,
)


def _decode(text: str) -> Any:
    """The JSON value of a text; None when it is not exactly one."""
    try:
        value = _DECODER.decode(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode(
                "utf-8"
            )  # half a surrogate pair has no UTF-8
        return value
    except ValueError:
        return None


def _column_reader(column: Json) -> Reader:
    read = value_reader((column["name"],), column)
    checks = [row_check(column, check) for check in column.get("checks", ())]
    if not checks:
        return read

    def read_and_check(value: Any) -> Any:
        result = read(value)
        for check in checks:
            check(result)
        return result

    return read_and_check
