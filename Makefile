PYTHON ?= python3
VENV ?= .venv
RUN = $(VENV)/bin/python -m

.PHONY: setup demo test lint docs bench accept screenshots

$(VENV)/.made:
	$(PYTHON) -c "import sys; assert sys.version_info >= (3, 11), 'Python 3.11 or newer is needed'"
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	$(RUN) pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.ready: $(VENV)/.installed
	$(RUN) pip install --quiet --disable-pip-version-check -e '.[dev,site]'
	touch $@

setup: $(VENV)/.ready

demo: $(VENV)/.installed
	$(RUN) regcheck check --exit-zero drafts/liaoning-innovation/first-reading.md
	$(RUN) regcheck check drafts/liaoning-innovation

test: setup
	$(RUN) pytest

lint: setup
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

docs: setup
	NO_MKDOCS_2_WARNING=1 $(RUN) mkdocs build --strict

bench: setup
	$(RUN) benchmarks.cost

screenshots: setup
	$(RUN) scripts.screenshots

accept: setup
	REGCHECK_ACCEPT=1 $(RUN) pytest -q tests/test_golden.py tests/test_reporters.py tests/test_docs.py tests/test_letter.py tests/test_benchmarks.py
