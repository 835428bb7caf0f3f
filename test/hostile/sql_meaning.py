"""Compares SQL of Athena by meaning: reads a JSON array of {"one", "other"} from standard input.

Both texts are parsed by sqlglot; they must be one statement each, of one shape, where only the
texts of strings differ. Writes a JSON array of [what differs or null, the strings of `one`] a pair.
"""

import json
import sys
from typing import Any

import sqlglot
from sqlglot import exp


def only_statement(sql: str, dialect: str) -> exp.Expr:
    statements = [one for one in sqlglot.parse(sql, dialect=dialect) if one is not None]
    if len(statements) != 1:
        raise ValueError(f"{len(statements)} statements")
    if isinstance(statements[0], exp.Command):
        raise ValueError("sqlglot knows no such statement")
    return statements[0]


def strings(statement: exp.Expr) -> list[str]:
    return [one.this for one in statement.find_all(exp.Literal, bfs=False) if one.is_string]


def shape(statement: exp.Expr) -> exp.Expr:
    def plain(node: exp.Expr) -> exp.Expr:
        node.comments = None
        return exp.Literal.string("") if isinstance(node, exp.Literal) and node.is_string else node

    return statement.copy().transform(plain)


def compare(pair: dict[str, Any]) -> tuple[str | None, list[str]]:
    try:
        one = only_statement(pair["one"], pair["dialect"])
        other = only_statement(pair["other"], pair["dialect"])
    except (sqlglot.errors.SqlglotError, ValueError) as error:
        return f"{type(error).__name__}: {error}", []
    same = shape(one) == shape(other)
    return (None if same else f"{one.sql()} has another shape than {other.sql()}"), strings(one)


json.dump([compare(pair) for pair in json.load(sys.stdin)], sys.stdout)
