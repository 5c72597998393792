"""What a printer's queue of Windows keeps of what it printed, as the registry says: of residents' papers nothing.

Source: PRINTER_INFO_2, Attributes, in the documentation of the Windows print spooler. Windows was never run here.
"""

from collections.abc import Callable
from typing import Final

DIRECT: Final = 0x0002
"""PRINTER_ATTRIBUTE_DIRECT: no file between the program and the printer."""
KEEPS: Final = 0x0100
"""PRINTER_ATTRIBUTE_KEEPPRINTEDJOBS."""
_KEY: Final = r"SYSTEM\CurrentControlSet\Control\Print\Printers"

ReadAttributes = Callable[[str], int]
"""The attributes of the queue of that name. Raises OSError where it cannot be read."""


def read_attributes(printer: str) -> int:
    """From this machine's registry; elsewhere there is none."""
    try:
        import winreg  # on Windows alone
    except ImportError:
        raise OSError("this system has no registry") from None
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, rf"{_KEY}\{printer}") as key:  # type: ignore[attr-defined,unused-ignore]
        value, _ = winreg.QueryValueEx(key, "Attributes")  # type: ignore[attr-defined,unused-ignore]
    return int(value)


def faults_of_queue(printer: str, read: ReadAttributes = read_attributes) -> list[str]:
    """Everything that is wrong, each with what is to be done; empty if all is well."""
    try:
        attributes = read(printer)
    except OSError:
        return ["its queue is not this machine's, or may not be read, so nobody knows what it keeps; set it up here"]
    found = []
    if not attributes & DIRECT:
        found.append(
            "it spools to a disk; choose 'Print directly to the printer' on the page 'Advanced' of its properties"
        )
    if attributes & KEEPS:
        found.append("it keeps printed documents; switch that off on the page 'Advanced' of its properties")
    return found
