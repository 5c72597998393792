"""ARCHITECTURE.md tells the truth about the tables: its diagrams are generated from them."""

from pathlib import Path

import pytest

from kiosk.domain.attendant_panel import ATTENDANT_PANEL
from kiosk.domain.call import CALL
from kiosk.domain.printing import PRINTING
from kiosk.domain.sharing import SHARING
from kiosk.domain.visit import VISIT

ROOT = Path(__file__).resolve().parents[2]
TABLES = (VISIT, CALL, SHARING, PRINTING, ATTENDANT_PANEL)


def section(name: str, diagram: str) -> str:
    """A table's place in the document."""
    return f"<!-- table: {name} -->\n```mermaid\n{diagram}\n```\n<!-- end of table -->"


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_the_diagram_is_the_table(table: object) -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    name, diagram = table.name, table.diagram()  # type: ignore[attr-defined]
    assert section(name, diagram) in text, "run: python -m tests.house.test_architecture"


def main() -> None:
    """Writes the diagrams into ARCHITECTURE.md."""
    path = ROOT / "ARCHITECTURE.md"
    text = path.read_text(encoding="utf-8")
    for table in TABLES:
        begin = text.index(f"<!-- table: {table.name} -->")
        end = text.index("<!-- end of table -->", begin) + len("<!-- end of table -->")
        text = text[:begin] + section(table.name, table.diagram()) + text[end:]
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
