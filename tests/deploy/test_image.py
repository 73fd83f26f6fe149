"""deploy/Dockerfile and the scripts of docker-compose.yml, without an engine."""

import os
import re
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

from app.cli.main import main
from tests.deploy.deployment import (
    ROOT,
    command_of_cli,
    dockerfile,
    from_the_project,
    image_steps,
    project,
    services,
    settings_names,
)


def test_the_base_image_is_pinned_and_as_new_as_the_project_needs() -> None:
    bases = {step.rest.split()[0] for step in dockerfile() if step.name == "FROM"}
    assert len(bases) == 1, "the environment is built and run by the same Python"
    version = re.fullmatch(r"python:(\d+)\.(\d+)\.\d+-slim-\w+", bases.pop())
    assert version
    needed = re.fullmatch(r">=(\d+)\.(\d+)", project()["project"]["requires-python"])
    assert needed
    assert tuple(map(int, version.groups())) >= tuple(map(int, needed.groups()))


def test_what_it_copies_exists_and_reaches_the_builder() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in ignored
    sent = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    copied = {source for *sources, _ in from_the_project() for source in sources}
    assert all((ROOT / source).exists() for source in copied)
    assert {source.split("/")[0] for source in copied} == sent


def test_every_package_of_the_project_is_in_it() -> None:
    packages = project()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert [name for name in packages if [name, name] not in from_the_project()] == []


def test_it_installs_what_the_project_depends_on(tmp_path: Path) -> None:
    runs = [step.rest for step in dockerfile() if step.name == "RUN"]
    [naming] = [run for run in runs if "requirements.txt" in run]
    extract, install = naming.split("&&")
    shell = extract.strip().replace("python ", f"{sys.executable} ", 1)
    shell = shell.replace("requirements.txt", str(tmp_path / "requirements.txt"))
    subprocess.run(["sh", "-c", shell], cwd=ROOT, check=True)
    listed = (tmp_path / "requirements.txt").read_text().splitlines()
    assert listed == project()["project"]["dependencies"]
    assert install.split() == ["/opt/medloop/bin/pip", "install", "-r", "requirements.txt"]
    assert "/opt/medloop/bin/pip install --no-deps ." in runs


def test_its_command_is_the_project_s() -> None:
    [command] = image_steps("CMD")
    words = re.findall(r'"([^"]*)"', command)
    command_of_cli(words)
    installed = project()["project"]["scripts"][words[0]]
    assert EntryPoint(words[0], installed, "console_scripts").load() is main
    assert any(env.startswith("PATH=/opt/medloop/bin:") for env in image_steps("ENV"))
    assert "--from=build /opt/medloop /opt/medloop" in image_steps("COPY")


def test_it_runs_as_nobody_in_particular() -> None:
    [user] = image_steps("USER")
    assert int(user) > 0
    assert any(f"useradd --uid {user} " in run for run in image_steps("RUN"))


def test_its_variables_and_port_are_the_service_s() -> None:
    variables = dict(re.findall(r"\b(MEDLOOP_\w+)=(\S+)", " ".join(image_steps("ENV"))))
    assert variables.keys() <= settings_names()
    assert variables["MEDLOOP_HOST"] == "0.0.0.0"
    assert image_steps("EXPOSE") == [services()["app"]["environment"]["MEDLOOP_PORT"]]


def fetch(tmp_path: Path, model: str) -> tuple[int, str, str]:
    """Runs the service `model` with a hub that only says what it was asked for."""
    hub = tmp_path / "huggingface_hub.py"
    hub.write_text("def snapshot_download(name): print('fetched', name)\n")
    service = services()["model"]
    assert service["entrypoint"] == ["python3", "-c"]
    answer = subprocess.run(
        [sys.executable, "-c", service["command"][0].replace("$$", "$")],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path), "MODEL": model},
        capture_output=True,
        text=True,
        timeout=30,
    )
    return answer.returncode, answer.stdout.strip(), answer.stderr.strip()


def test_a_model_of_the_hub_is_fetched(tmp_path: Path) -> None:
    assert fetch(tmp_path, "Qwen/Qwen3-8B") == (0, "fetched Qwen/Qwen3-8B", "")


def test_a_model_in_a_folder_needs_no_hub(tmp_path: Path) -> None:
    assert fetch(tmp_path, str(tmp_path)) == (0, "", "")


def test_a_model_that_is_not_named_or_not_there_is_said(tmp_path: Path) -> None:
    status, _, said = fetch(tmp_path, "")
    assert status == 1
    assert said.startswith("set MODEL in .env")
    status, _, said = fetch(tmp_path, "/models/none")
    assert status == 1
    assert said.startswith("there is no folder /models/none")
