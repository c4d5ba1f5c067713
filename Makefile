# Two commands do all the set-up: make demo, make test. They need Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint types docs wheel bench mutants laws ci clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $(READY)

demo: $(READY)
	$(BIN)/python examples/demo.py

test: $(READY)
	$(BIN)/python -m pytest -m 'not wheel'

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

docs: $(READY)
	$(BIN)/python docs/generate.py --check
	$(BIN)/python -m pytest tests/docs

wheel: $(READY)
	$(BIN)/python -m pytest -m wheel

bench: $(READY)
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/rebuild.py

ci: demo test lint types docs wheel

clean:
	rm -rf $(VENV) demo dist build .pytest_cache .mypy_cache .ruff_cache bench/out
