.PHONY: demo test check lint types contracts wheel bench score clean

PY := .venv/bin/python

.venv/installed: pyproject.toml install.sh
	./install.sh
	@touch $@

.venv/installed-tests: .venv/installed
	./install.sh --tests
	@touch $@

demo: .venv/installed  ## the main job on the bundled samples
	@.venv/bin/kehoach demo -o out/demo

test: .venv/installed-tests  ## all tests
	$(PY) -m pytest -n 2

check: lint types contracts  ## what CI runs of lint, types and contracts, in under a minute

lint: .venv/installed
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

types: .venv/installed
	.venv/bin/mypy

contracts: .venv/installed
	.venv/bin/lint-imports

wheel: .venv/installed  ## build, install into an empty environment, doctor and one draft there
	sh .ci/wheel

score: .venv/installed  ## the measure on the real documents, where they are at hand
	$(PY) tests/score.py

bench: .venv/installed  ## speed beside other libraries in the same run, memory, growth
	$(PY) tests/bench.py

clean:
	rm -rf .venv out build dist *.egg-info
