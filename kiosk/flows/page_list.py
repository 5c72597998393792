"""The visit's page list at the desk: which sheets there are, and the older one that the clerk looks at by himself."""

import dataclasses
from collections.abc import Mapping

from kiosk.domain import sheet_intents as asks
from kiosk.domain.call import CallState
from kiosk.domain.page_list import LIVE, Kept, PageList
from kiosk.domain.reading import Reading
from kiosk.domain.snapshot import DeskSnapshot, Hint
from kiosk.domain.surfaces import seen_by_both
from kiosk.flows.core import Core
from kiosk.flows.reading import looked
from kiosk.flows.sheet import SheetFlow


class PageListFlow:
    """Keeps `page_list` of the snapshot. The resident, who has the paper, hears nothing of what the clerk looks at.

    An older sheet is looked at until the clerk goes back, or until there is something that he must not miss: another
    sheet is laid down, the paper is hidden, both look together, or nothing is kept of the older one any more.
    """

    def __init__(self, core: Core[DeskSnapshot], sheet: SheetFlow[DeskSnapshot]) -> None:
        self._core = core
        self._sheet = sheet
        self._lay = LIVE
        core.store.listen(self._changed)

    def show(self, number: int) -> None:
        """A sheet of the list; the one that lies there, or none, is what lies there now."""
        now = self._core.now
        if number == LIVE:
            self._go_back()
        elif not seen_by_both(now, "office", "van"):
            self._core.hint(Hint.NO_SHEET_OPEN)
        elif number == _held(now):
            self._go_back()
        elif now.page_list.kept.get(number) is not Kept.HERE:
            self._core.hint(Hint.PAGE_NOT_KEPT)
        elif number != now.page_list.shown:
            self._leave_what_lies_there()
            self._lay = _held(now)
            self._look_at(number)

    def takes(self, intent: asks.SheetIntent) -> bool:
        """What a person asks for while an older sheet is in front is about that one: it can be looked at closer, and
        nothing that the resident would see can be done to it. False for what goes on as ever."""
        now = self._core.now
        if now.page_list.shown == LIVE or now.front != "van":
            return False
        match intent:
            case asks.ChooseTool(None) | asks.ExtendStroke() | asks.EndStroke() | asks.StopPointing():
                return False
            case asks.PointAt():
                return True
            case asks.Zoom() | asks.Turn() | asks.LookAt() | asks.LookBeside():
                self._put(dataclasses.replace(now.page_list, reading=looked(now.page_list.reading, intent)))
                return True
            case asks.Freeze() | asks.LookTogether():
                self._refuse()
                return True
        if isinstance(intent, asks.MarkIntent | asks.FieldIntent | asks.FillSample | asks.PrivateIntent):
            self._refuse()
            return True
        return False

    def on_kept(self, kept: Mapping[int, Kept]) -> None:
        """What there is of each sheet; without a call there is none."""
        call = self._core.now.call
        live = call is not None and call.state is not CallState.ENDED
        self._put(dataclasses.replace(self._core.now.page_list, kept=kept if live else {}))

    def forget(self) -> None:
        """The call is over: nothing of it stays."""
        self._go_back()
        self._put(PageList())

    # --- inside ---

    def _leave_what_lies_there(self) -> None:
        """No stroke, pointer or tool stays there, nobody believes that both still see the same, and nothing that stands
        still lies over what is to be seen."""
        self._sheet.do(asks.StopPointing())
        self._sheet.do(asks.ChooseTool(None))
        if self._core.now.together:
            self._sheet.do(asks.LookTogether(on=False))
        self._sheet.do(asks.Freeze("van", on=False))

    def _refuse(self) -> None:
        """Once: a tool that moves asks again and again."""
        if self._core.now.hint is not Hint.OLDER_PAGE:
            self._core.hint(Hint.OLDER_PAGE)

    def _go_back(self) -> None:
        if self._core.now.page_list.shown != LIVE:
            self._look_at(LIVE)

    def _look_at(self, number: int) -> None:
        """Each sheet is looked at anew."""
        self._put(dataclasses.replace(self._core.now.page_list, shown=number, reading=Reading()))
        self._core.ports.stills.show(number or None)

    def _changed(self, snapshot: DeskSnapshot) -> None:
        if snapshot.page_list.shown != LIVE and self._is_over(snapshot):
            self._go_back()
        self._note_form()

    def _is_over(self, snapshot: DeskSnapshot) -> bool:
        known = snapshot.page_list
        laid_down = _held(snapshot) not in (LIVE, self._lay)
        gone = known.kept.get(known.shown) is not Kept.HERE
        return laid_down or gone or snapshot.together or not seen_by_both(snapshot, "office", "van")

    def _note_form(self) -> None:
        """What lies there is told with its form, what lay there is not."""
        now = self._core.now
        lying, forms = now.lying.get("van"), now.page_list.forms
        if lying is not None and lying.number and lying.form and forms.get(lying.number) != lying.form:
            self._put(dataclasses.replace(now.page_list, forms={**forms, lying.number: lying.form}))

    def _put(self, page_list: PageList) -> None:
        self._core.store.change(page_list=page_list)


def _held(snapshot: DeskSnapshot) -> int:
    """The number of the sheet that lies there, LIVE for none."""
    lying = snapshot.lying.get("van")
    return lying.number if lying is not None and lying.held else LIVE
