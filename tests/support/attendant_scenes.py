"""The attendant's panel at the moments that need most room: the pad, the devices with all that ails, stops, words."""

import dataclasses

from kiosk.domain.attendant_panel import AttendantPanel, NumberFound, PanelPart, PanelState
from kiosk.domain.city import City, Stop
from kiosk.domain.printing import PrintState, SlipStatus
from kiosk.domain.snapshot import EyeStatus, Health, HubState, KioskSnapshot

ORDER = (4, 0, 7, 9, 1, 8, 3, 6, 2, 5)


def attendant_scenes(home: KioskSnapshot, talking: KioskSnapshot, finish: KioskSnapshot) -> dict[str, KioskSnapshot]:
    """`home` without a visit, `talking` in a call, `finish` with a slip to print."""
    change = dataclasses.replace
    called = change(home, attendant_called=True)
    pad = AttendantPanel(PanelState.ASKING, ORDER, typed=3)
    opened = AttendantPanel(PanelState.OPEN, ORDER)
    stops = change(opened, part=PanelPart.STOP)
    ailing = change(
        finish,
        face=EyeStatus(health=Health.LOST),
        hub=HubState.OFFLINE,
        voice=Health.STARTING,
        slip=SlipStatus(printer=True, sides=1, state=PrintState.OUT_OF_PAPER),
    )
    return {
        "panel_pad": change(called, panel=pad),
        "panel_missing": change(called, panel=AttendantPanel(PanelState.UNAVAILABLE, found=NumberFound.MISSING)),
        "panel_ailing": change(ailing, attendant_called=True, panel=opened),
        "panel_stops": change(called, city=_many_stops(home.city), panel=stops),
        "panel_end": change(talking, attendant_called=True, panel=change(opened, part=PanelPart.END_VISIT)),
    }


def _many_stops(city: City) -> City:
    """More than a page, with the longest names that a city has told us."""
    more = tuple(
        Stop(f"stop-{number}", f"上青葉台ニュータウン第{number}自治会館", f"上青葉{number}") for number in range(2, 9)
    )
    return dataclasses.replace(city, stops=city.stops + more)
