# Every task of the project; `make` lists them.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

BENCH := .venv-bench/.installed
PARALLEL := -n auto --dist loadfile --no-loadscope-reorder
# Tests keep every core busy with processes: threads of linear algebra beside them would only wait for cores.
# Bytecode is kept, whatever the environment says: each worker, and each process that a test starts, would compile
# all sources and rewrite all assertions for itself.
FOR_TESTS := OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=

.PHONY: help demo test facts verify compiled pythons bench check docs case-pages chaos format clean
help: ## list the tasks
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(STAMP)

demo: $(STAMP) ## set up and rehearse the flagship case; writes runs/
	$(BIN)/reorg compare qwen

test: $(STAMP) compiled tests/__pycache__ ## set up and run the tests; ALL=1: the slow ones as well
	$(BIN)/lint-imports
	$(FOR_TESTS) $(BIN)/pytest $(PARALLEL) $(if $(ALL),-m 'not pythons')

facts: $(STAMP) compiled ## what experts in organization design expect, beside what the model shows
	$(BIN)/reorg verify facts

verify: facts tests/__pycache__ ## the facts, and the slow tests, among them all closed forms through the engine
	$(FOR_TESTS) $(BIN)/pytest $(PARALLEL) -m slow

# Once, before several processes need it at the same moment and each compiles for itself.
compiled: $(STAMP)
	@$(BIN)/reorg verify critical-path > /dev/null

# Once likewise: the bytecode of all tests. What cannot be collected is reported by the tests themselves.
tests/__pycache__: | $(STAMP)
	@$(FOR_TESTS) $(BIN)/pytest --collect-only -qq > /dev/null || true

pythons: $(STAMP) ## the tests on every other Python that this machine has
	$(BIN)/pytest -m pythons

$(BENCH): pyproject.toml constraints.txt benchmarks/requirements.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --requirement benchmarks/requirements.txt --editable '.[web]'
	touch $(BENCH)

bench: $(BENCH) ## peers beside reorg, each answer checked; writes benchmarks/results.json
	.venv-bench/bin/python -m benchmarks

check: $(STAMP) ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(STAMP) ## print the pages of docs/ that come from the code
	$(BIN)/python -m reorg.documentation docs

CASES := qwen meta six-labs agents churn

case-pages: $(STAMP) ## run the bundled cases and claims and print the results into their pages
	for case in $(CASES); do \
	  test -f runs/pages/$$case/verdict.json || $(BIN)/reorg compare $$case --out runs/pages/$$case || exit 1; \
	done
	for case in $(CASES); do \
	  test -f runs/pages/$$case/claims.json || $(BIN)/reorg claims $$case --json > runs/pages/$$case/claims.part || exit 1; \
	  test -f runs/pages/$$case/claims.json || mv runs/pages/$$case/claims.part runs/pages/$$case/claims.json; \
	done
	$(BIN)/python -m reorg.documentation.cases $(CASES:%=runs/pages/%)
	$(BIN)/python -m reorg.documentation.claims $(CASES:%=runs/pages/%/claims.json)

chaos: $(STAMP) ## measure what chaos of its own the simulation adds to a difference; once a version
	$(BIN)/python -m reorg.documentation.chaos

format: $(STAMP) ## put the sources into the common form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove what was set up here
	rm -rf .venv .venv-bench .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
