"""Reads a module from standard input and writes its tree as JSON, in the terms of python-tree.ts.

Strings are lists of code points, so that lone surrogates survive, and integers are text.
"""

import ast
import json
import sys
from typing import Any

OPERATORS = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.BitOr: "|",
    ast.BitAnd: "&",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Invert: "~",
    ast.USub: "-",
}


def constant(value: object) -> list[Any]:
    if isinstance(value, str):
        return ["string", [ord(character) for character in value]]
    if value is None or isinstance(value, bool):
        return ["constant", value]
    if isinstance(value, int):
        return ["integer", str(value)]
    if isinstance(value, float):
        return ["float", value]
    raise TypeError(f"no {type(value).__name__} is expected")


def tree(node: ast.expr) -> list[Any]:
    match node:
        case ast.Name():
            return ["name", node.id]
        case ast.Constant():
            return constant(node.value)
        case ast.Call():
            keywords = [[keyword.arg, tree(keyword.value)] for keyword in node.keywords]
            return ["call", tree(node.func), [tree(arg) for arg in node.args], keywords]
        case ast.Attribute():
            return ["attribute", tree(node.value), node.attr]
        case ast.Subscript():
            return ["subscript", tree(node.value), tree(node.slice)]
        case ast.BinOp():
            return ["binary", OPERATORS[type(node.op)], tree(node.left), tree(node.right)]
        case ast.Compare(ops=[operator], comparators=[right]):
            return ["binary", OPERATORS[type(operator)], tree(node.left), tree(right)]
        case ast.UnaryOp():
            return ["unary", OPERATORS[type(node.op)], tree(node.operand)]
        case ast.List():
            return ["list", [tree(element) for element in node.elts]]
        case ast.Tuple():
            return ["tuple", [tree(element) for element in node.elts]]
        case _:
            raise TypeError(f"no {type(node).__name__} is expected")


def statement(node: ast.stmt) -> list[Any]:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]):
            return ["assignment", name, tree(node.value)]
        case ast.Return(value=ast.expr() as value):
            return ["return", tree(value)]
        case ast.Expr():
            return ["expression", tree(node.value)]
        case _:
            raise TypeError(f"no {type(node).__name__} is expected")


sys.setrecursionlimit(100_000)
module = ast.parse(sys.stdin.buffer.read())
print(
    json.dumps(
        {
            "docstring": [ord(character) for character in ast.get_docstring(module, False) or ""],
            "functions": [
                [statement(inner) for inner in node.body]
                for node in module.body
                if isinstance(node, ast.FunctionDef)
            ],
        }
    )
)
