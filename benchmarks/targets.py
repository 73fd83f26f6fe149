"""What is measured: the fake upstream itself, medloop, and the LiteLLM proxy, each started here.

Not run by itself; gateway.py does. Every server is a child of this process, on loopback, with its
data in one throw-away folder on the repository's disk, so that COMMIT costs what it costs.
"""

import json
import os
import re
import secrets
import statistics
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from load import Call, call
from processes import Cores, Server, Unavailable, free_port, pinned_to
from questions import QUESTIONS
from script import shape_of

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
LITELLM = "1.106.2"
LITELLM_ENV = ROOT / ".venv-litellm"
UNPACED = "fake-unpaced-67"
PASS_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")


@dataclass
class Target:
    """A server and how it is asked. `streams` is how many paced streams it is given at once."""

    name: str
    server: Server
    unary_model: str
    streams: int
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: dict[str, Any] = field(default_factory=dict[str, Any])
    cold_starts: list[float] = field(default_factory=list[float])
    about: str = ""
    idle_mib: float = field(init=False)

    def __post_init__(self) -> None:
        self.idle_mib, _ = self.server.memory()

    def unary(self) -> Call:
        return self._call(self.unary_model, 0)

    def stream(self, model: str) -> Call:
        shape = shape_of(model)
        assert shape is not None
        return self._call(model, shape.events)

    def _call(self, model: str, events: int) -> Call:
        port, headers, body = self.server.port, self.headers, self.body
        return call(port, model, QUESTIONS, headers=headers, body=body, events=events)


def clean_env(**more: str) -> dict[str, str]:
    """Nothing of the caller's settings reaches a server that is measured."""
    kept = {name: os.environ[name] for name in PASS_ON if name in os.environ}
    return kept | {"NO_PROXY": "127.0.0.1,localhost"} | more


@dataclass(frozen=True)
class Site:
    """Where and how often servers are started, and what they may ask the upstream for."""

    home: Path
    cores: Cores
    starts: int
    models: tuple[str, ...]

    async def start(
        self, name: str, command: list[str], ready: str, env: Mapping[str, str]
    ) -> tuple[Server, list[float]]:
        """On the target's core; started `starts` times for its cold start, the last one stays."""
        port, log, seconds = free_port(), self.home / f"{name}.log", list[float]()
        while True:
            given = [*command, "--port", str(port)]
            server = Server.start(given, port=port, core=self.cores.target, env=env, log=log)
            seconds.append(await server.ready(ready))
            if len(seconds) >= self.starts:
                return server, seconds
            server.stop()


async def start_direct(site: Site, streams: int) -> Target:
    port, log = free_port(), site.home / "upstream.log"
    command = [sys.executable, str(HERE / "fake_upstream.py"), "--port", str(port)]
    command += ["--models", ",".join(site.models)]
    server = Server.start(command, port=port, core=site.cores.harness, env=clean_env(), log=log)
    await server.ready("/health", seconds=20)
    return Target("direct", server, UNPACED, streams, about="the fake upstream, nothing between")


@dataclass(frozen=True)
class Medloop:
    off: Target  # recording, key check and rate limit on; retrieval off by request
    on: Target  # the same server, retrieval on by request
    indexed: str
    passages: int
    database: Path


