"""The reading rule: what a line of a landing file means, in pure functions."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sluice_runtime.checks import row_check
from sluice_runtime.plans import Json
from sluice_runtime.records import records_of
from sluice_runtime.values import BadValue, Reader, fold, value_reader

_NO_KEYS: frozenset[str] = frozenset()
TEXT_LIMIT = 1_048_576  # bytes of a bad record that quarantine keeps
_BOM = b"\xef\xbb\xbf"
_SPACE = b" \t\r"


class Reading(NamedTuple):
    """What a record of a line gave: a row, or the reason why it is none."""

    row: tuple[Any, ...] | None
    reason: str | None
    unknown: frozenset[str]
    """The keys at the top level that no column has, folded."""
    length: int
    """In bytes, without the white space around it."""
    bad: bytes
    """Its bytes if it is no row."""


def line_parser(columns: Sequence[Json]) -> Callable[[bytes], Iterator[Reading]]:
    """The parser of the lines of a source with these columns.

    It gives what each record of a line is, in their order: of a blank line nothing.
    """
    read = _object_reader(columns)

    def parse(raw: bytes) -> Iterator[Reading]:
        line = raw.removeprefix(_BOM).strip(_SPACE)
        text, broken_at = _decoded(line)
        is_ascii = len(text) == len(line)
        rest = 0
        for start, end, pairs, fault, is_object in records_of(text):
            rest = start
            if broken_at is not None and not is_object:
                break
            rest = end
            if pairs is None:
                row, reason, unknown = None, fault, _NO_KEYS
            else:
                row, reason, unknown = read(pairs)
            if row is not None and is_ascii:
                yield Reading(row, None, unknown, end - start, b"")
                continue
            raw_record = line[start:end] if is_ascii else text[start:end].encode("utf-8")
            kept = b"" if row is not None else raw_record
            yield Reading(row, reason, unknown, len(raw_record), kept)
        if broken_at is not None:
            bad = line[len(text[:rest].encode("utf-8")) :].lstrip(_SPACE)
            yield Reading(None, "not UTF-8", _NO_KEYS, len(bad), bad)

    return parse


def _decoded(line: bytes) -> tuple[str, int | None]:
    """The text of a line as far as it is UTF-8, and the place of the first byte that is not."""
    try:
        return line.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return line[: error.start].rstrip(_SPACE).decode("utf-8"), error.start


def _object_reader(
    columns: Sequence[Json],
) -> Callable[
    [Sequence[tuple[str, Any]]], tuple[tuple[Any, ...] | None, str | None, frozenset[str]]
]:
    """Reads the members of an object: a row, or why it is none, and the keys of no column."""
    names = {fold(column["name"]): column["name"] for column in columns}
    readers = [(fold(column["name"]), _column_reader(column)) for column in columns]

    def read(
        pairs: Sequence[tuple[str, Any]],
    ) -> tuple[tuple[Any, ...] | None, str | None, frozenset[str]]:
        found = {fold(key): value for key, value in pairs}
        unknown = frozenset(found.keys() - names.keys())
        if len(found) < len(pairs):
            counts = Counter(fold(key) for key, _ in pairs)
            repeated = [key for key, count in counts.items() if count > 1 and key in names]
            if repeated:
                return None, f"repeated key {names[min(repeated)]}", unknown
        try:
            return tuple([read(found.get(key)) for key, read in readers]), None, unknown
        except BadValue as bad:
            return None, str(bad), unknown

    return read


def excerpt(record: bytes) -> str:
    """The text of a bad record for quarantine; bytes that are not UTF-8 become U+FFFD."""
    end = min(len(record), TEXT_LIMIT)
    while TEXT_LIMIT - 3 < end < len(record) and record[end] & 0xC0 == 0x80:
        end -= 1
    return record[:end].decode("utf-8", "replace")


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
