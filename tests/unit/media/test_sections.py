"""Only our own sections are read at all."""

import pytest

from kiosk.media.sections import OtherSections, check_sections

OURS = "v=0\r\nm=audio 9 X 96\r\na=sendrecv\r\nm=video 9 X 97\r\nm=video 9 X 97\r\nm=application 9 X webrtc\r\n"


def test_our_own_sections_pass() -> None:
    check_sections(OURS)


@pytest.mark.parametrize(
    "sdp",
    [
        "",
        "garbage",
        OURS + "m=video 9 X 97\r\n",
        OURS.replace("m=audio", "m=video"),
        OURS.replace("m=application 9 X webrtc\r\n", ""),
        OURS.replace("m=video 9 X 97\r\nm=video", "m=video"),
        OURS.replace("sendrecv", "recvonly"),
        OURS.replace("sendrecv", "inactive"),
    ],
)
def test_anything_else_is_refused(sdp: str) -> None:
    with pytest.raises(OtherSections):
        check_sections(sdp)
