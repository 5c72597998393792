"""The seam between screens and flows: what people ask for goes up here, and nowhere else."""

from PySide6.QtCore import QObject, Signal

from kiosk.domain.intents import Intent


class Bridge(QObject):
    """Emits `intent(Intent)` on the GUI thread; flows listen."""

    intent = Signal(object)

    def emit_intent(self, intent: Intent) -> None:
        """What windows are given as `emit`."""
        self.intent.emit(intent)
