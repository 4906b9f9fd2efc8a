# Two commands matter: `make run` and `make test`. Both build .venv from the pinned lock first, and only when it changed.
# Variables from the environment or the command line are honoured: make run FORUM_PORT=9000, make test ARGS="-k ledger".

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
ARGS ?=
WORKERS ?= 2
SOURCES := forum tests migrations
LOCK_OPTIONS := --quiet --generate-hashes --strip-extras --no-header --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.DEFAULT_GOAL := help
.PHONY: help install assets run test soak lint format lock clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 10

# A Python without ensurepip (Debian without python3-venv) still works: its own pip then installs into the new venv.
$(STAMP): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "Stube needs Python 3.11 or newer; '$(PYTHON)' is not here. Install it, or: make run PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Stube needs Python 3.11 or newer; $$($(PYTHON) --version) is too old. Choose another: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv' 2>/dev/null || { \
	  echo "This Python has no venv module. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -c 'import sys' 2>/dev/null || { \
	  echo "Creating $(VENV)"; rm -rf $(VENV); \
	  if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then $(PYTHON) -m venv $(VENV); \
	  else $(PYTHON) -m pip --version >/dev/null 2>&1 || { \
	    echo "Neither pip nor ensurepip is here. On Debian and Ubuntu: apt-get install python3-pip python3-venv"; exit 1; }; \
	    $(PYTHON) -m venv --without-pip $(VENV); fi; }
	@echo "Installing from requirements.lock (a minute or two, only when the lock changed)"
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip="$(BIN)/python -m pip"; \
	  else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
	  $$pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $$pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

install: $(STAMP)  ## build .venv from the lock

assets: $(STAMP)
	@$(BIN)/python -m forum.assets

run: assets  ## serve the demo community on FORUM_HOST:FORUM_PORT (127.0.0.1:8000)
	@exec $(BIN)/forum run --demo

test: assets  ## the whole test suite; ARGS="…" goes to pytest
	@$(BIN)/pytest -m "not soak" -n $(WORKERS) --dist loadgroup $(ARGS)

soak: assets  ## the long forms: kill cycles, full corpora, long benches
	@$(BIN)/pytest -m soak -p no:randomly --timeout=7200 $(ARGS)

lint: $(STAMP)  ## format, lint, types and direction, as CI checks them
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/djlint --check --lint --quiet templates
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(STAMP)  ## let the formatters write
	@$(BIN)/ruff format $(SOURCES)
	@$(BIN)/ruff check --fix $(SOURCES)

lock: $(STAMP)  ## recompile requirements.lock from pyproject.toml (UPGRADE=--upgrade takes newer versions)
	@rm -rf .cache/lock && $(PYTHON) -m venv .cache/lock && .cache/lock/bin/pip install --quiet pip-tools
	@env -u PIP_FIND_LINKS .cache/lock/bin/pip-compile $(LOCK_OPTIONS) $(UPGRADE) --extra dev -o requirements.lock pyproject.toml

clean:  ## remove what was built; the data folder stays
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis static/build static/vendor dist
