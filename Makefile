# Two commands do everything: `make demo` and `make test`. Both need only Python >= 3.11 with pip.
PYTHON ?= python3
BIN := .venv/bin
# What is imported is compiled then; compiling all that is installed takes longer.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt

.PHONY: demo test lint types imports tests coverage docs clean

demo: .venv/installed
	@$(BIN)/matchmaker allocate fixtures/negev --out out --replace

test: lint types imports tests

lint: .venv/developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/developer
	$(BIN)/mypy

imports: .venv/developer
	$(BIN)/lint-imports

tests: .venv/developer
	$(BIN)/pytest -n 2 --dist worksteal

# Tracing nearly doubles the time, so it is not part of `make test`.
coverage: .venv/developer
	rm -f .coverage .coverage.*
	$(BIN)/coverage erase
	$(BIN)/pytest -n 2 --dist worksteal --cov --cov-report=
	$(BIN)/coverage report

clean:
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage build dist

.venv/bin/python:
	$(PYTHON) -m venv .venv || { $(PYTHON) -m pip install virtualenv && $(PYTHON) -m virtualenv .venv; }

.venv/installed: pyproject.toml constraints.txt | .venv/bin/python
	$(INSTALL) -e .
	@touch $@

.venv/developer: pyproject.toml constraints.txt | .venv/bin/python
	$(INSTALL) -e ".[dev]"
	@touch .venv/installed $@
