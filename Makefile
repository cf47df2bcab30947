# The commands of a developer. 'make demo' and 'make test' need Python 3.11 or later, and nothing else.

PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$name && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check

.PHONY: demo demo-cluster test bench bundle notebooks clean

demo: .venv/made
	@$(BIN)/plangraph demo

# Two workers judge made plans, one is killed, and the report is that of one process.
demo-cluster: .venv/made-dev
	@$(BIN)/python -m tests.benchmarks.demo_cluster

test: .venv/made-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n 2 --dist worksteal -rs

# Each prints its yardsticks beside the figures; SIZE=1741 adds as many plans as Japan has cities.
bench: .venv/made-dev
	@$(BIN)/python tests/benchmarks/compare_start.py
	@PYTHONPATH=. $(BIN)/python tests/benchmarks/compare_serve.py
	@$(BIN)/python -m tests.benchmarks.compare_scale --write
	@$(BIN)/python -m tests.benchmarks.compare_questions
	@$(BIN)/python -m tests.benchmarks.compare_publish

# The notebooks with a real kernel, from a wheel in a fresh environment; fetches packages.
notebooks: .venv/made
	@$(BIN)/python tests/notebooks/run_installed.py

# The folder for a PC without internet; fetches wheels, so it needs an index.
bundle: .venv/made
	@$(BIN)/python .ci/bundle/make_bundle.py dist/bundle

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks
	rm -rf build dist demo

# The package is installed editable, so only its metadata and what it builds make these stale.
.venv/made: pyproject.toml .ci/constraints.txt .ci/hatch_build.py \
		$(wildcard src/plangraph/publish/browser/*.*) src/plangraph/opening/judging/scanner.pyx
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or later is not here. Install it." >&2; exit 1; }
	@echo "Setting up .venv (once) ..." >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) install --constraint .ci/constraints.txt --editable .
	@touch $@

.venv/made-dev: .venv/made
	@$(PIP) install --constraint .ci/constraints.txt --editable '.[dev]'
	@touch $@
