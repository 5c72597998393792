"""What a resident can ask while the own telephone lies under the document camera."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShowPhone:
    """スマホを 見せる: the camera looks for a telephone; who reads alone sees it large, a clerk only after a second
    touch."""


@dataclass(frozen=True)
class PutPhoneAway:
    """紙に かえる in a call; alone, the way back to what was read."""


@dataclass(frozen=True)
class UseCable:
    """ケーブルで つなぐ: the telephone's own picture in place of the camera's; or 台に 置く, the way back."""

    on: bool


@dataclass(frozen=True)
class TypeSecret:
    """暗証番号を 入れます: nobody sees anything of it until 入れおわりました."""

    on: bool


@dataclass(frozen=True)
class CoverStrip:
    """上の 知らせを かくす, or not any more."""

    on: bool


@dataclass(frozen=True)
class ShowPhoneOutside:
    """みんなで 見る: the telephone and the step beside it for all at the external monitor, or not any more."""

    on: bool


PhoneIntent = ShowPhone | PutPhoneAway | UseCable | TypeSecret | CoverStrip | ShowPhoneOutside
