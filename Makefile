# One command each: `make serve` runs the product, `make test` runs the tests.
# Nothing but python3 (3.11 or newer, with pip) and make is needed; uv is fetched through pip where it is absent.
SHELL := /bin/sh
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/$(VENV)
export UV_PYTHON_DOWNLOADS := never
export UV_PYTHON_PREFERENCE := system
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup serve frontend test test-all check format lock clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check uv

$(VENV)/.run: pyproject.toml uv.lock | $(filter .uv/bin/uv,$(UV))
	$(UV) sync --locked --quiet --no-dev --inexact --python $(PYTHON)
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(UV) sync --locked --quiet --python $(PYTHON)
	@touch $@

setup: $(VENV)/.run  ## the environment alone, in .venv

# The scripts of the graph view and the editor; without them the pages work and say what is missing.
FRONTEND := api/static/vendor/.done
$(FRONTEND): frontend/package-lock.json frontend/build.py | $(VENV)/.run
	@$(BIN)/python frontend/build.py

frontend: $(VENV)/.run  ## fetch the scripts of the graph view and the query editor by the lock file
	@$(BIN)/python frontend/build.py

serve: $(VENV)/.run $(FRONTEND)  ## set up, ingest the bundled documents, validate, serve on 127.0.0.1:$(PORT)
	$(BIN)/mandates build --if-empty
	$(BIN)/mandates validate
	$(BIN)/mandates serve --port $(PORT)

test: $(VENV)/.dev  ## set up and run the tests (under five minutes)
	$(BIN)/pytest -n auto

test-all: $(VENV)/.dev $(FRONTEND)  ## the same with servers, browsers and long runs
	$(BIN)/pytest -n auto -m "slow or not slow"

check: $(VENV)/.dev  ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev  ## let ruff order and format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: | $(filter .uv/bin/uv,$(UV))  ## renew uv.lock from pyproject.toml
	$(UV) lock

clean:  ## remove the environment and the fetched scripts; data/ stays
	rm -rf $(VENV) .uv api/static/vendor frontend/node_modules
