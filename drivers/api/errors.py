"""What can be wrong with a device; every keeper raises these and no others from `open` and while it runs."""


class DeviceError(Exception):
    """Parent of all device errors. The text names the device as settings name it, never what it saw or heard."""


class DeviceMissing(DeviceError):
    """There is no such device, or nothing answers at its address."""


class DeviceBusy(DeviceError):
    """Somebody else has it open."""


class DeviceLost(DeviceError):
    """It was there and is gone, or it stopped giving what it promised."""
