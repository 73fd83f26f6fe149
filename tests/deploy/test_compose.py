"""docker-compose.yml without an engine: Compose accepts it, and all that it names exists."""

import re
from typing import Any

import pytest
import yaml
from sqlalchemy import make_url

from app.cli.index import STARTER_NAME
from app.settings import Settings
from tests.deploy.deployment import (
    COMPOSE,
    EVERYTHING,
    ROOT,
    SECRETS,
    accepted,
    command_of_cli,
    compose,
    example,
    is_one_shot,
    project,
    services,
    settings_names,
)

OURS = ("app", "migrate", "index")
INTERPOLATED = re.compile(r"(?<!\$)\$\{([A-Z_]+)(?::([-?])([^}]*))?\}")
READ_BY_COMPOSE = {"COMPOSE_PROJECT_NAME", "COMPOSE_PROFILES"}


def own_environment() -> dict[str, Any]:
    return services()["app"]["environment"]


def interpolated() -> list[tuple[str, str, str]]:
    """Name, operator (- or ?) and default or message of every ${…} in the file."""
    lines = [re.sub(r"(^|\s)#.*", "", line) for line in COMPOSE.read_text().splitlines()]
    return INTERPOLATED.findall("\n".join(lines))


def test_compose_accepts_the_file_with_each_profile() -> None:
    always = {"app", "migrate", "postgres", "qdrant"}
    named = services().keys()
    assert named == always | {"index", "model", "vllm"}
    assert {name for name in named if "profiles" not in services()[name]} == always
    assert services()["vllm"]["profiles"] == ["gpu"]
    for profiles in ("", "gpu", "demo"):
        accepted(COMPOSE_PROFILES=profiles)


def test_the_example_with_its_secrets_filled_in_is_enough() -> None:
    answer = compose({**example(), **SECRETS})
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("given", ["nothing", "empty"])
def test_a_missing_secret_is_refused_by_name(secret: str, given: str) -> None:
    values = {name: value for name, value in SECRETS.items() if name != secret}
    answer = compose(values if given == "nothing" else {**values, secret: ""})
    assert answer.returncode != 0
    assert f"set {secret} in .env" in answer.stderr


def test_secrets_come_from_the_environment_alone() -> None:
    for service in yaml.safe_load(COMPOSE.read_text())["services"].values():
        for name, value in service.get("environment", {}).items():
            if re.search("PASSWORD|KEY$|TOKEN$|SECRET", name):
                assert value is None or str(value).startswith("${"), name
    assert all(example()[secret] == "" for secret in SECRETS)


def test_every_setting_of_the_service_is_one_of_compose_and_no_other_is() -> None:
    given = {name for name in own_environment() if name.startswith("MEDLOOP_")}
    missing = sorted(settings_names() - given)
    assert not missing, f"add to x-medloop in docker-compose.yml and to .env.example: {missing}"
    assert given <= settings_names()
    for other in OURS[1:]:
        assert services()[other]["environment"] == own_environment()


def test_what_the_env_file_sets_reaches_the_service() -> None:
    open_ones = {name: "17" for name, value in own_environment().items() if value is None}
    reached = accepted(**open_ones)["services"]["app"]["environment"]
    assert {name: reached[name] for name in open_ones} == open_ones


def test_the_example_names_every_variable_and_no_other() -> None:
    used = {name for name, _, _ in interpolated()}
    passed = {name for name, value in own_environment().items() if value is None}
    assert set(example()) == used | passed | READ_BY_COMPOSE


def test_the_example_shows_the_true_defaults() -> None:
    defaults = {name: text for name, operator, text in interpolated() if operator == "-"}
    for name, text in defaults.items():
        assert example()[name] == text, name
    for name, text in example().items():
        field = name.removeprefix("MEDLOOP_").lower()
        if name in settings_names() - SECRETS.keys():
            shown = Settings.model_validate({field: text} if text else {})
            assert getattr(shown, field) == Settings.model_fields[field].default, name


def test_every_path_it_builds_from_or_mounts_exists() -> None:
    declared = set(accepted(COMPOSE_PROFILES=EVERYTHING)["volumes"])
    mounted: set[str] = set()
    for service in services().values():
        if build := service.get("build"):
            assert (ROOT / build["context"] / build["dockerfile"]).is_file()
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith(("/", ".")):
                assert (ROOT / source).exists(), source
            else:
                mounted.add(source)
    assert mounted == declared


def test_models_may_lie_in_a_folder_of_the_host() -> None:
    resolved = accepted(COMPOSE_PROFILES="gpu", MODELS="/srv/models")["services"]
    assert resolved["model"]["volumes"] == ["/srv/models:/models:rw"]
    assert "/srv/models:/models:rw" in resolved["vllm"]["volumes"]


@pytest.mark.parametrize("name", OURS)
def test_the_commands_exist(name: str) -> None:
    command_of_cli(services()[name]["command"])


def test_the_number_of_workers_is_a_variable() -> None:
    command = accepted(WORKERS="4")["services"]["app"]["command"]
    assert command == ["medloop", "serve", "--workers", "4"]
    command_of_cli(command)


def test_the_parts_reach_each_other_under_the_names_and_keys_they_have() -> None:
    values = own_environment()
    database = make_url(values["MEDLOOP_DATABASE_URL"])
    postgres = services()[str(database.host)]
    assert database.drivername == "postgresql+asyncpg"
    for part, name in (("username", "USER"), ("password", "PASSWORD"), ("database", "DB")):
        assert getattr(database, part) == postgres["environment"][f"POSTGRES_{name}"]
    qdrant = make_url(values["MEDLOOP_QDRANT_URL"])
    key = services()[str(qdrant.host)]["environment"]["QDRANT__SERVICE__API_KEY"]
    assert key == values["MEDLOOP_QDRANT_API_KEY"] == SECRETS["MEDLOOP_QDRANT_API_KEY"]
    guarded = accepted(COMPOSE_PROFILES="gpu", MEDLOOP_LLM_KEY="k")["services"]
    assert guarded["vllm"]["environment"]["VLLM_API_KEY"] == "k"
    assert guarded["app"]["environment"]["MEDLOOP_LLM_KEY"] == "k"


