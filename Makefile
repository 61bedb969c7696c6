# Återrapport. `make` alone lists what there is. Needs python3 (3.11 or later), python3-venv and make.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
EXAMPLE ?= ludvika-2019
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
COMPILE := pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	--no-emit-options --allow-unsafe --strip-extras --no-header
CHROMIUMS := chromium chromium-browser google-chrome google-chrome-stable

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(RUN_READY) ## Make .venv with what the program needs

.PHONY: run
run: $(RUN_READY) ## Set up and start the program on an example plan (EXAMPLE=ludvika-2019)
	@exec $(BIN)/python -m tracker run --example $(EXAMPLE)

.PHONY: test
test: $(DEV_READY) chromium programs lint ## Set up, check and run every test, browser tests included
	$(BIN)/python -m pytest -n auto -p tests.ci_rules

.PHONY: lint
lint: $(DEV_READY) ## Check style and types: ruff and mypy
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

.PHONY: format
format: $(DEV_READY) ## Rewrite the code in the agreed style
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

.PHONY: translations
translations: $(DEV_READY) ## Bring the English catalogue up to date with the texts in code and templates
	$(BIN)/python -m tests.catalogue

.PHONY: bench
bench: $(DEV_READY) ## Measure: pages, also in the browser, reading, the ledger
	@for file in tests/benchmarks/bench_*.py; do $(BIN)/python -m tests.benchmarks.$$(basename $$file .py); done

.PHONY: screenshots
screenshots: $(DEV_READY) chromium ## Make the pictures in docs/pictures anew
	$(BIN)/python -m tests.screenshots

.PHONY: wheel
wheel: $(DEV_READY) ## Build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel -d dist

.PHONY: lock
lock: ## Compile requirements/*.txt anew (UPGRADE=1 takes newer versions)
	rm -rf $(VENV)-lock
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check pip-tools
	$(VENV)-lock/bin/$(COMPILE) $(if $(UPGRADE),--upgrade) --output-file requirements/run.txt pyproject.toml
	$(VENV)-lock/bin/$(COMPILE) $(if $(UPGRADE),--upgrade) --extra dev --constraint requirements/run.txt \
		--output-file requirements/dev.txt pyproject.toml
	rm -rf $(VENV)-lock

.PHONY: chromium
chromium:
	@for name in $(CHROMIUMS); do if command -v $$name >/dev/null; then exit 0; fi; done; \
	if ! command -v apt-get >/dev/null; then may=; \
	elif [ "$$(id -u)" = 0 ]; then may=yes; as=; \
	elif sudo -n true 2>/dev/null; then may=yes; as="sudo -n"; \
	else may=; fi; \
	if [ -z "$$may" ]; then \
		echo "The browser tests need Chromium. Install the package chromium and run make test again." >&2; exit 1; \
	fi; \
	echo "Installing Chromium for the browser tests"; \
	$$as apt-get update -qq; \
	DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq --no-install-recommends chromium >/dev/null

# What some tests start (Dovecot, Postfix, LibreOffice): installed in continuous integration; elsewhere their tests are left out.
.PHONY: programs
programs: $(DEV_READY)
	@[ "$${CI:-}" = true ] || exit 0; \
	missing=$$($(BIN)/python -m tests.server_programs); \
	if [ -z "$$missing" ]; then exit 0; fi; \
	as=; [ "$$(id -u)" = 0 ] || as="sudo -n"; \
	echo "Installing $$missing"; \
	$$as apt-get update -qq; \
	DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq --no-install-recommends $$missing >/dev/null

.PHONY: clean
clean: ## Remove .venv, caches and builds; var/ with its databases stays
	rm -rf $(VENV) $(VENV)-lock dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "The package python3-venv is needed." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN_READY): requirements/run.txt | $(BIN)/python
	$(INSTALL) -r requirements/run.txt
	@touch $@

$(DEV_READY): requirements/dev.txt $(RUN_READY)
	$(INSTALL) -r requirements/dev.txt
	@touch $@
