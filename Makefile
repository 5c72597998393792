# Seven verbs and their helpers. `make demo` and `make test` set up what they need on a fresh machine.
PY := .venv/bin/python
.PHONY: demo test check kiosk desk hub bench setup lock gallery clean

demo: setup
	$(PY) main.py demo $(DEMO)

test: setup
	$(PY) -m tests.parts

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

lock: setup
	$(PY) -m pip install --quiet uv
	.venv/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --quiet --output-file packaging/requirements.lock

clean:
	rm -rf build .mypy_cache .ruff_cache .hypothesis
