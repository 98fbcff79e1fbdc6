# The whole project in a few words: `make site`, `make serve`, `make test`. Everything installs itself into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NODE := tests/node/node_modules

.PHONY: site serve test soak bench screenshots golden lock clean

site: $(VENV)/installed  ## build this folder's site into output/
	$(BIN)/python build.py

serve: $(VENV)/installed  ## live preview
	$(BIN)/python build.py serve --open

test: $(VENV)/installed-test $(NODE)/installed  ## every test, with a browser
	@sh tests/browser/install.sh
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

soak: $(VENV)/installed-test $(NODE)/installed  ## the long versions: fuzzing, killed builds, a long preview
	OEUVRE_SOAK=1 $(BIN)/python -m pytest -m "soak or slow" --durations=0

bench: $(VENV)/installed-test  ## time builds beside whichever peers are installed
	$(BIN)/python bench/run.py

screenshots: $(VENV)/installed-test  ## the pictures of the docs; look at every one
	$(BIN)/python bench/screenshots.py

golden: $(VENV)/installed-test  ## renew the golden files; read the diff before committing
	$(BIN)/python -m pytest --update-golden

lock:  ## renew the locked requirements (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --extra test --extra all pyproject.toml -o requirements-test.txt
	echo "cyclonedx-bom>=7" | uv pip compile -q --universal --python-version 3.13 --generate-hashes --no-header \
	  --no-annotate - -o requirements-release.txt

$(VENV)/installed: requirements.txt
	$(PYTHON) -c "import sys; sys.exit('oeuvre needs Python 3.11 or newer; this is ' + sys.version) if sys.version_info < (3, 11) else 0"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/installed-test: requirements-test.txt pyproject.toml | $(VENV)/installed
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-test.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

$(NODE)/installed: tests/node/package-lock.json
	cd tests/node && npm ci --no-audit --no-fund --ignore-scripts
	touch $@

clean:  ## remove everything that can be made again
	rm -rf output .cache $(VENV) $(NODE)
