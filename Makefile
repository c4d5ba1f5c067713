# make demo and make test need nothing but Python 3.11 or newer: every target makes the virtual
# environment first where it is missing, and again when pyproject.toml has changed.
# Another Python: make PYTHON=python3.13 test. Some of the tests: make test ARGS='tests/domain -x'.

PYTHON ?= python3
# Processes that run tests at once: a number, or auto for one on each core.
JOBS ?= auto
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --dist worksteal

.PHONY: help demo test quick lint types docs pages record wheel bench ci clean

help:
	@echo 'make demo    a ledger with invented customers, and the main job shown on it'
	@echo 'make test    the tests, on every core (ARGS, JOBS)'
	@echo 'make quick   the rules and files alone: no whole commands, laws or processes (ARGS, JOBS)'
	@echo 'make lint    ruff, on rules and on format'
	@echo 'make types   mypy, strict'
	@echo 'make docs    what the pages show is what the program does'
	@echo 'make pages   write the pages that come from the program (commands, errors)'
	@echo 'make record  write into the pages what their commands print now'
	@echo 'make wheel   build the wheel and try it in a clean environment'
	@echo 'make bench   measure'
	@echo 'make laws    many random loans, books and lists keep the laws (OVERDUE_LAWS, OVERDUE_SEED)'
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
	$(PYTEST) $(ARGS)

quick: $(READY)
	$(PYTEST) --ignore=tests/acceptance -m 'not wheel and not law and not process' $(ARGS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy
	$(BIN)/mypy docs/generate.py docs/pages.py docs/raised.py docs/record.py

docs: $(READY)
	$(BIN)/python docs/generate.py --check
	$(PYTEST) tests/docs

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
	OVERDUE_FUZZ=$${OVERDUE_FUZZ:-100000} $(PYTEST) tests/ingest/test_fuzz.py
	OVERDUE_FUZZ=$${OVERDUE_FUZZ:-10000} $(PYTEST) tests/ingest/statements/test_direction_fuzz.py

laws: $(READY)
	OVERDUE_LAWS=$${OVERDUE_LAWS:-large} $(PYTEST) -m law $(ARGS)

mutants: $(READY)
	$(BIN)/python bench/mutants.py $(MODULES)

ci: demo test lint types docs wheel

clean:
	rm -rf $(VENV) demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis bench/out
	find src tests docs bench migrations -name __pycache__ -type d -prune -exec rm -rf {} +
