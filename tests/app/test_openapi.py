"""/openapi.json is true: what follows it, and what does not, gets a documented reply and no 5xx.

The cases are schemathesis's, the same every time.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from app.main import create_app
from app.settings import Settings
from tests.app.house import CHAT
from tests.app.process import home_like
from tests.app.running import Running, serving
from tests.fake_upstream import FakeUpstream

DOCUMENT = create_app(Settings()).openapi()
FOR_ANYBODY = ("/healthz", "/readyz", "/metrics", "/api/sign-in", "/api/invitations/accept")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
    ignored_auth,
]


@schemathesis.serializer("application/x-ndjson")
def as_it_is(_: schemathesis.SerializationContext, value: Any) -> bytes:
    return str(value).encode("utf-8", "replace")


schema = schemathesis.openapi.from_dict(DOCUMENT)
bounded = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
        HealthCheck.function_scoped_fixture,
        HealthCheck.large_base_example,
        HealthCheck.too_slow,
    ],
)


@pytest.fixture(scope="module")
def running(
    prepared: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    home, key = home_like(prepared, tmp_path_factory.mktemp("openapi"))
    with FakeUpstream() as fake, serving(home, key, llm_url=fake.url) as running:
        yield running


@pytest.fixture(scope="module")
def statuses() -> Counter[tuple[str, int]]:
    return Counter()


@pytest.fixture
def headers(running: Running) -> dict[str, str]:
    return {"Authorization": f"Bearer {running.key}"}


@schema.parametrize()
@bounded
def test_every_reply_is_a_documented_one(
    case: schemathesis.Case,
    running: Running,
    headers: dict[str, str],
    statuses: Counter[tuple[str, int]],
) -> None:
    if case.path == CHAT and case.meta and case.meta.generation.mode is GenerationMode.POSITIVE:
        make_answerable(case)
    reply = case.call(base_url=running.url, headers=headers)
    statuses[case.path, reply.status_code] += 1
    checks = CHECKS if case.method == "GET" else [*CHECKS, negative_data_rejection]
    case.validate_response(reply, checks=checks, headers=headers)


def make_answerable(case: schemathesis.Case) -> None:
    """What no schema can say: a model there is, a user's word, and nothing that needs another."""
    body: Any = case.body
    body["model"] = "medloop"
    body["messages"] = [*body["messages"][:20], {"role": "user", "content": "fever"}]
    for name in ("top_logprobs", "stream_options", "medloop"):
        body.pop(name, None)
    case.headers.pop("Idempotency-Key", None)  # the same one for other words is a 409


def test_the_cases_reach_answers_and_refusals(statuses: Counter[tuple[str, int]]) -> None:
    for path in (CHAT, "/v1/conversations", "/v1/models"):
        assert statuses[path, 200] > 0, statuses
    assert statuses[CHAT, 200] > 30, statuses
    assert statuses[CHAT, 400] > 30, statuses


@pytest.mark.parametrize("authorization", [None, "Bearer ml_wrong"])
def test_every_operation_of_the_api_asks_for_a_key(
    running: Running, authorization: str | None
) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    with httpx2.Client(base_url=running.url, headers=headers) as http:
        for path, methods in DOCUMENT["paths"].items():
            for method, operation in methods.items():
                reply = http.request(method, path.replace("{", "").replace("}", ""), json={})
                asked = reply.status_code == 401
                assert asked == ("security" in operation) == (path not in FOR_ANYBODY), path


def test_the_document_is_served_as_it_was_tested(running: Running) -> None:
    assert httpx2.get(f"{running.url}/openapi.json").json() == DOCUMENT


def test_every_refusal_is_documented_in_openais_envelope() -> None:
    for path, methods in DOCUMENT["paths"].items():
        for operation in methods.values():
            for status, reply in operation["responses"].items():
                if int(status) >= 400:
                    reference = reply["content"]["application/json"]["schema"]["$ref"]
                    assert reference == "#/components/schemas/Error", path
