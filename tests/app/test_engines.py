"""Which engine answers to which name."""

from collections.abc import AsyncIterator

import pytest

from app.engines import Engines
from app.errors import EngineUnavailable, NotFound
from app.extractive import Extractive
from app.llm import LLM
from app.upstream import Upstream
from tests.fake_upstream import MODEL, FakeUpstream

NOWHERE = "http://127.0.0.1:9/v1"  # the discard port: nobody listens


@pytest.fixture
async def llm(upstream: FakeUpstream) -> AsyncIterator[LLM]:
    upstream.models = (MODEL, "other/model")
    llm = LLM(Upstream(upstream.url))
    yield llm
    await llm.server.close()


async def test_without_a_model_server_the_built_in_engine_serves() -> None:
    engines = Engines(None, Extractive())
    for name in ("medloop", "medloop-extractive"):
        route = await engines.route(name)
        assert isinstance(route.engine, Extractive)
        assert route.grounded
    assert await engines.names() == {"medloop": 0, "medloop-extractive": 0}
    with pytest.raises(NotFound) as missing:
        await engines.route("gpt-4o")
    assert missing.value.error_code == "model_not_found"


async def test_with_a_model_server_medloop_is_its_model_and_grounded(llm: LLM) -> None:
    route = await Engines(llm, Extractive()).route("medloop")
    assert (route.engine, route.model, route.grounded) == (llm, MODEL, True)


async def test_the_configured_model_serves_before_the_first_listed(upstream: FakeUpstream) -> None:
    llm = LLM(Upstream(upstream.url, model="other/model"))
    assert (await Engines(llm, Extractive()).route("medloop")).model == "other/model"
    assert upstream.received == []


async def test_the_built_in_engine_stays_at_hand_by_its_own_name(llm: LLM) -> None:
    route = await Engines(llm, Extractive()).route("medloop-extractive")
    assert isinstance(route.engine, Extractive)


async def test_other_names_pass_through_without_evidence(llm: LLM) -> None:
    route = await Engines(llm, Extractive()).route("other/model")
    assert (route.engine, route.model, route.grounded) == (llm, "other/model", False)


async def test_a_name_that_nobody_serves_does_not_exist(llm: LLM) -> None:
    with pytest.raises(NotFound, match="gpt-4o") as missing:
        await Engines(llm, Extractive()).route("gpt-4o")
    assert missing.value.error_code == "model_not_found"


async def test_every_name_a_request_may_use_is_listed(llm: LLM) -> None:
    engines = Engines(llm, Extractive())
    names = await engines.names()
    assert set(names) == {"medloop", "medloop-extractive", MODEL, "other/model"}
    for name in names:
        await engines.route(name)


async def test_our_own_names_are_listed_while_the_model_server_is_away() -> None:
    llm = LLM(Upstream(NOWHERE))
    engines = Engines(llm, Extractive())
    assert set(await engines.names()) == {"medloop", "medloop-extractive"}
    with pytest.raises(EngineUnavailable):
        await engines.route(MODEL)
    await llm.server.close()


async def test_a_question_to_medloop_is_accepted_while_the_model_server_is_away() -> None:
    llm = LLM(Upstream(NOWHERE))
    route = await Engines(llm, Extractive()).route("medloop")
    assert (route.engine, route.model) == (llm, "")
    await llm.server.close()
