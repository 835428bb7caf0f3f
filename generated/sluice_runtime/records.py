"""The records of a line: JSON objects side by side, or with white space between."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sluice_runtime.faults import (
    HALF_SURROGATE,
    OF_WORD,
    Expected,
    fault_at,
    fault_in_text,
    fault_of_word,
)
from sluice_runtime.values import IntegerLiteral, RealLiteral

DEEPEST = 500
"""How deep objects and arrays may stand in each other, the record's own object counted."""
_SPACE = re.compile(r"[ \t\r]*")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_ESCAPE = re.compile(r'\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])')
_SCALAR = re.compile(
    r"(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][-+]?[0-9]+)?)(?![A-Za-z0-9_$+.-])"
)
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HIGH = re.compile(r"\\u[dD][89abAB]")
_LOW = re.compile(r"\\u[dD][c-fC-F]")
_CLOSERS = {"{": "}", "[": "]"}


class Record(NamedTuple):
    """Where a record stands in the text of its line, and what it is: keys and values, or a fault.

    Objects are tuples of pairs, so that a repeated key is seen; arrays are lists.
    """

    start: int
    end: int
    pairs: tuple[tuple[str, Any], ...] | None
    fault: str | None
    is_object: bool = True
    """False of the rest of a line that is no JSON object."""


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=tuple,
    parse_int=IntegerLiteral,
    parse_float=RealLiteral,
    parse_constant=_refuse_constant,
)


def records_of(text: str) -> Iterator[Record]:
    """The records of a line that does not end with white space.

    From the first place where no JSON object is, the rest of the line is one record with a fault.
    JSON is as RFC 8259 has it, and nothing else; half of a surrogate pair is no Unicode text, so
    it is no JSON either.
    """
    start = 0 if text.startswith("{") else _after_space(text, 0)
    while start < len(text):
        record = _record_at(text, start)
        yield record
        start = _after_space(text, record.end)


def _record_at(text: str, start: int) -> Record:
    if text[start] != "{":
        return Record(start, len(text), None, fault_at(text, start, "object"), is_object=False)
    try:
        pairs, end = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        scanned = _scanned(text, start)
        if scanned.fault is None:
            raise
        return scanned
    if _is_suspicious(text, start, end):
        scanned = _scanned(text, start)
        return scanned if scanned.fault is not None else scanned._replace(pairs=pairs)
    return Record(start, end, pairs, None)


def _is_suspicious(text: str, start: int, end: int) -> bool:
    """Whether the decoder may have taken what the rule does not: half a surrogate pair, depth."""
    brackets = text.count("{", start, end) + text.count("[", start, end)
    return brackets > DEEPEST or (
        text.find("\\u", start, end) >= 0 and _HALF.search(text, start, end) is not None
    )


class _Fault(Exception):
    """The argument is the reason."""


def _scanned(text: str, start: int) -> Record:
    """The record at a place with its fault, if it has one, found without recursion."""
    try:
        end, deepest = _object_end(text, start)
    except _Fault as fault:
        return Record(start, len(text), None, str(fault), is_object=False)
    return Record(start, end, None, f"nested deeper than {DEEPEST}" if deepest > DEEPEST else None)


def _object_end(text: str, start: int) -> tuple[int, int]:
    """Where the object ends, and how deep it is. Raises `_Fault`."""
    closers = bytearray()  # of the brackets that are open, a byte each
    at, deepest = start, 0
    expected: Expected = "value"
    while True:
        opener = text[at : at + 1]
        if opener in _CLOSERS:
            closers.append(ord(_CLOSERS[opener]))
            deepest = max(deepest, len(closers))
            at = _after_space(text, at + 1)
            if text[at : at + 1] != _CLOSERS[opener]:
                if opener == "{":
                    at = _value_start(text, at, "first key")
                expected = "value" if opener == "{" else "first element"
                continue
            closers.pop()
            at += 1
        else:
            at = _scalar_end(text, at, expected)
        while True:
            if not closers:
                return at, deepest
            at = _after_space(text, at)
            found, closer = text[at : at + 1], chr(closers[-1])
            if found == ",":
                at = _after_space(text, at + 1)
                if closer == "}":
                    at = _value_start(text, at, "key")
                expected = "value" if closer == "}" else "element"
                break
            if found != closer:
                raise _Fault(fault_at(text, at, "comma"))
            closers.pop()
            at += 1


def _value_start(text: str, at: int, expected: Expected) -> int:
    """Where the value of the member that starts at a place starts."""
    if text[at : at + 1] != '"':
        raise _Fault(fault_at(text, at, expected))
    colon = _after_space(text, _text_end(text, at))
    if text[colon : colon + 1] != ":":
        raise _Fault(fault_at(text, colon, "colon"))
    return _after_space(text, colon + 1)


def _scalar_end(text: str, at: int, expected: Expected) -> int:
    if text[at : at + 1] == '"':
        return _text_end(text, at)
    match = _SCALAR.match(text, at)
    if match:
        return match.end()
    if OF_WORD.match(text, at):
        raise _Fault(fault_of_word(text, at))
    raise _Fault(fault_at(text, at, expected))


def _text_end(text: str, start: int) -> int:
    at, after_high = start + 1, False
    while True:
        if after_high and text[at : at + 2] not in ("\\u", "\\", ""):
            raise _Fault(HALF_SURROGATE)
        plain = _PLAIN.match(text, at)
        assert plain is not None
        at = plain.end()
        if text[at : at + 1] == '"':
            return at + 1
        escape = _ESCAPE.match(text, at)
        if escape is None:
            raise _Fault(fault_in_text(text, at))
        if (_LOW.match(text, at) is not None) != after_high:
            raise _Fault(HALF_SURROGATE)
        after_high = _HIGH.match(text, at) is not None
        at = escape.end()


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    assert space is not None
    return space.end()
