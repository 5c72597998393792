"""What a resident can ask of the photo check."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OpenPhoto:
    """カメラで ためす: from a guide to the own picture."""


@dataclass(frozen=True)
class ClosePhoto:
    """前へ: back to the guide."""


PhotoIntent = OpenPhoto | ClosePhoto
