"""What is to be done about a device's trouble: a keeper names its device, here the installer is told what to do."""

from drivers.api.errors import DeviceBusy, DeviceError, DeviceLost, DeviceMissing


def with_remedy(wrong: DeviceError) -> str:
    """The trouble, and what to do where that is known."""
    if isinstance(wrong, DeviceBusy):
        return f"{wrong}。使っている ほかの プログラムを 閉じてください"
    if isinstance(wrong, DeviceMissing | DeviceLost):
        return f"{wrong}。つながっているか 確かめてください"
    return str(wrong)
