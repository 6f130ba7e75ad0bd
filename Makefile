# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help install demo test test-long check format messages tables law seams coverage-of-sources lock clean

help: ## Show what can be done
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 24

.venv/base: requirements/base.txt package-lock.json scripts/front.py pyproject.toml
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python scripts/front.py
	touch $@

.venv/dev: .venv/base requirements/dev.txt
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

.venv/messages: .venv/base $(wildcard tannhjul/*/locale/*/LC_MESSAGES/django.po)
	$(BIN)/python scripts/messages.py compile
	touch $@

install: .venv/messages ## Install the program at .venv/bin/tannhjul

demo: install ## Load the demonstration municipality and serve it
	$(BIN)/tannhjul demo --port $(PORT)

test: install .venv/dev ## Run the whole suite
	$(BIN)/pytest -n 3 --dist worksteal $(ONLY)

test-long: install .venv/dev ## Kill, crowd and play at random for hours
	TANNHJUL_LONG=1 $(BIN)/pytest -n 2 -m "faults or long"

check: install .venv/dev ## Lint, types, borders, translations, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint tannhjul --check --quiet
	$(BIN)/mypy tannhjul config
	$(BIN)/lint-imports
	$(BIN)/python scripts/messages.py check
	$(BIN)/python scripts/catalogue.py law --check
	$(BIN)/python scripts/catalogue.py sources --check
	$(BIN)/python scripts/catalogue.py seams --check
	DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python -m django makemigrations --check --dry-run
	SECRET_KEY=$$(head -c 48 /dev/urandom | base64) DJANGO_SETTINGS_MODULE=config.settings.prod $(BIN)/python -m django check --deploy --fail-level WARNING

format: .venv/dev ## Format Python and templates
	$(BIN)/ruff format -q .
	$(BIN)/ruff check --fix -q .
	$(BIN)/djlint tannhjul --reformat --quiet || true

messages: .venv/dev ## Bring the translation catalogues up to date
	$(BIN)/python scripts/messages.py extract

tables: .venv/dev ## Make the first migrations anew: NAME=tables_9 (until the first release)
	$(BIN)/python scripts/tables.py $(NAME)

law: install ## Write docs/law.md from the rules
	$(BIN)/python scripts/catalogue.py law

seams: install ## Write docs/seams.md: how modules hear one another
	$(BIN)/python scripts/catalogue.py seams

coverage-of-sources: install ## Write docs/sources.md: which tests play what the sources hold
	$(BIN)/python scripts/catalogue.py sources

lock: ## Lock the dependencies again (needs uv)
	for part in base dev bench; do uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements/$$part.in -o requirements/$$part.txt; done

clean: ## Remove what was installed and made, but never var/
	rm -rf .venv node_modules tannhjul/web/static/vendor
