# Everything runs in .venv, made from the lock file; only Python (3.11 or newer) and make are needed.
PYTHON ?= python3
BIN := .venv/bin
TORCH := 2.13.0
# Jupyter wants to be told when it runs as root, as it does in many containers.
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)
READY := .venv/.ready

.PHONY: help demo test extra fast lab build verify formgrader lock clean

help:
	@echo "make demo        build a unit, grade a small sample class, print the marks"
	@echo "make test        run everything that CI runs"
	@echo "make extra       run the longest tests: kills, a class of 1,000, nbgrader on every attempt"
	@echo "make lab         open JupyterLab on the student notebooks"
	@echo "make formgrader  open JupyterLab on the graded workspace, with nbgrader's formgrader"
	@echo "make build       course -> solutions -> release"
	@echo "make verify      test the tests of every unit"
	@echo "make lock        write the lock file anew from pyproject.toml"

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

demo: $(READY)
	@.ci/system-packages bubblewrap
	$(BIN)/autograder demo

test: $(READY)
	@.ci/system-packages bubblewrap chromium fonts-dejavu-core
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/autograder build --check
	$(BIN)/autograder verify
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

# A quarter of an hour: what takes too long for every change.
extra: $(READY)
	@.ci/system-packages bubblewrap
	$(BIN)/python -m pytest -m extra -n 2 --dist loadfile -rP

# What a developer runs after every change: no kernels, no browser.
fast: $(READY)
	$(BIN)/python -m pytest -q -m "not slow and not browser and not extra"

# Of nbgrader, students see the Validate button and nothing that only instructors need.
lab: $(READY)
	cd release && JUPYTER_CONFIG_PATH="$(CURDIR)/lib/jupyter" ../$(BIN)/jupyter lab $(AS_ROOT)

formgrader: $(READY)
	JUPYTER_CONFIG_PATH="$(CURDIR)/autograder" $(BIN)/jupyter lab --LabApp.default_url=/formgrader $(AS_ROOT)

build: $(READY)
	$(BIN)/autograder build

verify: $(READY)
	$(BIN)/autograder verify

lock: $(READY)
	$(BIN)/pip-compile --quiet --extra dev --strip-extras --allow-unsafe --no-header --annotation-style=line \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
		--upgrade-package torch==$(TORCH) --output-file=requirements.lock pyproject.toml
	sed -i 's/^torch==$(TORCH)+cpu/torch==$(TORCH)/' requirements.lock

clean:
	rm -rf .venv workspace
