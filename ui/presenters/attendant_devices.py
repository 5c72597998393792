"""How each device of the van does, a line each, in words that need no knowledge of the program."""

from dataclasses import dataclass

from kiosk.domain.monitors import Plugged
from kiosk.domain.printing import PrintState, SlipStatus
from kiosk.domain.snapshot import Health, HubState, KioskSnapshot
from ui.presenters.parts import Line, Text


@dataclass(frozen=True)
class DeviceLine:
    """A drawing, the device and its state; whether somebody has to see to it."""

    line: Line
    well: bool


def device_lines(snapshot: KioskSnapshot, text: Text) -> tuple[DeviceLine, ...]:
    """Cameras, sound, printer, voice, line to city hall, monitors."""
    voice = text("panel.state.none") if snapshot.voice is None else _health(snapshot.voice, text)
    printer, printer_well = _printer(snapshot.slip, text)
    hub, hub_well = _hub(snapshot.hub, text)
    monitors, monitors_well = _monitors(snapshot.monitors, text)
    return (
        _line("camera", text("panel.face"), _health(snapshot.face.health, text), _well(snapshot.face.health)),
        _line(
            "document", text("panel.document"), _health(snapshot.document.health, text), _well(snapshot.document.health)
        ),
        _line("speaker", text("panel.sound"), _health(snapshot.sound.health, text), _well(snapshot.sound.health)),
        _line("printer", text("panel.printer"), printer, printer_well),
        _line("louder", text("panel.voice"), voice, snapshot.voice is None or _well(snapshot.voice)),
        _line("signal", text("panel.hub"), hub, hub_well),
        _line("monitor", text("panel.monitors"), monitors, monitors_well),
    )


def _line(icon: str, name: str, state: str, well: bool) -> DeviceLine:
    return DeviceLine(Line(icon if well else "alert", f"{name}: {state}"), well)


def _well(health: Health) -> bool:
    return health is not Health.LOST


def _health(health: Health, text: Text) -> str:
    match health:
        case Health.OK:
            return text("panel.state.ok")
        case Health.STARTING:
            return text("panel.state.starting")
        case Health.LOST:
            return text("panel.state.lost")


def _printer(slip: SlipStatus, text: Text) -> tuple[str, bool]:
    """Nobody asks a printer that has nothing to print; what it did last is what is known."""
    if not slip.printer:
        return text("panel.state.none"), True
    match slip.state:
        case PrintState.OUT_OF_PAPER:
            return text("panel.printer.paper"), False
        case PrintState.JAMMED:
            return text("panel.printer.jammed"), False
        case PrintState.OFFLINE | PrintState.FAILED:
            return text("panel.state.lost"), False
        case PrintState.MAKING | PrintState.PRINTING:
            return text("panel.printer.printing"), True
        case PrintState.DONE:
            return text("panel.state.ok"), True
        case PrintState.IDLE | PrintState.HANDED_OVER:
            return text("panel.printer.unknown"), True


def _hub(hub: HubState, text: Text) -> tuple[str, bool]:
    match hub:
        case HubState.ONLINE:
            return text("strip.line.good"), True
        case HubState.CONNECTING:
            return text("strip.line.connecting"), True
        case HubState.REFUSED:
            return text("strip.line.refused"), False
        case HubState.OFFLINE:
            return text("strip.line.away"), False


def _monitors(plugged: Plugged, text: Text) -> tuple[str, bool]:
    """Whoever reads this has the resident's monitor before him."""
    if plugged.external:
        return text("panel.monitors.both"), True
    return text("panel.monitors.one"), False
