# Every command of the house. Given git, make and python3, each does all the rest itself.
# Variables: ARGS passes options on (make run ARGS="--port 8001"), VENV and PYTHON choose where
# and with what the environment is made.

VENV ?= .venv
PYTHON ?= python3
ARGS ?=

PREPARE = $(or $(wildcard $(VENV)/bin/python),$(PYTHON)) bin/prepare.py --venv $(VENV)
TOOL = $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test check fix lock bench docs pictures

help: ## Say what can be done here
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

run: ## Start Tend on this machine and say its address
	@$(PREPARE) run
	@exec $(TOOL)/tend serve $(ARGS)

test: ## Test everything, in real browsers too; say what could not be tested
	@$(PREPARE) test --browser
	@$(TOOL)/python bin/check.py --browser $(ARGS)

check: ## The same without the browsers
	@$(PREPARE) test
	@$(TOOL)/python bin/check.py $(ARGS)

fix: ## Put the layout of the code right
	@$(PREPARE) test
	@$(TOOL)/ruff check --fix --show-fixes .
	@$(TOOL)/ruff format .

lock: ## Choose every package anew: names and hashes only, no address
	@$(PREPARE) test
	@rm -f requirements.lock requirements-dev.lock
	@$(COMPILE) --group build -o requirements.lock
	@$(COMPILE) --group build --group dev -c requirements.lock -o requirements-dev.lock

bench: ## Measure the speed that is promised
	@$(PREPARE) test
	@$(TOOL)/python -m bench $(ARGS)

docs: ## Write the reference pages anew from the code
	@$(PREPARE) test
	@$(TOOL)/python -m docs.build $(ARGS)

pictures: ## Take the pictures of every page anew, and lay them side by side
	@$(PREPARE) test --browser
	@$(TOOL)/python -m docs.pictures $(ARGS)

COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(TOOL)/uv pip compile --quiet --universal \
	--generate-hashes --python-version 3.11 pyproject.toml
