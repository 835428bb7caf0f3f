"""Why a text is no JSON object. The embedded engine says the same of the same bytes."""

import re
from typing import Literal

Expected = Literal[
    "object", "first key", "key", "colon", "value", "first element", "element", "comma"
]
"""What JSON has at a place: the object of a record; a key or the end of an object without any."""

HALF_SURROGATE = "half a surrogate pair in a text"
_UNENDED = "an object that does not end on its line"
_NUL = "a NUL character, as UTF-16 text has"
_TRAILING_COMMA = "a trailing comma"
_NAN = "NaN or Infinity, which JSON has not"

_COMMENT = re.compile(r"#|//|/[*]")
OF_WORD = re.compile(r"[A-Za-z0-9_$+.-]+")
"""A number or a word, whoever writes it."""
_LOOKED_AT = 16  # characters of a word
_NOT_A_NUMBER = re.compile(r"[-+]?(?:nan|inf|infinity)", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"[-+.]?[0-9]")
_CUT_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]*)?")


def fault_at(text: str, at: int, expected: Expected) -> str:
    """Why the text is no JSON at a place where something else was expected."""
    if at >= len(text):
        return _UNENDED
    found = text[at]
    if found == "\0":
        return _NUL
    if found == "'":
        return "single quotes"
    if _COMMENT.match(text, at):
        return "a comment"
    is_word = OF_WORD.match(text, at) is not None
    if expected == "object":
        return _fault_of_record(text, at)
    if expected in ("first key", "key"):
        if found == "}":
            return _TRAILING_COMMA
        if found == ",":
            return "a comma too many"
        return "a key without quotes" if is_word or not found.isascii() else _unexpected(found)
    if expected == "colon":
        return "a missing colon"
    if expected == "comma":
        return "a missing comma" if is_word or found in '"{[' else _unexpected(found)
    if found == "]" and expected == "element":
        return _TRAILING_COMMA
    if found == "," or (found == "}" and expected == "value"):
        return "a missing value"
    return fault_of_word(text, at) if is_word else _unexpected(found)


def fault_of_word(text: str, at: int) -> str:
    """Why the number or word at a place is no value."""
    word = _word(text, at)
    if at + len(word) == len(text):
        return _UNENDED
    if _NOT_A_NUMBER.fullmatch(word[:_LOOKED_AT]):
        return _NAN
    return "a number that JSON writes otherwise" if word[0] in "-+.0123456789" else _BARE_WORD


_BARE_WORD = "a word without quotes"


def _fault_of_record(text: str, at: int) -> str:
    kinds = {"[": "an array, not an object", '"': "a text, not an object"}
    if text[at] in kinds:
        return kinds[text[at]]
    if text[at] == ",":
        return "a comma between objects"
    word = _word(text, at)[:_LOOKED_AT]
    if _NOT_A_NUMBER.fullmatch(word):
        return _NAN
    if word in ("true", "false", "null"):
        return f"{word}, not an object"
    if _NUMBER.match(word):
        return "a number, not an object"
    is_bare = word != "" and word[0] not in "+-.0123456789"
    return "a word, not an object" if is_bare else _unexpected(text[at])


def fault_in_text(text: str, at: int) -> str:
    """Why the text stops to be a JSON string at a place."""
    if at >= len(text):
        return _UNENDED
    if text[at] == "\0":
        return _NUL
    if text[at] != "\\":
        return "a control character in a text"
    is_cut = len(text) < at + 6 and _CUT_ESCAPE.fullmatch(text, at)
    return _UNENDED if is_cut else "a bad escape in a text"


def _word(text: str, at: int) -> str:
    match = OF_WORD.match(text, at)
    return match.group() if match else ""


def _unexpected(character: str) -> str:
    is_shown = " " < character < "\x7f"
    return f"not JSON at {character if is_shown else f'U+{ord(character):04X}'}"