def health_check(name: str) -> str:
    return " ".join(services()[name]["healthcheck"]["test"])


def test_the_app_listens_and_is_asked_where_its_port_is_published() -> None:
    app = services()["app"]
    assert app["ports"] == [f"127.0.0.1:8000:{app['environment']['MEDLOOP_PORT']}/tcp"]
    assert app["environment"]["MEDLOOP_HOST"] == "0.0.0.0"
    assert 'os.environ["MEDLOOP_PORT"]' in health_check("app")


def test_the_health_checks_ask_the_ports_that_the_app_asks() -> None:
    database = make_url(own_environment()["MEDLOOP_DATABASE_URL"])
    assert f"--port={database.port}" in health_check("postgres")
    assert f"--username={database.username} --dbname={database.database}" in health_check(
        "postgres"
    )
    qdrant = make_url(own_environment()["MEDLOOP_QDRANT_URL"])
    assert f"/dev/tcp/127.0.0.1/{qdrant.port}\n" in health_check("qdrant")
    for guide in (".env.example", "docs/deploy.md"):
        suggested = re.search(r"MEDLOOP_LLM_URL=(http\S+)", (ROOT / guide).read_text())
        assert suggested
        vllm = make_url(suggested[1])
        assert f"--host 0.0.0.0 --port {vllm.port} " in services()[str(vllm.host)]["command"]
        assert f'"127.0.0.1", {vllm.port},' in health_check("vllm")


def test_only_the_app_is_published_and_on_the_loopback_unless_told() -> None:
    assert [name for name, service in services().items() if "ports" in service] == ["app"]
    assert all("network_mode" not in service for service in services().values())
    told = accepted(PUBLISH="0.0.0.0:443")["services"]["app"]
    assert told["ports"] == ["0.0.0.0:443:8000/tcp"]


def test_only_the_app_and_the_fetching_of_models_have_a_way_out() -> None:
    networks = accepted()["networks"]
    assert networks["private"] == {"internal": True}
    outside = {name for name, service in services().items() if "public" in service["networks"]}
    assert outside == {"app", "model"}


def test_usage_statistics_are_off() -> None:
    assert services()["qdrant"]["environment"]["QDRANT__TELEMETRY_DISABLED"] == "true"
    vllm = services()["vllm"]["environment"]
    quiet = ("VLLM_NO_USAGE_STATS", "DO_NOT_TRACK", "HF_HUB_OFFLINE", "HF_HUB_DISABLE_TELEMETRY")
    assert {vllm[name] for name in quiet} == {"1"}


def test_every_image_is_pinned_to_the_version_the_project_names() -> None:
    images = {name: service["image"] for name, service in services().items()}
    assert all(re.search(r":v?\d+\.\d+(\.\d+)?(-\w+)?$", image) for image in images.values())
    assert {images[name] for name in OURS} == {f"medloop:{project()['project']['version']}"}
    client = re.search(
        r"qdrant-client>=(\d+\.\d+)", "\n".join(project()["project"]["dependencies"])
    )
    assert client
    assert images["qdrant"].startswith(f"qdrant/qdrant:v{client[1]}.")
    gpu = re.search(r"^VLLM_GPU_VERSION := (\S+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert gpu
    assert images["vllm"] == images["model"] == f"vllm/vllm-openai:v{gpu[1]}"


def test_what_runs_on_has_a_health_check_and_starts_again() -> None:
    for name, service in services().items():
        if is_one_shot(service):
            assert "healthcheck" not in service, name
        else:
            assert service["restart"] == "unless-stopped", name
            assert service["healthcheck"]["retries"] >= 3, name


def test_each_waits_for_what_it_needs_to_be_healthy_or_done() -> None:
    for service in services().values():
        for other, need in service.get("depends_on", {}).items():
            done = is_one_shot(services()[other])
            wanted = "service_completed_successfully" if done else "service_healthy"
            assert need["condition"] == wanted
    assert set(services()["app"]["depends_on"]) == {"migrate", "postgres", "qdrant"}
    assert set(services()["vllm"]["depends_on"]) == {"model"}


@pytest.mark.parametrize("name", OURS)
def test_the_service_can_write_nowhere_but_to_memory(name: str) -> None:
    service = services()[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["tmpfs"] == ["/tmp"]
    assert "volumes" not in service
    assert service["environment"]["MEDLOOP_HOME"].startswith("/tmp/")


def test_the_guide_names_what_exists() -> None:
    guide = (ROOT / "docs" / "deploy.md").read_text()
    assert set(re.findall(r"\bMEDLOOP_[A-Z_]+\b", guide)) <= settings_names()
    assert set(re.findall(r"\b([A-Z][A-Z_]+)=", guide)) <= set(example()) | {
        "MEDLOOP_HOST",
        "PIP_INDEX_URL",
    }
    assert STARTER_NAME in guide
    commands = re.findall(r"(?:exec app |app \\\n +|`)(medloop [a-z].*?)(?:`|$)", guide, re.M)
    assert len(commands) >= 6
    for line in commands:
        command_of_cli([word.strip('"') for word in re.findall(r'"[^"]+"|\S+', line)])
