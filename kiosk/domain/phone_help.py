"""スマホの 手伝い: the resident's telephone lies under the document camera in place of a paper, or comes by cable."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PhoneHelp:
    """`typing`: between two touches of 「暗証番号を 入れます」, in which nothing of it is seen by anybody. `strip`: its
    upper end, where messages of others drop in, stays covered. `cable`: its own picture comes through a cable, and
    nothing is looked at on the table."""

    typing: bool = False
    strip: bool = False
    cable: bool = False
