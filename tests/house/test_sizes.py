"""The house stays small: the plan's limits on files, functions and parameters."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAX_LINES = 400
MAX_FUNCTION_LINES = 60
MAX_PARAMETERS = 5
FOLDERS = ("kiosk", "ui", "drivers", "tests", "packaging", "assets")


def _files() -> list[Path]:
    return [ROOT / "main.py", *(p for folder in FOLDERS for p in sorted((ROOT / folder).rglob("*.py")))]


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("file", _files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_is_small_and_says_first_why_it_exists(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert text.count("\n") < MAX_LINES
    assert ast.get_docstring(tree), "the first line of a module says why it exists"
    long = [f.name for f in _functions(tree) if (f.end_lineno or 0) - f.lineno + 1 >= MAX_FUNCTION_LINES]
    assert not long, f"longer than {MAX_FUNCTION_LINES} lines: {long}"


@pytest.mark.parametrize(
    "file", [f for f in _files() if "tests" not in f.parts], ids=lambda p: str(p.relative_to(ROOT))
)
def test_a_function_has_few_parameters(file: Path) -> None:
    many = [
        f.name
        for f in _functions(ast.parse(file.read_text(encoding="utf-8")))
        if len([a for a in (*f.args.posonlyargs, *f.args.args, *f.args.kwonlyargs) if a.arg not in ("self", "cls")])
        > MAX_PARAMETERS
    ]
    assert not many


@pytest.mark.parametrize(
    "word", ["manager", "helper", "util", "utils", "misc", "common", "base", "service", "handler", "data", "info"]
)
def test_no_module_is_a_drawer(word: str) -> None:
    assert not [p for p in _files() if p.stem == word or p.stem.endswith(f"_{word}")]
