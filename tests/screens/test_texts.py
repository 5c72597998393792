"""Every text that a screen asks for exists, and none exists in vain."""

import ast
from pathlib import Path

from tests.support.texts import catalogue
from ui.presenters.desk import MIRRORED

ROOT = Path(__file__).parents[2]


def _asked_for() -> set[str]:
    names: set[str] = set()
    for file in (*ROOT.glob("ui/**/*.py"), *ROOT.glob("kiosk/app/**/*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and str(node.value).startswith("demo.next."):
                names.add(str(node.value))
            if isinstance(node, ast.Call) and _is_text(node.func) and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    names.add(first.value)
    return names | {f"mirror.{screen}" for screen in MIRRORED}


def _is_text(called: ast.expr) -> bool:
    return (isinstance(called, ast.Name) and called.id == "text") or (
        isinstance(called, ast.Attribute) and called.attr == "text"
    )


def test_every_text_is_in_the_catalogue() -> None:
    assert _asked_for() - catalogue().keys() == set()


def test_no_text_is_there_in_vain() -> None:
    assert catalogue().keys() - _asked_for() == set()


def test_no_text_is_empty_and_none_has_a_stray_space() -> None:
    assert [name for name, text in catalogue().items() if not text.strip() or text != text.strip()] == []
