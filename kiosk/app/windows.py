"""The windows of one end: made from assets, placed on their monitors, and shown one snapshot at a time."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from drivers.api.errors import DeviceError
from kiosk.app.aloud import ShownWords
from kiosk.app.guides import picture_folders
from kiosk.app.monitors import bindings_of
from kiosk.app.places import assets
from kiosk.app.placing import Counter, Placing
from kiosk.app.settings import Place, beside
from kiosk.app.wiring import End
from kiosk.content.texts import read_catalogues
from kiosk.content.toml import BadFile
from kiosk.domain.snapshot import DeskSnapshot
from kiosk.flows.desk import DeskFlows
from kiosk.flows.store import Store
from ui.bridge import Bridge
from ui.stage import Slots, Stage
from ui.theme.fonts import register_fonts
from ui.theme.icons import Icons
from ui.windows.desk import DeskWindow
from ui.windows.embedded import EmbeddedWindow
from ui.windows.external import ExternalWindow


class EndWindows(QObject):
    """Shows the newest snapshot at most once a turn of the loop, however often it changed."""

    closed = Signal()

    def __init__(self, end: End) -> None:
        super().__init__()
        self._config = end.origin.config
        self._pending = False
        self.bridge = Bridge()
        self.bridge.intent.connect(end.flows.do)
        self.after_show: list[Callable[[], None]] = []
        self._place = self._make(end, _stage(end))
        self.all: dict[str, QWidget] = self._place.windows
        end.flows.store.listen(self._changed)

    def _make(self, end: End, stage: Stage) -> "DeskPlace | Placing":
        settings = end.origin.settings
        if isinstance(end.flows, DeskFlows):
            desk = DeskWindow(stage, self.bridge.emit_intent)
            desk.closed.connect(self.closed)
            return DeskPlace(desk, end.flows.store, settings.windows.desk)
        words = ShownWords(end.flows.store, stage.texts, end.flows.on_shown)
        self.after_show.append(words.look)
        counter = Counter(EmbeddedWindow(stage, self.bridge.emit_intent), ExternalWindow(stage))
        counter.embedded.closed.connect(self.closed)
        counter.external.closed.connect(self.closed)
        return Placing(end.display, bindings_of(settings), end.flows, counter)

    def open(self) -> None:
        """Shows the first snapshot and puts each window in its place. Raises BadFile if the monitors cannot be read."""
        try:
            self._place.open()
        except DeviceError as error:
            raise BadFile(f"{self._config}: devices.display: {error}") from None
        self.show_now()

    def close(self) -> None:
        """Hides all windows, and shows nothing any more."""
        self._place.close()

    def show_now(self) -> None:
        """The newest snapshot into every window."""
        self._pending = False
        self._place.show()
        for call in self.after_show:
            call()

    def _changed(self, _snapshot: object) -> None:
        if not self._pending:
            self._pending = True
            QTimer.singleShot(0, self.show_now)


class DeskPlace:
    """A desk has one window, on whatever monitor its clerk likes."""

    def __init__(self, desk: DeskWindow, store: Store[DeskSnapshot], place: Place | None) -> None:
        self.windows: dict[str, QWidget] = {"desk": desk}
        self._desk = desk
        self._store = store
        self._at = place

    def open(self) -> None:
        """Where settings say, or where the window system likes."""
        self.show()
        if self._at is not None:
            self._desk.setGeometry(QRect(*self._at))
        self._desk.show()

    def show(self) -> None:
        """The newest snapshot."""
        self._desk.show_snapshot(self._store.snapshot)

    def close(self) -> None:
        """Hides it."""
        self._desk.hide()


def _stage(end: End) -> Stage:
    folder = assets()
    register_fonts(folder / "fonts")
    eyes = end.senses.eyes
    slots = Slots(
        own_face=eyes["face"].paint,
        own_paper=eyes["document"].paint,
        their_face=end.far_slots["face"],
        their_paper=end.far_slots["document"],
        thumbs=end.far_thumbs,
        slip=end.slip_slots,
        circular=end.circular_slot,
    )
    own = end.origin.settings.city.guides
    guides = picture_folders(beside(end.origin.config, own) if own is not None else None)
    icons = Icons(folder / "icons", folder / "pictures", *guides)
    return Stage(icons, read_catalogues(folder / "locale"), slots, end.senses.ear.levels)
