"""The names of all programs, and how their mistakes are said."""

import argparse
import sys
from pathlib import Path

from kiosk.content.toml import BadFile
from kiosk.records.secrets import NoSecret

WRONG_FILE = 2


def main(arguments: list[str]) -> int:
    """Runs one program; its exit status. A wrong file or a missing secret is said in a line, without a traceback."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except (BadFile, NoSecret) as wrong:
        sys.stderr.write(f"{wrong}\n")
        return WRONG_FILE
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace) -> int:
    # Each program imports only what it needs: the hub has no Qt, the kiosk no server.
    if options.program == "hub":
        from kiosk.app.hub_program import run_hub

        return run_hub(options.config)
    if options.program in ("kiosk", "desk"):
        from kiosk.app.lifecycle import run_end

        return run_end(options.program, options.config, options.prompter)
    if options.program == "measure":
        from kiosk.app.unattended import run_measured

        return run_measured(options)
    if options.program == "demo":
        from kiosk.app.demo import run_demo

        return run_demo(options.headless, options.out)
    if options.program == "enrol":
        from kiosk.app.registry_file import DeviceRow, enrol

        row = DeviceRow(options.device, options.role, "", "", options.clerk, options.measure_only)
        enrol(options.registry, row, options.token_file)
        return 0
    from kiosk.app.doctor import run_doctor

    return run_doctor(options.config)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="Madoguchi, the counter of a mobile city hall")
    programs = parser.add_subparsers(dest="program", required=True)
    for name, purpose in (
        ("kiosk", "the resident's counter in the van"),
        ("desk", "the clerk's window at city hall"),
        ("hub", "the server between them"),
    ):
        program = programs.add_parser(name, help=purpose)
        program.add_argument("--config", type=Path, required=True, metavar="FILE")
        program.add_argument("--prompter", help=argparse.SUPPRESS)
    demo = programs.add_parser("demo", help="kiosk, desk and hub on this computer, with pretend devices")
    demo.add_argument("--headless", action="store_true", help="play the visit on a virtual screen")
    demo.add_argument("--out", type=Path, default=Path("build/demo"), metavar="FOLDER")
    doctor = programs.add_parser("doctor", help="look at this installation and say what is wrong")
    doctor.add_argument("--config", type=Path, required=True, metavar="FILE")
    _add_enrol(programs.add_parser("enrol", help="make a device's token and tell the hub's list about it"))
    _add_measure(programs.add_parser("measure", help="unattended runs for exhibitions and measurements"))
    return parser


def _add_enrol(enrol: argparse.ArgumentParser) -> None:
    enrol.add_argument("--registry", type=Path, required=True, metavar="FILE")
    enrol.add_argument("--device", required=True, metavar="ID")
    enrol.add_argument("--role", choices=("kiosk", "desk"), required=True)
    enrol.add_argument("--clerk", metavar="ID")
    enrol.add_argument("--measure-only", action="store_true")
    enrol.add_argument("--token-file", type=Path, required=True, metavar="FILE")


def _add_measure(measure: argparse.ArgumentParser) -> None:
    measure.add_argument("end", choices=("kiosk", "desk"))
    measure.add_argument("--config", type=Path, required=True, metavar="FILE")
    measure.add_argument("--auto-call", metavar="TOPIC")
    measure.add_argument("--auto-answer", action="store_true")
    measure.add_argument("--auto-share", action="store_true")
    measure.add_argument("--end-after", type=float, metavar="S")
    measure.add_argument("--exit-after", type=float, metavar="S")
    measure.add_argument("--events", type=Path, metavar="FILE")
