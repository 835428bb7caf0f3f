"""Compares scripts by meaning: reads a JSON array of {"one", "other", "texts"} from standard input.

Both scripts are parsed; without their docstrings they must be equal node by node, where a string of
`other` that is a key of `texts` stands for its value in `one`. Writes a JSON array of what differs,
a text or null for each pair.
"""

import ast
import json
import sys
from typing import Any


def body_of(source: str) -> ast.Module:
    module = ast.parse(source)
    if ast.get_docstring(module, clean=False) is None:
        raise ValueError("there is no docstring")
    del module.body[0]
    return module


def difference(one: Any, other: Any, texts: dict[str, str]) -> str | None:
    if isinstance(other, ast.Constant) and isinstance(other.value, str):
        expected = texts.get(other.value, other.value)
        if not isinstance(one, ast.Constant) or one.value != expected:
            return f"{ast.dump(one)} where {expected!r} was expected"
        return None
    if type(one) is not type(other):
        return f"{one!r} where {other!r} was expected"
    if isinstance(one, ast.AST):
        pairs = [(getattr(one, name), getattr(other, name)) for name in one._fields]
    elif isinstance(one, list):
        if len(one) != len(other):
            return f"{len(one)} nodes where {len(other)} were expected"
        pairs = list(zip(one, other, strict=True))
    else:
        return None if one == other else f"{one!r} where {other!r} was expected"
    found = (difference(left, right, texts) for left, right in pairs)
    return next((what for what in found if what is not None), None)


def compare(pair: dict[str, Any]) -> str | None:
    try:
        return difference(body_of(pair["one"]), body_of(pair["other"]), pair["texts"])
    except (SyntaxError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


json.dump([compare(pair) for pair in json.load(sys.stdin)], sys.stdout)
