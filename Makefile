# One command each. Needs python3 (3.11 or newer) with pip, make and git; everything else is fetched into .venv.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
BIN := .venv/bin

.PHONY: help demo demo-data install html-validate test fuzz check fix lock messages openapi clean

help:
	@echo "make demo     set everything up and serve the site on http://127.0.0.1:$(PORT) (PORT=8001 for another port)"
	@echo "make test     run every test (on the PostgreSQL of DATABASE_URL, else on SQLite)"
	@echo "make html-validate  install what tells whether pages are valid HTML (needs npm); make test uses it if it is there"
	@echo "make fuzz     ask the API of the demo data whatever it can be asked (CASES=50 made up for each address; minutes)"
	@echo "make check    style, migrations, production settings and locks"
	@echo "make fix      mend the style"
	@echo "make lock     write requirements/*.txt from pyproject.toml (UPGRADE=1 for the newest versions)"
	@echo "make messages bring the catalogues in locale/ in step with code and templates, and compile them"
	@echo "make openapi  write docs/openapi.json, the contract of the API"
	@echo "make clean    remove the environment and everything under var/, the demo database included"

# The environment. Made without its own pip, because Debian keeps that part of venv in a package of its own.

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "confhub needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m pip --version > /dev/null \
		|| { echo "confhub needs pip for $(PYTHON); on Debian and Ubuntu: apt install python3-pip"; exit 1; }
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -m venv --without-pip .venv
	@touch $@

.venv/has-%: requirements/%.txt | .venv/made
	@echo "Installing the locked packages of $< (about half a minute the first time)"
	@$(PYTHON) -m pip --python .venv --disable-pip-version-check --quiet install --require-hashes -r $<
	@touch $@

install: .venv/has-dev

# What tells whether pages are valid HTML, outside of Python's environment. Tests that need it are left out without it.

html-validate: var/html/made

var/html/made: tests/html/package-lock.json
	@rm -rf var/html && mkdir -p var/html && cp tests/html/*.json var/html
	@npm ci --prefix var/html --no-audit --no-fund --loglevel=error
	@touch $@

# The demo: an SQLite file under var/, plain HTTP on this machine only.

DEMO := env DEBUG= DATABASE_URL= ALLOWED_HOSTS= CSRF_TRUSTED_ORIGINS= BEHIND_PROXY= STATIC_MANIFEST= BIND= \
	CONFHUB_SURFACE= SECOND_FACTOR=0 SECRET_KEY= SECRET_KEY_FILE=var/secret-key INSECURE_HTTP=1 REVIEWERS=0 SITE_URL=http://127.0.0.1:$(PORT) PORT=$(PORT)

var/secret-key: | .venv/made
	@mkdir -p -m 700 var
	@umask 077 && $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))' > $@

demo-data: .venv/has-base var/secret-key
	@$(DEMO) $(BIN)/python manage.py prepare_demo

demo: demo-data
	@$(DEMO) $(BIN)/python -m gunicorn || { echo "Is the port taken? Try: make demo PORT=8001"; exit 1; }

# Checks

test: .venv/has-dev
	PYTHONDEVMODE=1 PYTHONMALLOC=pymalloc $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

CASES ?= 10
PHASES ?= coverage,fuzzing,stateful

fuzz: .venv/has-dev var/secret-key
	$(BIN)/python .ci/fuzz/run.py $(CASES) $(PHASES) $(FUZZ)

PRODUCTION := env DEBUG= INSECURE_HTTP= STATIC_MANIFEST=1 SITE_URL=https://confhub.example.org \
	DATABASE_URL=sqlite://:memory: SECRET_KEY=$$(head -c 48 /dev/urandom | base64 -w 0)

check: .venv/has-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@$(PRODUCTION) $(BIN)/python manage.py makemigrations --check --dry-run
	@$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING
	@rm -rf var/locks && mkdir -p var && cp -r requirements var/locks
	@$(call lock,var/locks)
	@diff -r requirements var/locks && echo "The locks are in step with pyproject.toml"

fix: .venv/has-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

define lock
$(BIN)/uv pip compile $(LOCK_OPTIONS) -o $(1)/base.txt && \
$(BIN)/uv pip compile $(LOCK_OPTIONS) --extra dev -c requirements/base.txt -o $(1)/dev.txt
endef
LOCK_OPTIONS := pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	$(if $(UPGRADE),--upgrade)

lock: .venv/has-dev
	@$(call lock,requirements)

messages: .venv/has-base
	@$(BIN)/python -m confhub.messages

openapi: .venv/has-dev
	@$(PRODUCTION) SITE_NAME= $(BIN)/python manage.py spectacular --validate --fail-on-warn --format openapi-json \
		--file docs/openapi.json

clean:
	rm -rf .venv var
