"""Every log line in the sources is a constant with listed fields: what could carry a value cannot be written."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.log_fields import FIELDS

ROOT = Path(__file__).resolve().parents[2]
LOGGERS = {"log", "_log"}
LEVELS = {"debug", "info", "warning", "error", "critical", "exception", "log"}


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS):
            continue
        owner = node.func.value
        if isinstance(owner, ast.Name) and owner.id in LOGGERS:
            yield node


def _fault(call: ast.Call) -> str:
    """What is wrong with one line; empty when nothing is."""
    match call.args:
        case [ast.Constant(str())]:
            pass
        case [ast.Constant(str()), ast.Dict(keys=keys)]:
            names = {key.value for key in keys if isinstance(key, ast.Constant)}
            if len(names) != len(keys) or not names <= set(FIELDS):
                return f"fields {sorted(map(str, names))} are not all in kiosk/domain/log_fields.py"
        case _:
            return "not a constant with a dict of named fields"
    return "passes more than fields" if call.keywords else ""


def test_log_lines_are_constants_with_listed_fields() -> None:
    faults = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {fault}"
        for folder in ("kiosk", "ui", "drivers")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for call in _calls(ast.parse(path.read_text(encoding="utf-8")))
        if (fault := _fault(call))
    ]
    assert faults == []


@pytest.mark.parametrize(
    "line",
    [
        'log.info(f"hello {name}")',
        'log.info("hello %s", name)',
        'log.info("hello %(name)s", {"name": name})',
        'log.info("hello", exc_info=True)',
        'log.info("a" + name)',
        "log.info(name)",
        'log.info("hello %(code)s", {**fields})',
    ],
)
def test_the_rule_sees_what_could_carry_a_value(line: str) -> None:
    (call,) = _calls(ast.parse(line))
    assert _fault(call)
