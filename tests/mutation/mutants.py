"""Mutants of a module: its source with one sign, comparison or logical operator turned round.

Nothing here runs or writes anything: `mutants_of` lists what can be changed, `mutated` gives the changed syntax tree.
Annotations, decorators, docstrings and the text of errors are left alone; they decide nothing that a test of the rules
could see.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

SWAPS: dict[type[ast.AST], tuple[str, str, type[ast.AST], str]] = {
    # operator: kind, its sign, what it becomes, the new sign
    ast.Add: ("sign", "+", ast.Sub, "-"),
    ast.Sub: ("sign", "-", ast.Add, "+"),
    ast.Mult: ("sign", "*", ast.Div, "/"),
    ast.Div: ("sign", "/", ast.Mult, "*"),
    ast.BitAnd: ("logic", "&", ast.BitOr, "|"),
    ast.BitOr: ("logic", "|", ast.BitAnd, "&"),
    ast.And: ("logic", "and", ast.Or, "or"),
    ast.Or: ("logic", "or", ast.And, "and"),
    ast.Lt: ("comparison", "<", ast.GtE, ">="),
    ast.GtE: ("comparison", ">=", ast.Lt, "<"),
    ast.Gt: ("comparison", ">", ast.LtE, "<="),
    ast.LtE: ("comparison", "<=", ast.Gt, ">"),
    ast.Eq: ("comparison", "==", ast.NotEq, "!="),
    ast.NotEq: ("comparison", "!=", ast.Eq, "=="),
    ast.Is: ("comparison", "is", ast.IsNot, "is not"),
    ast.IsNot: ("comparison", "is not", ast.Is, "is"),
    ast.In: ("comparison", "in", ast.NotIn, "not in"),
    ast.NotIn: ("comparison", "not in", ast.In, "in"),
}
DROPPED: dict[type[ast.AST], tuple[str, str]] = {
    ast.USub: ("sign", "-"),
    ast.Invert: ("logic", "~"),
    ast.Not: ("logic", "not "),
}
BOUNDS = {"minimum": "maximum", "maximum": "minimum"}  # np.minimum and np.maximum, when asked for
NO_RULE = ("annotation", "returns", "decorator_list", "type_params", "bases")  # parts of a node that decide nothing
SHOWN = 28  # characters of each operand in a description
_HOLE, _PLAIN = ast.Name("hole"), ast.Add()


@dataclass(frozen=True)
class Mutant:
    """One change. `number` counts the changes of a module in the order of its lines."""

    module: str  # file below game/rules, such as "phases/theft.py"
    number: int
    line: int
    kind: str  # sign, comparison, logic, flag or bound
    before: str
    after: str

    @property
    def place(self) -> str:
        return f"{self.module}:{self.line}"


@dataclass(frozen=True)
class _Change:
    """A node in the tree, where it hangs, and what to hang there instead."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.expr | ast.stmt
    kind: str
    before: str
    after: str
    instead: ast.AST

    def apply(self) -> None:
        if self.index is None:
            setattr(self.parent, self.field, self.instead)
        else:
            getattr(self.parent, self.field)[self.index] = self.instead


def mutants_of(source: str, module: str) -> list[Mutant]:
    """Every mutant of a module, in the order of the source."""
    return [
        Mutant(module, number, change.node.lineno, change.kind, change.before, change.after)
        for number, change in enumerate(_changes(ast.parse(source)))
    ]


def mutated(source: str, number: int) -> ast.Module:
    """The syntax tree with this one change made. IndexError when there are not so many."""
    tree = ast.parse(source)
    list(_changes(tree))[number].apply()
    return ast.fix_missing_locations(tree)


def _changes(tree: ast.Module) -> list[_Change]:
    found = [change for slot in _slots(tree) for change in _alternatives(*slot)]
    return sorted(found, key=lambda change: change.node.lineno)  # stable: within a line the order of the walk


def _slots(parent: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.expr | ast.stmt]]:
    """Every expression and statement with the place it hangs in, without those that decide nothing."""
    for field, value in ast.iter_fields(parent):
        if field in NO_RULE or (isinstance(parent, ast.Assert) and field == "msg"):
            continue
        for index, node in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(node, ast.Raise) or not isinstance(node, ast.AST):
                continue
            if isinstance(node, (ast.expr, ast.stmt)):
                yield parent, field, index, node
            yield from _slots(node)


def _alternatives(parent: ast.AST, field: str, index: int | None, node: ast.expr | ast.stmt) -> Iterator[_Change]:
    def change(kind: str, before: str, after: str, instead: ast.AST) -> _Change:
        return _Change(parent, field, index, node, kind, before, after, ast.copy_location(instead, node))

    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SWAPS:
            kind, sign, other, new = SWAPS[type(op)]
            a, b = _tail(left, op), _head(right, op)
            yield change(kind, f"{a} {sign} {b}", f"{a} {new} {b}", _with(node, op=other()))
        case ast.AugAssign(target=target, op=op, value=value) if type(op) in SWAPS:
            kind, sign, other, new = SWAPS[type(op)]
            a, b = _tail(target), _head(value)
            yield change(kind, f"{a} {sign}= {b}", f"{a} {new}= {b}", _with(node, op=other()))
        case ast.BoolOp(op=op, values=values):
            kind, sign, other, new = SWAPS[type(op)]
            a, b = _tail(values[0]), _head(values[1])
            yield change(kind, f"{a} {sign} {b}", f"{a} {new} {b}", _with(node, op=other()))
        case ast.UnaryOp(op=op, operand=operand) if type(op) in DROPPED:
            kind, sign = DROPPED[type(op)]
            yield change(kind, f"{sign}{_head(operand)}", _head(operand), copy.deepcopy(operand))
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            lefts = (left, *comparators)
            for i, compared in enumerate(ops):
                kind, sign, other, new = SWAPS[type(compared)]
                a, b = _tail(lefts[i]), _head(comparators[i])
                changed = [*ops[:i], other(), *ops[i + 1 :]]
                yield change(kind, f"{a} {sign} {b}", f"{a} {new} {b}", _with(node, ops=changed))
        case ast.Constant(value=bool(flag)):
            yield change("flag", str(flag), str(not flag), ast.Constant(not flag))
        case ast.Call(func=ast.Attribute(value=ast.Name("np"), attr=attr)) if attr in BOUNDS:
            instead = copy.deepcopy(node)
            assert isinstance(instead.func, ast.Attribute)
            instead.func.attr = BOUNDS[attr]
            arguments = ", ".join(_cut(ast.unparse(argument)) for argument in node.args)
            yield change("bound", f"{attr}({arguments})", f"{BOUNDS[attr]}({arguments})", instead)


def _with(node: ast.expr | ast.stmt, **fields: object) -> ast.AST:
    """A copy of a node with some of its fields replaced."""
    made = copy.deepcopy(node)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def _head(node: ast.expr, op: ast.operator = _PLAIN) -> str:
    """The beginning of a right operand, in brackets where the source needs them."""
    text = ast.unparse(ast.BinOp(_HOLE, op, node)).split(" ", 2)[2]
    return _cut(text)


def _tail(node: ast.expr, op: ast.operator = _PLAIN) -> str:
    """The end of a left operand."""
    text = ast.unparse(ast.BinOp(node, op, _HOLE)).rsplit(" ", 2)[0]
    return text if len(text) <= SHOWN else "…" + text[-SHOWN:]


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
