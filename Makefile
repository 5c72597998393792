# Seven verbs and their helpers. `make demo` and `make test` set up what they need on a fresh machine.
PY := .venv/bin/python
PYINSTALLER := build/pyinstaller
.PHONY: demo test test-sound check kiosk desk hub bench setup lock gallery licences package package-check clean

demo: setup
	$(PY) main.py demo $(DEMO)

test: setup
	$(PY) -m tests.parts

# Real sound over a PulseAudio of its own. Apart from `make test`: on a desktop with PipeWire the packages would replace it.
test-sound: setup
	@command -v pulseaudio >/dev/null || { echo "needs: apt-get install pulseaudio pulseaudio-utils libasound2-plugins" >&2; exit 1; }
	SOUND=1 $(PY) -m pytest -q tests/contract/devices/test_sounds.py tests/stories/test_sound_story.py

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

bench: setup
	$(PY) -m tests.bench.quick

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
