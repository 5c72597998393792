"""What a city lends, in the hub's settings: what is right, and how mistakes read."""

from pathlib import Path

import pytest

from kiosk.app.hub_program import plan_hub
from kiosk.app.lending_items import read_items
from kiosk.app.registry_file import DeviceRow, enrol
from kiosk.app.settings import read_hub_settings
from kiosk.content.toml import BadFile
from kiosk.domain.lending import MAX_ITEMS, LentItem
from kiosk.domain.readings import annotated
from tests.support.ends import CITY_FILE

HEAD = f"""city = "{CITY_FILE}"
registry = "registry.toml"
[lending]
ledger = "lending.db"
"""
NEW = "a new ledger of loans is begun: lending numbers begin at 1"
PHONE = """[[lending.items]]
id = "phone"
days = 14
names.ja = "スマートフォン"
names."ja@easy" = "スマホ"
"""
WATCH = """[[lending.items]]
id = "watch"
days = 366
names.ja = "腕時計《うでどけい》"
names.vi = "Đồng hồ"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "hub.toml"
    path.write_text(text, encoding="utf-8")
    return path


def items_of(path: Path) -> tuple[LentItem, ...]:
    lending = read_hub_settings(path).lending
    assert lending is not None
    return read_items(lending, path)


def test_items_stand_in_the_files_order_with_names_for_all(tmp_path: Path) -> None:
    phone, watch = items_of(write(tmp_path, HEAD + PHONE + WATCH))
    assert (phone.id, phone.days, phone.name("ja"), phone.name("ja@easy")) == ("phone", 14, "スマートフォン", "スマホ")
    read = annotated("腕時計", "うでどけい")
    assert [watch.name(language) for language in ("ja", "ja@easy", "vi", "en")] == ["腕時計", read, "Đồng hồ", read]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD, ["line 3", "lending", "'items' is missing"]),
        (HEAD + "items = []\n", ["line 5", "0 items; there must be 1 to 8"]),
        (HEAD + PHONE.replace("14", "0"), ["line 7", "lending.items.0.days", ">= 1"]),
        (HEAD + PHONE + WATCH.replace("366", "367"), ["line 12", "lending.items.1.days", "<= 366"]),
        (HEAD + PHONE.replace("14", '"zwei"'), ["line 7", "lending.items.0.days", "int"]),
        (HEAD + PHONE.replace("days", "day"), ["line 7", "lending.items.0.day:", "allowed here: days, id, names"]),
        (HEAD + PHONE.replace('"phone"', '"Mein Telefon"'), ["line 6", "lending.items.0.id"]),
        (HEAD + PHONE + PHONE, ["line 11", "lending.items.1.id", "'phone' is there twice"]),
        (HEAD + PHONE.replace("names.ja ", "names.en "), ["line 5", "lending.items.0.names", "(ja) is missing"]),
        (HEAD + PHONE.replace('"ja@easy"', "de"), ["line 9", "names.de", "there is no language 'de'"]),
        (HEAD + WATCH.replace("》", ""), ["line 8", "names.ja", "stands alone"]),
        (HEAD + WATCH.replace("Đồng hồ", " "), ["line 9", "names.vi", "one line with letters"]),
        (HEAD + WATCH.replace("Đồng hồ", "ồ" * 121), ["line 9", "names.vi", "121 letters with readings; at most 120"]),
        (HEAD + WATCH.replace("Đồng hồ", "ồ" * 41), ["line 9", "names.vi", "41 letters; at most 40"]),
        (HEAD + PHONE.replace("スマホ", "ス" * 21), ["line 9", "names.ja@easy", "21 letters; at most 20"]),
        (HEAD.replace("lending.db", "") + PHONE, ["line 4", "lending.ledger"]),
    ],
)
def test_a_mistake_names_file_line_key_and_what_is_allowed(tmp_path: Path, text: str, said: list[str]) -> None:
    with pytest.raises(BadFile) as caught:
        items_of(write(tmp_path, text))
    for words in ["hub.toml", *said]:
        assert words in str(caught.value)


def test_all_mistakes_are_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        items_of(write(tmp_path, HEAD + PHONE + PHONE.replace("names.ja ", "names.xx ")))
    assert len(str(caught.value).splitlines()) == 3


def test_nine_kinds_are_one_too_many(tmp_path: Path) -> None:
    rows = [PHONE.replace('"phone"', f'"phone-{n}"') for n in range(MAX_ITEMS + 1)]
    assert len(items_of(write(tmp_path, HEAD + "".join(rows[1:])))) == MAX_ITEMS
    with pytest.raises(BadFile, match="9 items"):
        items_of(write(tmp_path, HEAD + "".join(rows)))


def test_a_hub_of_a_demo_writes_no_ledger(tmp_path: Path) -> None:
    enrol(tmp_path / "registry.toml", DeviceRow("van-1", "kiosk", "", ""), tmp_path / "van-1.token")
    config = write(tmp_path, HEAD.replace("[lending]", 'profiles = ["demo"]\n[lending]') + PHONE)
    plan = plan_hub(read_hub_settings(config), config)
    assert plan.lending is not None
    assert [item.id for item in plan.lending.items] == ["phone"]
    assert not (tmp_path / "lending.db").exists()


def test_a_new_ledger_is_said_in_the_log_and_an_old_one_is_not(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    enrol(tmp_path / "registry.toml", DeviceRow("van-1", "kiosk", "", ""), tmp_path / "van-1.token")
    config = write(tmp_path, HEAD + PHONE)
    for said in (1, 1):
        plan = plan_hub(read_hub_settings(config), config)
        assert plan.lending is not None
        plan.lending.ledger.close()
        assert [record.getMessage() for record in caplog.records].count(NEW) == said


def test_a_hub_does_not_begin_over_another_file_than_a_ledger(tmp_path: Path) -> None:
    enrol(tmp_path / "registry.toml", DeviceRow("van-1", "kiosk", "", ""), tmp_path / "van-1.token")
    config = write(tmp_path, HEAD + PHONE)
    plan = plan_hub(read_hub_settings(config), config)
    assert plan.lending is not None
    plan.lending.ledger.close()
    (tmp_path / "lending.db").write_bytes(b"a letter to the mayor" * 50)
    with pytest.raises(BadFile, match=r"lending\.db: the ledger of loans cannot be used"):
        plan_hub(read_hub_settings(config), config)
