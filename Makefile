# Seven verbs and their helpers. `make demo` and `make test` set up what they need on a fresh machine.
PY := .venv/bin/python
PYINSTALLER := build/pyinstaller
.PHONY: demo test coverage check kiosk desk hub bench soak setup lock gallery licences package package-check clean

demo: setup
	$(PY) main.py demo $(DEMO)

test:
	@sh packaging/setup/setup.sh tests
	$(PY) -m tests.parts

# All tests once more, with what they reach measured and held to the floor in pyproject.toml.
coverage:
	@sh packaging/setup/setup.sh tests
	$(PY) -m tests.parts --coverage

# One part of the tests alone: make test-sound, make test-screens ...
test-%:
	@sh packaging/setup/setup.sh tests
	$(PY) -m tests.parts $*

check: setup
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports

kiosk: setup
	$(PY) main.py kiosk --config $(CONFIG)

desk: setup
	$(PY) main.py desk --config $(CONFIG)

hub: setup
	$(PY) main.py hub --config $(CONFIG)

# FULL=1: every row N times (5), goes on where it was interrupted; ROWS=a,b: only these.
bench: setup
	$(PY) -m tests.bench.run $(if $(FULL),--full) $(if $(ROWS),--rows $(ROWS)) $(if $(N),--runs $(N))

# HOURS=n, fractions allowed; SEED=n for another course of events.
soak: setup
	$(PY) -m tests.bench.soak --hours $(or $(HOURS),1) $(if $(SEED),--seed $(SEED))

gallery: setup
	$(PY) -m tests.screens.gallery build/gallery

setup:
	@sh packaging/setup/setup.sh

LOCK := .venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --no-header --quiet

lock: setup
	$(PY) -m pip install --quiet uv
	$(LOCK) pyproject.toml --group dev --output-file packaging/requirements.lock
	$(LOCK) --group package --output-file packaging/package.lock

licences: setup
	$(PY) main.py licences

# PyInstaller stays out of .venv: what is packaged is what was tested.
package: licences $(PYINSTALLER)/.stamp
	@command -v strip >/dev/null || { echo "make package needs binutils: apt-get install binutils" >&2; exit 1; }
	PYTHONPATH=$(PYINSTALLER) $(PY) -m PyInstaller --noconfirm --log-level WARN \
	  --distpath build/package --workpath build/package-work packaging/madoguchi.spec

package-check: package
	PYTHONPATH=$(PYINSTALLER) $(PY) -m tests.package.check

$(PYINSTALLER)/.stamp: packaging/package.lock | setup
	rm -rf $(PYINSTALLER)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --target $(PYINSTALLER) -r $<
	touch $@

clean:
	rm -rf build .mypy_cache .ruff_cache .hypothesis
