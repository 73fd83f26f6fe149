"""Starts vLLM beside the service, from its own environment, and waits until it answers.

The service and vLLM pin different versions of the same libraries, so they share no environment:
`make vllm` makes `.venv-vllm`, and MEDLOOP_VLLM_PYTHON names another interpreter.
"""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import orjson

from app.errors import EngineUnavailable

QUIET = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "VLLM_NO_USAGE_STATS": "1",
    "DO_NOT_TRACK": "1",
}
ON_CPU = {
    "VLLM_CPU_KVCACHE_SPACE": "1",
    "VLLM_CPU_OMP_THREADS_BIND": "nobind",
    "TORCH_COMPILE_DISABLE": "1",  # else the first question with logprobs waits 20 s for a compiler
}
STARTS_WITHIN = 900.0  # seconds; a large model takes minutes to load
LOOK_EVERY = 0.25


def has_gpu() -> bool:
    return shutil.which("nvidia-smi") is not None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(python: Path, model: str, port: int, *, name: str, gpu: bool) -> list[str]:
    """The `vllm` script needs package metadata that the CPU build lacks; the module does not.

    Bound to the loopback: vLLM's own key leaves some routes open.
    """
    arguments = [str(python), "-m", "vllm.entrypoints.openai.api_server", "--model", model]
    arguments += ["--served-model-name", name, "--host", "127.0.0.1", "--port", str(port)]
    if not gpu:
        arguments += ["--dtype", "bfloat16", "--enforce-eager", "--max-model-len", "auto"]
    return arguments


def served_name(model: str) -> str:
    """A folder serves under its own name, a hub id as it is."""
    path = Path(model)
    return path.resolve().name if path.is_dir() else model


@contextmanager
def model_server(python: Path, model: str, log: Path, extra: Sequence[str] = ()) -> Generator[str]:
    """The URL of a running vLLM that ends with the block; `extra` are more arguments for it."""
    if not python.exists():
        raise EngineUnavailable(f"There is no vLLM at {python}; `make vllm` installs it.")
    port, gpu = free_port(), has_gpu()
    environment = {**os.environ, **QUIET, **({} if gpu else ON_CPU)}
    if Path(model).is_dir():
        model = str(Path(model).resolve())
        environment["HF_HUB_OFFLINE"] = "1"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command(python, model, port, name=served_name(model), gpu=gpu), *extra],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches the service first, which then ends vLLM
        )
    try:
        _wait(process, f"http://127.0.0.1:{port}", log)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: "subprocess.Popen[bytes]", root: str, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while not _answers(root):
        if process.poll() is not None:
            tail = log.read_text(errors="replace").splitlines()[-15:]
            raise EngineUnavailable("vLLM could not start:\n" + "\n".join(tail))
        if time.monotonic() > deadline:
            raise EngineUnavailable(f"vLLM did not answer in {STARTS_WITHIN:.0f} s; see {log}.")
        time.sleep(LOOK_EVERY)  # vLLM tells nobody when it is ready: looking is all there is


def _answers(root: str) -> bool:
    try:
        with urllib.request.urlopen(root + "/v1/models", timeout=2) as reply:
            return bool(orjson.loads(reply.read())["data"])
    except (urllib.error.URLError, OSError, ValueError):
        return False
