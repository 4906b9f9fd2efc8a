# Two commands matter: `make run` and `make test`. Both build .venv from the pinned lock first, and only when it changed.
# Variables from the environment or the command line are honoured: make run FORUM_PORT=9000, make test ARGS="-k ledger".

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TOOLS := $(VENV)/.tools
ARGS ?=
WORKERS ?= 2
SOURCES := forum tests migrations
LOCK_OPTIONS := --quiet --generate-hashes --strip-extras --no-header --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.DEFAULT_GOAL := help
.PHONY: help install tools assets test-assets run test soak lint format lock clean \
	check-format check-lint check-templates check-types check-direction

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 10

$(STAMP): requirements.lock pyproject.toml
	@bash .ci/install "$(PYTHON)" "$(VENV)" requirements.lock
	@touch $@

$(TOOLS): $(STAMP) requirements-dev.lock
	@bash .ci/install "$(PYTHON)" "$(VENV)" requirements-dev.lock
	@touch $@

install: $(STAMP)  ## build .venv from the lock: all that is needed to serve

tools: $(TOOLS)  ## add what tests and checks need

assets: $(STAMP)  ## build CSS and JS; fetch what browsers need from npm where it is missing
	@$(BIN)/python -m forum.assets --vendor

test-assets: $(TOOLS)
	@$(BIN)/python -m forum.assets --dev

run: assets  ## serve the demo community on FORUM_HOST:FORUM_PORT (127.0.0.1:8000)
	@exec $(BIN)/forum run --demo

test: test-assets  ## the whole test suite; ARGS="…" goes to pytest
	@$(BIN)/pytest -m "not soak" -n $(WORKERS) --dist loadgroup $(ARGS)

soak: test-assets  ## the long forms: kill cycles, full corpora, long benches
	@$(BIN)/pytest -m soak -p no:randomly --timeout=7200 $(ARGS)

lint: check-format check-lint check-templates check-types check-direction  ## all that CI checks besides the tests

check-format: $(TOOLS)
	@$(BIN)/ruff format --check $(SOURCES)

check-lint: $(TOOLS)
	@$(BIN)/ruff check $(SOURCES)

check-templates: $(TOOLS)
	@$(BIN)/djlint --check --lint --quiet templates

check-types: $(TOOLS)
	@$(BIN)/mypy

check-direction: $(TOOLS)
	@$(BIN)/lint-imports

format: $(TOOLS)  ## let the formatters write
	@$(BIN)/ruff format $(SOURCES)
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/djlint --reformat --quiet templates || true

# Compile with the oldest Python that must work (3.11.2, Debian 12): a newer one picks releases that refuse it.
lock:  ## recompile both locks from pyproject.toml (UPGRADE=--upgrade takes newer versions)
	@$(PYTHON) -m venv --clear --without-pip .cache/lock
	@$(PYTHON) -m pip --python .cache/lock/bin/python install -qq pip pip-tools
	@env -u PIP_FIND_LINKS .cache/lock/bin/pip-compile $(LOCK_OPTIONS) $(UPGRADE) --extra build \
		-o requirements.lock pyproject.toml
	@env -u PIP_FIND_LINKS .cache/lock/bin/pip-compile $(LOCK_OPTIONS) $(UPGRADE) --extra build --extra dev \
		-c requirements.lock -o requirements-dev.lock pyproject.toml

clean:  ## remove what was built; the data folder stays
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis static/build static/vendor dist
