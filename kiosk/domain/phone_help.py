"""スマホの 手伝い: the resident's telephone lies under the document camera in place of a paper."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PhoneHelp:
    """`typing`: between two touches of 「暗証番号を 入れます」, in which nothing of it is seen by anybody. `strip`: its
    upper end, where messages of others drop in, stays covered."""

    typing: bool = False
    strip: bool = False
