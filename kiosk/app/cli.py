"""The names of all programs, and how their mistakes are said."""

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from kiosk.app.places import assets, packaged
from kiosk.app.single import AlreadyRunning
from kiosk.app.version import VERSION
from kiosk.content.toml import BadFile
from kiosk.records.secrets import NoSecret

RUNS_ALREADY = 1
WRONG_FILE = 2
_HOMES = {
    "kiosk": "kiosk.app.lifecycle",
    "desk": "kiosk.app.lifecycle",
    "hub": "kiosk.app.hub_program",
    "demo": "kiosk.app.demo",
    "doctor": "kiosk.app.doctor",
    "calibrate": "kiosk.app.calibrate",
    "enrol": "kiosk.app.registry_file",
    "attendant-number": "kiosk.app.attendant_number",
    "measure": "kiosk.app.unattended",
    "licences": "kiosk.app.licences",
    "trace": "kiosk.app.trace",
    "forms": "kiosk.app.forms",
    "guides": "kiosk.app.guides",
    "health-checks": "kiosk.app.health_check_file",
    "circulars": "kiosk.app.circulars",
}
"""Programs and their modules. What a package was made without is not offered there."""


def main(arguments: list[str]) -> int:
    """Runs one program; its exit status. A wrong file or a missing secret is said in a line, without a traceback."""
    options = _parser().parse_args(_with_program(arguments) if packaged() else arguments)
    try:
        return _run(options)
    except (BadFile, NoSecret) as wrong:
        sys.stderr.write(f"{wrong}\n")
        return WRONG_FILE
    except AlreadyRunning as running:
        sys.stderr.write(f"{running}\n")
        return RUNS_ALREADY
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
    if options.program == "attendant-number":
        from kiosk.app.attendant_number import run_attendant_number

        return run_attendant_number(options.config)
    if options.program == "calibrate":
        from kiosk.app.calibrate import run_calibrate

        return run_calibrate(options.config)
    if options.program == "licences":
        from kiosk.app.licences import run_licences

        return run_licences(options.out)
    if options.program == "trace":
        from kiosk.app.trace import run_trace

        return run_trace(options)
    if options.program == "forms":
        from kiosk.app.forms import run_forms

        return run_forms(options)
    if options.program == "guides":
        from kiosk.app.guides import run_guides

        return run_guides(options)
    if options.program == "health-checks":
        from kiosk.app.health_check_file import run_health_checks

        return run_health_checks(options.list)
    if options.program == "circulars":
        from kiosk.app.circulars import run_circulars

        return run_circulars(options.folder)
    from kiosk.app.doctor import run_doctor

    return run_doctor(options.config, options.sound, options.pictures)


def _with_program(arguments: list[str]) -> list[str]:
    """A packaged program is meant itself where none is named: `kiosk --config FILE`."""
    named = arguments and arguments[0] in (*_HOMES, "-h", "--help", "--version")
    return arguments if named else [Path(sys.executable).stem, *arguments]


def _parser() -> argparse.ArgumentParser:
    prog = Path(sys.executable).stem if packaged() else "main.py"
    parser = argparse.ArgumentParser(prog=prog, description="Madoguchi, the counter of a mobile city hall")
    parser.add_argument("--version", action="version", version=f"Madoguchi {VERSION}")
    programs = parser.add_subparsers(dest="program", required=True)
    for name, purpose, add_options in (
        ("kiosk", "the resident's counter in the van", _add_end),
        ("desk", "the clerk's window at city hall", _add_end),
        ("hub", "the server between them", _add_config),
        ("demo", "kiosk, desk and hub on this computer, with pretend devices", _add_demo),
        ("doctor", "look at this installation and say what is wrong", _add_doctor),
        ("calibrate", "show the document camera its empty table and one A4 sheet, once", _add_config),
        ("attendant-number", "set the number that opens the attendant's panel of a kiosk", _add_config),
        ("enrol", "make a device's token and tell the hub's list about it", _add_enrol),
        ("measure", "unattended runs for exhibitions and measurements", _add_measure),
        ("trace", "what the paper's eye makes of a clip or a camera, as JSON lines", _add_trace),
        ("forms", "check known forms, or begin one from a PDF", _add_forms),
        ("guides", "check guides, or show one as residents see it", _add_guides),
        ("health-checks", "check a city's list of health checks", _add_health_checks),
        ("circulars", "check a folder of circulars", _add_circulars),
        ("licences", "write down who made what is installed here, and under which licence", _add_licences),
    ):
        if find_spec(_HOMES[name]) is not None:
            add_options(programs.add_parser(name, help=purpose))
    return parser


