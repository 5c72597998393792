"""Settings of the programs: what is right, and how mistakes read."""

from pathlib import Path

import pytest

from kiosk.app.cli import main
from kiosk.app.settings import beside, read_end_settings, read_hub_settings
from kiosk.content.toml import BadFile

KIOSK = """
[hub]
url = "wss://hub.example/v1"
device = "kiosk-1"
stop = "aoba"
[city]
file = "city.toml"
[devices.face_camera]
driver = "mock"
scene = "face"
[devices.document_camera]
driver = "mock"
[devices.sound]
driver = "mock"
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_short_file_is_enough_and_the_rest_has_its_defaults(tmp_path: Path) -> None:
    settings = read_end_settings(_file(tmp_path, KIOSK))
    assert settings.profile == "normal"
    assert settings.idle.ask_after_s == 90
    assert settings.video.face.fps == 15
    assert settings.devices.display == {"driver": "qt_screens"}
    assert settings.monitors.embedded == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            KIOSK.replace("device =", "devise ="),
            ["line 4", "hub.devise", "allowed here: device, stop, token_file, url"],
        ),
        (KIOSK + '[monitors]\nface = "name:HDMI-1"\n', ["monitors.face", "allowed here: embedded, external"]),
        (KIOSK + '[monitors]\nembedded = "name:A"\nexternal = "name:A"\n', ["monitors", "the same monitor"]),
        (KIOSK + "[idle]\nask_after = 3\n", ["idle.ask_after", "ask_after_s"]),
        (KIOSK.replace('driver = "mock"\nscene', 'drive = "mock"\nscene'), ["devices.face_camera", "driver"]),
        (KIOSK + "[video.face]\nwidth = 1281\n", ["video.face.width", "multiple of 2"]),
    ],
)
def test_a_mistake_names_file_line_key_and_what_is_allowed(tmp_path: Path, text: str, said: list[str]) -> None:
    with pytest.raises(BadFile) as caught:
        read_end_settings(_file(tmp_path, text))
    for words in ["kiosk.toml", *said]:
        assert words in str(caught.value)


def test_the_programs_say_a_mistake_in_one_line_and_end_with_a_code(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["hub", "--config", str(tmp_path / "none.toml")]) == 2
    said = capfd.readouterr().err
    assert "there is no such file" in said
    assert "Traceback" not in said


def test_a_certificate_without_its_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hub.toml"
    path.write_text('city = "c"\nregistry = "r"\ncertificate = "x.pem"\n', encoding="utf-8")
    with pytest.raises(BadFile, match="belong together"):
        read_hub_settings(path)


def test_paths_count_from_the_settings_file(tmp_path: Path) -> None:
    assert beside(tmp_path / "kiosk.toml", "city.toml") == tmp_path / "city.toml"
    assert beside(tmp_path / "kiosk.toml", "/etc/city.toml") == Path("/etc/city.toml")
