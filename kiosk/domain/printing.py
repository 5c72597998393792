"""A printed slip: from the touch to the paper, with everything that paper can do."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from kiosk.domain.table import Row, Table, refuse


class PrintState(StrEnum):
    """Where a slip's printing stands. Offline and failed are over: nothing of it is kept. Handed over is, too: what
    becomes of it the system does not tell."""

    IDLE = "idle"
    MAKING = "making"
    PRINTING = "printing"
    OUT_OF_PAPER = "out_of_paper"
    JAMMED = "jammed"
    OFFLINE = "offline"
    FAILED = "failed"
    DONE = "done"
    HANDED_OVER = "handed_over"


class PrintEvent(StrEnum):
    """What can happen to it; all but the first and the last two come from the printer."""

    ASKED = "asked"
    RUNS = "runs"
    PAPER_OUT = "paper_out"
    JAM = "jam"
    AWAY = "away"
    BROKE = "broke"
    PRINTED = "printed"
    HANDED_OVER = "handed_over"
    CANCELLED = "cancelled"
    LEFT = "left"


class PrintEffect(StrEnum):
    """What the flow does when a row says so."""

    PRINT = "print"
    STOP = "stop"
    TELL_ATTENDANT = "tell_attendant"


S: TypeAlias = PrintState
V: TypeAlias = PrintEvent
F: TypeAlias = PrintEffect


def _under_way(state: S) -> dict[tuple[S, V], Row[S, F]]:
    """A job that the printer has, or is about to get."""
    rows: dict[tuple[S, V], Row[S, F]] = {
        (state, V.RUNS): Row(S.PRINTING),
        (state, V.PAPER_OUT): Row(S.OUT_OF_PAPER, (F.TELL_ATTENDANT,)),
        (state, V.JAM): Row(S.JAMMED, (F.TELL_ATTENDANT,)),
        (state, V.AWAY): Row(S.OFFLINE, (F.TELL_ATTENDANT,)),
        (state, V.BROKE): Row(S.FAILED, (F.STOP, F.TELL_ATTENDANT)),
        (state, V.PRINTED): Row(S.DONE),
        (state, V.HANDED_OVER): Row(S.HANDED_OVER),
        (state, V.CANCELLED): Row(S.IDLE, (F.STOP,)),
        (state, V.LEFT): Row(S.IDLE, (F.STOP,)),
    }
    return {cell: row for cell, row in rows.items() if row.to is not state or cell[1] is V.RUNS}


def _over(state: S) -> dict[tuple[S, V], Row[S, F]]:
    """Nothing is under way; it can be asked for."""
    return {(state, V.ASKED): Row(S.MAKING, (F.PRINT,)), (state, V.LEFT): Row(S.IDLE)}


_FROM_PRINTER = (V.RUNS, V.PAPER_OUT, V.JAM, V.AWAY, V.BROKE, V.PRINTED, V.HANDED_OVER, V.CANCELLED)

PRINTING: Table[PrintState, PrintEvent, PrintEffect] = Table(
    name="printing",
    start=S.IDLE,
    rows={
        **_over(S.IDLE),
        **_under_way(S.MAKING),
        **_under_way(S.PRINTING),
        **_under_way(S.OUT_OF_PAPER),
        **_under_way(S.JAMMED),
        **_over(S.OFFLINE),
        **_over(S.FAILED),
        **_over(S.DONE),
        **_over(S.HANDED_OVER),
    },
    refused=refuse(
        PrintState,
        PrintEvent,
        (S.IDLE, _FROM_PRINTER),
        (S.MAKING, (V.ASKED,)),
        (S.PRINTING, (V.ASKED,)),
        (S.OUT_OF_PAPER, (V.ASKED, V.PAPER_OUT)),
        (S.JAMMED, (V.ASKED, V.JAM)),
        (S.OFFLINE, _FROM_PRINTER),
        (S.FAILED, _FROM_PRINTER),
        (S.DONE, _FROM_PRINTER),
        (S.HANDED_OVER, _FROM_PRINTER),
    ),
)

OUT_OF_OUR_HANDS: Final = frozenset({S.DONE, S.HANDED_OVER})
"""There is nothing more to do about it here but to print it once more."""
RUNNING: Final = frozenset({S.MAKING, S.PRINTING})
"""The idle clock waits for these; for paper it does not: what nobody fetches must not come out for somebody else."""
UNDER_WAY: Final = RUNNING | {S.OUT_OF_PAPER, S.JAMMED}
"""There is a job: what it prints was decided when it was asked for."""


@dataclass(frozen=True)
class SlipStatus:
    """What the screens know of the slip. `printer`: there is one. `sides`: of paper that lie ready to be looked at, 0
    while it is made. `unmade`: it could not be made. `large`: the side that is shown large, 0 for none."""

    printer: bool = False
    state: PrintState = PrintState.IDLE
    sides: int = 0
    unmade: bool = False
    large: int = 0
