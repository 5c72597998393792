"""Every text that a screen asks for exists, and none exists in vain."""

import ast
from pathlib import Path

from kiosk.domain.photo import Advice
from tests.support.texts import japanese
from ui.presenters.desk_call import MIRRORED
from ui.presenters.writing import PHRASES

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
    names |= {f"mirror.{screen}" for screen in MIRRORED} | {f"phrase.{phrase}" for phrase in PHRASES}
    return names | {f"photo.{advice}" for advice in Advice}


def _is_text(called: ast.expr) -> bool:
    return (isinstance(called, ast.Name) and called.id == "text") or (
        isinstance(called, ast.Attribute) and called.attr == "text"
    )


def test_every_text_is_in_the_catalogue() -> None:
    assert _asked_for() - japanese().ids == set()


def test_no_text_is_there_in_vain() -> None:
    assert japanese().ids - _asked_for() == set()
