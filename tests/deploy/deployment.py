"""The deployment's files as the tests see them: what Compose makes of one, what the others say."""

import re
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from app.cli.main import cli
from app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "docker-compose.yml"
SECRETS = {
    "POSTGRES_PASSWORD": "5ec4e7",
    "MEDLOOP_QDRANT_API_KEY": "0dd1e5",
    "MEDLOOP_SECRET": "f00d" * 8,
}
PATH = "/usr/bin:/bin"  # where apt puts docker-compose
EVERYTHING = "demo,gpu"
ASSIGNMENT = re.compile(r"^#?([A-Z][A-Z0-9_]*)=(.*)$", re.MULTILINE)

Mapped = dict[str, Any]


def settings_names() -> set[str]:
    return {f"MEDLOOP_{name.upper()}" for name in Settings.model_fields}


def project() -> Mapped:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def example() -> dict[str, str]:
    """Every variable of .env.example with its value there, commented out or not."""
    return dict(ASSIGNMENT.findall((ROOT / ".env.example").read_text()))


def compose(values: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """`docker-compose config` with these variables and no others; it needs no engine."""
    program = shutil.which("docker-compose", path=PATH)
    if program is None:
        pytest.fail("docker-compose is missing: `make test` installs it (apt: docker-compose)")
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "variables"
        file.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
        return subprocess.run(
            [program, "-f", str(COMPOSE), "--env-file", str(file), "config"],
            env={"PATH": PATH, "HOME": home},
            capture_output=True,
            text=True,
            timeout=60,
        )


def accepted(**values: str) -> Mapped:
    """The file as Compose resolves it, with the secrets given."""
    answer = compose({**SECRETS, **values})
    assert answer.returncode == 0, answer.stderr
    return yaml.safe_load(answer.stdout)


@cache
def services() -> Mapped:
    return accepted(COMPOSE_PROFILES=EVERYTHING)["services"]


def is_one_shot(service: Mapped) -> bool:
    return service["restart"] == "no"


def command_of_cli(words: list[str]) -> None:
    """Parses `medloop …` as the command line would, up to where it would run it."""
    assert words[0] == "medloop"
    command: Any = typer.main.get_command(cli)
    path, rest = words[0], words[1:]
    while hasattr(command, "commands"):
        name, *rest = rest
        assert name in command.commands, f"`{path}` has no command {name!r}"
        command, path = command.commands[name], f"{path} {name}"
    command.make_context(path, rest)


@dataclass(frozen=True)
class Step:
    """One instruction of the Dockerfile."""

    stage: int
    name: str
    rest: str


@cache
def dockerfile() -> list[Step]:
    text = (ROOT / "deploy" / "Dockerfile").read_text().replace("\\\n", " ")
    steps: list[Step] = []
    stage = -1
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            name, rest = line.split(None, 1)
            stage += name == "FROM"
            steps.append(Step(stage, name, rest.strip()))
    return steps


def image_steps(name: str) -> list[str]:
    """These instructions of the last stage, which is the image."""
    last = dockerfile()[-1].stage
    return [step.rest for step in dockerfile() if step.name == name and step.stage == last]


def from_the_project(name: str = "COPY") -> list[list[str]]:
    """Sources and target of each COPY that takes from the project, not from another stage."""
    return [
        step.rest.split()
        for step in dockerfile()
        if step.name == name and not step.rest.startswith("--from")
    ]
