# One command each; every target does its own set-up, once. `make help` lists them.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
WORKERS ?= 2
export COMITY_PORT ?= 8000
export COMITY_DATA ?= var
# kept, what Python compiled halves the start of each process, and the tests start many
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
FAST := not oracle and not slow and not trust and not bench
EXTRAS := anymail linkage pdf s3
PIN := $(CURDIR)/$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.DEFAULT_GOAL := help
.PHONY: help demo dev quick test slow check format bench load trust oracles assets pictures wheel requirements clean

help: ## say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(BIN)/package.stamp $(BIN)/assets.stamp ## serve an invented coalition on COMITY_PORT
	@$(BIN)/comity demo

dev: $(BIN)/dev.stamp $(BIN)/assets.stamp ## serve, with tracebacks in the browser
	@COMITY_DEBUG=true $(BIN)/comity serve

quick: $(BIN)/dev.stamp ## what answers within a minute: all arithmetic, forms of files, style of the house; no database
	$(BIN)/pytest -n $(WORKERS) --dist=worksteal -m "$(FAST) and not database and not browser and not wide"

test: check $(BIN)/assets.stamp ## style, types, boundaries, all tests on SQLite, and all but the walks on PostgreSQL
	$(BIN)/pytest -n $(WORKERS) --dist=worksteal --database=sqlite
	$(BIN)/pytest -n $(WORKERS) --dist=worksteal --database=postgres -m "$(FAST) and not browser and not wide"

slow: $(BIN)/dev.stamp ## what `make test` leaves out: slow stories, and on PostgreSQL the walks and processes
	$(BIN)/pytest -n $(WORKERS) --dist=worksteal -m "slow and not oracle and not trust and not bench"
	$(BIN)/pytest -n $(WORKERS) --dist=worksteal --database=postgres -m "$(FAST) and not browser and wide"

check: $(BIN)/dev.stamp ## style, types and who may import whom
	$(BIN)/ruff check
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy

format: $(BIN)/dev.stamp ## lay the code out
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format --quiet

bench: $(BIN)/dev.stamp .venv-oracles/stamp ## measure pages, search, imports, networks, the record; one table
	$(BIN)/pytest -m bench -s tests/bench --ignore=tests/bench/test_load.py

load: $(BIN)/dev.stamp ## let 200 people read and vote for COMITY_LOAD_MINUTES (1)
	$(BIN)/pytest -m bench -s tests/bench/test_load.py

trust: $(BIN)/dev.stamp $(BIN)/assets.stamp ## keep every promise of trust at full size; one table at the end
	nice $(BIN)/pytest -n $(WORKERS) --dist=worksteal -m trust -p no:cacheprovider
	nice $(BIN)/pytest -n $(WORKERS) --database=postgres -m trust -p no:cacheprovider tests/api/test_invented_requests.py

assets: ## fetch fonts for the pages and axe for the tests (needs npm)
	@rm -f $(BIN)/assets.stamp
	@$(MAKE) --no-print-directory $(BIN)/assets.stamp

oracles: .venv-oracles/stamp ## compare our figures with other people's programs
	.venv-oracles/bin/pytest --noconftest -m oracle tests/core/*/test_oracle.py

wheel: $(BIN)/dev.stamp $(BIN)/assets.stamp ## build the wheel into dist/
	rm -rf dist build
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

pictures: $(BIN)/dev.stamp $(BIN)/assets.stamp ## take docs/pictures anew from a demo
	$(BIN)/python tools/pictures.py

requirements: $(BIN)/dev.stamp ## pin requirements/*.in anew, keeping what still fits
	cd requirements && for name in core build $(EXTRAS) dev oracles; do $(PIN) --output-file=$$name.txt $$name.in; done
	npm install --package-lock-only --ignore-scripts

clean: ## remove what the tools made; the data folder stays
	rm -rf .venv .venv-oracles node_modules build dist src/*.egg-info src/comity/base/static/vendor

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Comity needs Python 3.11 or newer; none was found on the PATH." >&2; exit 1; }
	$(PYTHON) -m venv .venv

$(BIN)/core.stamp: requirements/core.txt requirements/build.txt | $(BIN)/python
	$(PIP) install --no-compile --require-hashes -r requirements/core.txt -r requirements/build.txt
	@touch $@

$(BIN)/package.stamp: pyproject.toml $(BIN)/core.stamp
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/dev.stamp: requirements/dev.txt requirements/pdf.txt $(BIN)/package.stamp
	$(PIP) install --no-compile --require-hashes -r requirements/dev.txt -r requirements/pdf.txt
	@touch $@

.venv-oracles/stamp: requirements/oracles.txt
	$(PYTHON) -m venv --clear .venv-oracles
	.venv-oracles/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/oracles.txt
	@touch $@

$(BIN)/assets.stamp: package-lock.json tools/assets.py | $(BIN)/python
	@$(BIN)/python tools/assets.py
	@touch $@