async def start_medloop(site: Site, upstream: int, corpus: Path, streams: int) -> Medloop:
    command = str(ROOT / ".venv" / "bin" / "medloop")
    env = clean_env(
        MEDLOOP_HOME=str(site.home / "medloop"),
        MEDLOOP_LLM_URL=f"http://127.0.0.1:{upstream}/v1",
        MEDLOOP_LLM_MODEL=UNPACED,
        MEDLOOP_RATE_PER_MINUTE="100000000",
        MEDLOOP_MAX_CONCURRENT="4096",
        MEDLOOP_LOG_LEVEL="warning",
    )
    with pinned_to(site.cores.target):
        run([command, "migrate"], env)
        made = run([command, "key", "create", "--user", "admin"], env)
        indexed = run([command, "index", "build", str(corpus)], env)
    key, count = (
        re.search(r"key:\s*(ml_\S+)", made),
        re.search(r".* (\d+) passages in all", indexed),
    )
    if key is None or count is None:
        raise Unavailable("`medloop key create` or `index build` did not print what it should")
    server, cold = await site.start("medloop", [command, "serve"], "/readyz", env)
    headers = {"authorization": f"Bearer {key[1]}"}
    off, on = (
        Target(
            name,
            server,
            "medloop",
            streams,
            headers,
            {"medloop": {"retrieval": {"enabled": enabled}}},
            cold,
            about="key check, rate limit and durable record on; retrieval " + word,
        )
        for name, enabled, word in (("medloop", False, "off"), ("medloop+rag", True, "on"))
    )
    return Medloop(off, on, count[0], int(count[1]), site.home / "medloop" / "medloop.db")


def run(command: list[str], env: Mapping[str, str]) -> str:
    """The output of a command that must succeed."""
    try:
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"{Path(command[0]).name}: {error}") from None
    if done.returncode:
        end = "\n".join((done.stdout + done.stderr).strip().splitlines()[-8:])
        raise Unavailable(f"`{' '.join(command[:4])}` ended with {done.returncode}:\n{end}")
    return done.stdout.strip()


def litellm_program(wanted: str, install: bool) -> Path:
    """`auto`: the project's own environment, made when missing; else the path of another."""
    if wanted == "off":
        raise Unavailable("switched off (--litellm off)")
    folder = LITELLM_ENV if wanted == "auto" else Path(wanted)
    program = folder / "bin" / "litellm"
    if program.exists():
        return program
    if wanted != "auto" or not install:
        raise Unavailable(f"{program} is missing; a full run with --litellm auto installs it")
    print(f"installing litellm[proxy]=={LITELLM} into {folder.name}, about a minute", flush=True)
    venv.create(folder, with_pip=True, clear=folder.exists())
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "-q"]
    run([*pip, f"litellm[proxy]=={LITELLM}"], {**os.environ})
    return program


def litellm_config(upstream: int, models: Sequence[str], key: str) -> dict[str, Any]:
    """Plain pass-through. hosted_vllm was LiteLLM's quickest provider for this wire when tried."""
    base = {"api_base": f"http://127.0.0.1:{upstream}/v1", "api_key": "sk-unused"}
    return {
        "model_list": [
            {"model_name": name, "litellm_params": {"model": f"hosted_vllm/{name}"} | base}
            for name in models
        ],
        "litellm_settings": {"telemetry": False, "num_retries": 0, "set_verbose": False},
        "general_settings": {"master_key": key, "disable_spend_logs": True},
    }


async def start_litellm(site: Site, upstream: int, program: Path, streams: int) -> Target:
    key = "sk-" + secrets.token_hex(32)  # it refuses to start with a weak one
    config = site.home / "litellm.yaml"
    config.write_text(json.dumps(litellm_config(upstream, site.models, key)))  # JSON is YAML
    command = [str(program), "--config", str(config), "--host", "127.0.0.1"]
    command += ["--num_workers", "1", "--run_granian"]
    env = clean_env(
        LITELLM_MODE="PRODUCTION",
        LITELLM_LOG="ERROR",
        LITELLM_LOCAL_MODEL_COST_MAP="True",  # or it waits for a file from the internet
    )
    server, cold = await site.start("litellm", command, "/health/liveliness", env)
    ask = "from importlib.metadata import version; print(version('litellm'))"
    version = run([str(program.parent / "python"), "-c", ask], clean_env())
    about = f"LiteLLM {version}, one Granian worker, hosted_vllm, no database, no callbacks"
    headers = {"authorization": f"Bearer {key}"}
    return Target("litellm", server, UNPACED, streams, headers, cold_starts=cold, about=about)


def cold_start(target: Target) -> float:
    return statistics.median(target.cold_starts) if target.cold_starts else float("nan")
