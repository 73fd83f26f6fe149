"""/openapi.json is true: whatever follows it, or does not, gets a documented reply and no 5xx."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
    ignored_auth,
)

from app.main import create_app
from app.settings import Settings
from tests.app.process import home_like
from tests.app.running import Running, serving

DOCUMENT = create_app(Settings()).openapi()
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    ignored_auth,
)
schema = schemathesis.openapi.from_dict(DOCUMENT)
bounded = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def running(
    prepared: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    home, key = home_like(prepared, tmp_path_factory.mktemp("openapi"))
    with serving(home, key) as running:
        yield running


@schema.parametrize()
@bounded
def test_with_a_key(case: schemathesis.Case, running: Running) -> None:
    headers = {"Authorization": f"Bearer {running.key}"}
    case.call_and_validate(base_url=running.url, headers=headers, checks=list(CHECKS))
