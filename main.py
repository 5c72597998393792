"""The one entry of every program; `kiosk.app.cli` knows their names."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from kiosk.app.cli import main

    sys.exit(main(sys.argv[1:]))
