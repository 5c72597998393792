"""The tables: complete, reachable, and always able to end."""

from enum import StrEnum
from typing import Any

import pytest

from kiosk.domain.attendant_panel import ATTENDANT_PANEL, PanelEvent, PanelState
from kiosk.domain.call import CALL, CallEvent, CallState
from kiosk.domain.printing import PRINTING, PrintEvent, PrintState
from kiosk.domain.sharing import SHARING, SharingEvent, SharingState
from kiosk.domain.table import RefusedEvent, Table
from kiosk.domain.visit import VISIT, VisitEffect, VisitEvent, VisitState

TABLES: list[tuple[Table[Any, Any, Any], type[StrEnum], type[StrEnum]]] = [
    (VISIT, VisitState, VisitEvent),
    (CALL, CallState, CallEvent),
    (SHARING, SharingState, SharingEvent),
    (PRINTING, PrintState, PrintEvent),
    (ATTENDANT_PANEL, PanelState, PanelEvent),
]
each_table = pytest.mark.parametrize(("table", "states", "events"), TABLES, ids=lambda t: getattr(t, "name", ""))


def _reached(table: Table[Any, Any, Any], start: StrEnum) -> set[StrEnum]:
    seen = {start}
    while True:
        more = {row.to for (state, _), row in table.rows.items() if state in seen} - seen
        if not more:
            return seen
        seen |= more


@each_table
def test_every_state_and_event_is_a_row_or_is_listed_as_refused(
    table: Table[Any, Any, Any], states: type[StrEnum], events: type[StrEnum]
) -> None:
    every = {(state, event) for state in states for event in events}
    assert set(table.rows) | set(table.refused) == every
    assert not set(table.rows) & set(table.refused)


@each_table
def test_every_state_can_be_reached(table: Table[Any, Any, Any], states: type[StrEnum], events: type[StrEnum]) -> None:
    assert _reached(table, table.start) == set(states)


@each_table
def test_a_refused_event_is_an_error_that_names_state_and_event(
    table: Table[Any, Any, Any], states: type[StrEnum], events: type[StrEnum]
) -> None:
    for state, event in table.refused:
        with pytest.raises(RefusedEvent, match=event.value):
            table.step(state, event)


@pytest.mark.parametrize("state", list(VisitState))
def test_every_state_of_a_visit_reaches_wiping(state: VisitState) -> None:
    assert VisitState.WIPING in _reached(VISIT, state)


def test_nothing_leads_into_wiping_without_the_wipe() -> None:
    into = [row for (state, _), row in VISIT.rows.items() if row.to is VisitState.WIPING and state is not row.to]
    assert into
    assert all(row.effects[-1] is VisitEffect.WIPE for row in into)


def test_a_failure_ends_every_visit_that_is_open() -> None:
    assert all(VISIT.step(state, VisitEvent.FAILED)[0] is VisitState.WIPING for state in VisitState)


@pytest.mark.parametrize("state", [s for s in CallState if s is not CallState.ENDED])
def test_both_sides_can_end_a_call_in_every_state(state: CallState) -> None:
    for event in (CallEvent.HUNG_UP_HERE, CallEvent.HUNG_UP_THERE, CallEvent.GAVE_UP):
        assert CALL.step(state, event)[0] is CallState.ENDED
