"""A kiosk and a desk in one call over one sheet; a test carries their messages by hand, late, twice, or not at all."""

from kiosk.domain.annotation import Stroke, Tool
from kiosk.domain.intents import ShowPaper
from kiosk.domain.page import PageId, Surface, tray_id
from kiosk.domain.sheet_intents import BeginStroke, EndStroke, ExtendStroke
from kiosk.flows.ports import Connected, ConnectionLost, PeerSaid
from kiosk.wire.codec import decode_to_peer, encode
from tests.support.ends import Desk, Kiosk

End = Kiosk | Desk
VAN_TRAY, OFFICE_TRAY = tray_id("van"), tray_id("office")


class Pair:
    """A kiosk and a desk in one call, and what they said to each other that has not arrived yet."""

    def __init__(self, both_papers: bool = True) -> None:
        self.kiosk, self.desk = Kiosk().talk(), Desk().talk()
        self.generation = 1
        for end in (self.kiosk, self.desk) if both_papers else (self.kiosk,):
            end.flows.do(ShowPaper())
        self.carry_all()

    def other(self, end: End) -> End:
        return self.desk if end is self.kiosk else self.kiosk

    def carry(self, sender: End, number: int = 0, keep: bool = False) -> None:
        """Delivers one message of a sender, as bytes; `keep` leaves it there to be delivered again."""
        said = sender.world.media.sent
        message = said[number] if keep else said.pop(number)
        self.other(sender).flows.on_media(PeerSaid(decode_to_peer(encode(message))))

    def carry_all(self) -> None:
        """Until nobody has anything to say any more: an answer may be due to what is carried last."""
        ends = (self.kiosk, self.desk)
        while any(end.world.media.sent for end in ends):
            for end in ends:
                while end.world.media.sent:
                    self.carry(end)

    def reconnect(self) -> None:
        """The line breaks, what was under way is lost, and a new generation takes over."""
        for end in (self.kiosk, self.desk):
            end.flows.on_media(ConnectionLost(self.generation))
            end.world.media.sent.clear()
        self.generation += 1
        for end in (self.kiosk, self.desk):
            end.flows.on_media(Connected(self.generation))

    def digests(self) -> set[str]:
        return {self.kiosk.now.marks.digest(), self.desk.now.marks.digest()}


def draw(end: End, surface: Surface = "van", tool: Tool = Tool.PEN, x_mm: float = 20.0, length: int = 3) -> None:
    end.flows.do(BeginStroke(surface, tool, x_mm, 30.0))
    end.flows.do(ExtendStroke(tuple((x_mm, 30.0 + n) for n in range(1, length))))
    end.flows.do(EndStroke())


def seen(end: End, page: PageId = VAN_TRAY) -> tuple[Stroke, ...]:
    """The strokes on a page now."""
    return end.now.marks.on(page)