def _add_config(program: argparse.ArgumentParser) -> None:
    program.add_argument("--config", type=Path, required=True, metavar="FILE")


def _add_doctor(doctor: argparse.ArgumentParser) -> None:
    _add_config(doctor)
    doctor.add_argument("--sound", action="store_true", help="also play a test tone on the loudspeaker")
    doctor.add_argument("--pictures", action="store_true", help="also show what the cameras see until it is closed")


def _add_end(end: argparse.ArgumentParser) -> None:
    _add_config(end)
    end.set_defaults(prompter=None)
    if find_spec("kiosk.app.seat") is not None:
        end.add_argument("--prompter", help=argparse.SUPPRESS)


def _add_demo(demo: argparse.ArgumentParser) -> None:
    demo.add_argument("--headless", action="store_true", help="play the visit on a virtual screen")
    demo.add_argument("--out", type=Path, default=Path("build/demo"), metavar="FOLDER")


def _add_trace(trace: argparse.ArgumentParser) -> None:
    source = trace.add_mutually_exclusive_group(required=True)
    source.add_argument("--clip", type=Path, metavar="FILE")
    source.add_argument(
        "--device", nargs="+", metavar="KEY=VALUE", help="a camera as in the settings: driver=opencv and its options"
    )
    trace.add_argument(
        "--seconds", type=float, metavar="S", help="how long a camera is watched; without it, until Ctrl+C"
    )
    trace.add_argument("--setup", type=Path, metavar="FILE", help="the calibration of its camera")
    trace.add_argument("--templates", type=Path, metavar="DIR", help="forms to recognise")
    trace.add_argument("--release", choices=("none", "known", "all"), default="none", help="in place of touches")


def _add_forms(forms: argparse.ArgumentParser) -> None:
    tasks = forms.add_subparsers(dest="task", required=True)
    check = tasks.add_parser("check", help="say what is wrong with the forms of a folder")
    check.add_argument("folder", nargs="?", type=Path, default=assets() / "forms", metavar="DIR")
    new = tasks.add_parser("new", help="begin a form: its boxes and their names as far as they are found")
    new.add_argument("--pdf", type=Path, required=True, metavar="FILE")
    new.add_argument("--page", type=int, default=1, metavar="N", help="which page, counted from 1")
    new.add_argument("--out", type=Path, required=True, metavar="DIR", help="the new form's folder, named as its id")


def _add_guides(guides: argparse.ArgumentParser) -> None:
    tasks = guides.add_subparsers(dest="task", required=True)
    check = tasks.add_parser("check", help="say what is wrong with guides, and what is not translated yet")
    check.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="a city's own: its files stand for ours")
    preview = tasks.add_parser("preview", help="show a guide as a resident sees it")
    preview.add_argument("id", metavar="ID", help="the name of its folder")
    preview.add_argument("--folder", type=Path, metavar="DIR", help="a city's own guides")
    preview.add_argument("--pictures", type=Path, metavar="DIR", help="write a picture of each step there instead")


def _add_health_checks(checks: argparse.ArgumentParser) -> None:
    which = "the table (CSV) or calendar (.ics) that the hub's settings name"
    checks.add_argument("list", type=Path, metavar="FILE", help=which)


def _add_circulars(circulars: argparse.ArgumentParser) -> None:
    circulars.add_argument("folder", type=Path, metavar="DIR", help="the folder that the kiosk's settings name")


def _add_licences(licences: argparse.ArgumentParser) -> None:
    licences.add_argument("--out", type=Path, default=Path("packaging/licences"), metavar="FOLDER")


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
    measure.add_argument("--auto-draw", action="store_true")
    measure.add_argument("--auto-random", type=int, metavar="SEED")
    measure.add_argument("--random-scale", type=float, default=1.0, metavar="SHARE")
    measure.add_argument("--end-after", type=float, metavar="S")
    measure.add_argument("--exit-after", type=float, metavar="S")
    measure.add_argument("--events", type=Path, metavar="FILE")
