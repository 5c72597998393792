"""All that a resident can ask of circulars. An intent names what it was meant for: the list may have changed under the
finger."""

from dataclasses import dataclass

from kiosk.domain.circular import CircularId


@dataclass(frozen=True)
class OpenCircular:
    """One of the list."""

    circular: CircularId


@dataclass(frozen=True)
class TurnListPart:
    """つづき of the list."""

    part: int


@dataclass(frozen=True)
class GoBackInCirculars:
    """前へ, or 一覧へ."""


@dataclass(frozen=True)
class TurnPage:
    """The next page of a PDF or the one before; of an enlarged one what comes below or above."""

    by: int


@dataclass(frozen=True)
class EnlargePage:
    """大きくする; or the whole page again."""

    on: bool


@dataclass(frozen=True)
class ShowCircularOutside:
    """大きな画面に うつす; or takes it back."""

    on: bool


@dataclass(frozen=True)
class ReadFrom:
    """つづき of an HTML circular: the block with which the screen begins."""

    block: int


@dataclass(frozen=True)
class SearchCirculars:
    """さがす: opens the kana board, or shows other letters on it."""

    plane: int


@dataclass(frozen=True)
class TypeSearch:
    """A key of the board."""

    letter: str


@dataclass(frozen=True)
class EraseSearch:
    """1字けす."""


@dataclass(frozen=True)
class ShowFound:
    """見る: the list of what was found."""


@dataclass(frozen=True)
class ShowAllCirculars:
    """ぜんぶ 見る."""


CircularIntent = (
    OpenCircular
    | TurnListPart
    | GoBackInCirculars
    | TurnPage
    | EnlargePage
    | ShowCircularOutside
    | ReadFrom
    | SearchCirculars
    | TypeSearch
    | EraseSearch
    | ShowFound
    | ShowAllCirculars
)
