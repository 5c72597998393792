"""All that a person can ask of the attendant's panel."""

from dataclasses import dataclass

from kiosk.domain.attendant_panel import PanelPart


@dataclass(frozen=True)
class OpenPanel:
    """係員の 画面: asks for the number first."""


@dataclass(frozen=True)
class ClosePanel:
    """とじる."""


@dataclass(frozen=True)
class TypeDigit:
    """The key at this place of the pad, 0 to 9; which digit lies there only the moment knows."""

    place: int


@dataclass(frozen=True)
class EraseDigit:
    """けす: the digit typed last."""


@dataclass(frozen=True)
class CheckNumber:
    """ひらく: the number is typed."""


@dataclass(frozen=True)
class ShowPart:
    """Another part of the open panel; `page` is for the stops."""

    part: PanelPart
    page: int = 0


@dataclass(frozen=True)
class ChooseStop:
    """Where the van stands today: the id of one of the city's stops."""

    stop: str


@dataclass(frozen=True)
class EndVisit:
    """ご利用を 終わらせる, said a second time."""


@dataclass(frozen=True)
class PaperIsIn:
    """紙を 入れました."""


@dataclass(frozen=True)
class Restart:
    """動かしなおす, said a second time."""


PanelIntent = (
    OpenPanel
    | ClosePanel
    | TypeDigit
    | EraseDigit
    | CheckNumber
    | ShowPart
    | ChooseStop
    | EndVisit
    | PaperIsIn
    | Restart
)
