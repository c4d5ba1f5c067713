# make demo and make test need nothing but Python 3.11 or newer: every target makes the virtual
# environment first where it is missing, and again when pyproject.toml has changed.
# Another Python: make PYTHON=python3.13 test

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test lint types docs pages record wheel bench ci clean

help:
	@echo 'make demo    a ledger with invented customers, and the main job shown on it'
	@echo 'make test    the tests'
	@echo 'make lint    ruff, on rules and on format'
	@echo 'make types   mypy, strict'
	@echo 'make docs    what the pages show is what the program does'
	@echo 'make pages   write the pages that come from the program (commands, errors)'
	@echo 'make record  write into the pages what their commands print now'
	@echo 'make wheel   build the wheel and try it in a clean environment'
	@echo 'make bench   measure'
	@echo 'make laws    random loans and a random book keep the laws (OVERDUE_LAWS, OVERDUE_SEED)'
	@echo 'make fuzz    100,000 broken files, 10,000 lists of movements (OVERDUE_FUZZ, OVERDUE_SEED)'
	@echo 'make mutants change the domain and count what no test sees (takes an hour)'
	@echo 'make ci      everything above that must hold'
	@echo 'make clean   take away everything that was made here'

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed; name one: make PYTHON=python3.12'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(READY)
	$(BIN)/python examples/demo.py

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy
	$(BIN)/mypy docs/generate.py docs/pages.py docs/raised.py docs/record.py

docs: $(READY)
	$(BIN)/python docs/generate.py --check
	$(BIN)/python -m pytest tests/docs

pages: $(READY)
	$(BIN)/python docs/generate.py

record: $(READY)
	$(BIN)/python docs/record.py $(PAGES)

wheel: $(READY)
	$(BIN)/python -m pytest -m wheel tests/test_wheel.py

bench: $(READY)
	$(BIN)/python bench/startup.py

.PHONY: laws fuzz mutants

fuzz: $(READY)
	OVERDUE_FUZZ=$${OVERDUE_FUZZ:-100000} $(BIN)/python -m pytest tests/ingest/test_fuzz.py
	OVERDUE_FUZZ=$${OVERDUE_FUZZ:-10000} $(BIN)/python -m pytest tests/ingest/statements/test_direction_fuzz.py

laws: $(READY)
	$(BIN)/python -m pytest tests/laws tests/domain/loan/test_position_laws.py

mutants: $(READY)
	$(BIN)/python bench/mutants.py $(MODULES)

ci: demo test lint types docs wheel

clean:
	rm -rf $(VENV) demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis bench/out
	find src tests docs bench migrations -name __pycache__ -type d -prune -exec rm -rf {} +
