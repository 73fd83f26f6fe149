"""API keys: shown once, stored hashed, refused the moment they no longer hold."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import anyio
import httpx2
import pytest
from sqlalchemy import update

from app.errors import MedloopError, NotFound, Unauthorized
from app.models import ApiKey, Membership, User
from app.people.accounts import create_user, find_user, first_administrator, revoke_key
from tests.app.house import CHAT, House, Open, Person, question

HOUR = timedelta(hours=1)


async def change(house: House, table: type[Any], **values: Any) -> None:
    async with house.service.database.sessions() as session, session.begin():
        await session.execute(update(table).values(values))


async def the_key(house: House) -> ApiKey:
    [row] = await house.rows(ApiKey)
    return row


def is_refused(reply: httpx2.Response) -> bool:
    """401 in OpenAI's envelope."""
    error = reply.json()["error"]
    return (
        reply.status_code == 401
        and reply.headers["www-authenticate"] == "Bearer"
        and error["type"] == "authentication_error"
        and error["code"] == "invalid_api_key"
        and error["param"] is None
        and bool(error["message"])
    )


@pytest.fixture
async def wang(house: House) -> Person:
    return await house.person("wang")


async def test_a_key_is_stored_as_its_hash_and_shown_by_its_prefix(house: House, wang: Person):
    row = await the_key(house)
    assert wang.key.startswith("ml_")
    assert len(wang.key) >= 35
    assert row.hash == hashlib.sha256(wang.key.encode()).hexdigest()
    assert row.prefix == wang.key[:11]
    assert wang.key[11:] not in await house.everything_stored()


async def test_every_key_is_another(house: House):
    keys = {(await house.person(f"user {number}")).key for number in range(20)}
    assert len({key[:11] for key in keys}) == 20


async def test_a_key_opens_the_door(wang: Person):
    assert (await wang.http.get("/v1/models")).status_code == 200


async def test_whatever_is_not_the_key_is_refused(house: House, wang: Person):
    row, key, stranger = await the_key(house), wang.key, house.client()
    for header in (
        "", "Bearer", "Bearer ", "Bearer ml_wrong", f"Basic {key}", key, f"Bearer {key}x",
        f"Bearer x{key}", f"Bearer {key.upper()}", f"Bearer {row.hash}", f"Bearer {row.prefix}",
        f"Bearer \u00e9{key}", f"Bearer {key},{key}",
    ):  # fmt: skip
        stranger.headers["Authorization"] = header
        assert is_refused(await stranger.post(CHAT, json=question("发热"))), header
        assert is_refused(await stranger.get("/v1/conversations")), header


async def test_without_a_key_every_route_of_the_api_refuses(house: House):
    paths = (await house.client().get("/openapi.json")).json()["paths"]
    routes = [(path, method) for path in paths if path.startswith("/v1/") for method in paths[path]]
    assert len(routes) >= 9
    for path, method in routes:
        assert is_refused(await house.client().request(method, path)), (path, method)


async def test_the_scheme_may_be_written_in_any_case(house: House, wang: Person):
    client = house.client()
    client.headers["Authorization"] = f"bearer {wang.key}"
    assert (await client.get("/v1/models")).status_code == 200


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (ApiKey, {"expires_at": datetime.now(UTC) - HOUR}),
        (ApiKey, {"revoked_at": datetime.now(UTC)}),
        (User, {"disabled_at": datetime.now(UTC)}),
    ],
    ids=["expired", "revoked", "of a disabled user"],
)
async def test_a_key_is_refused_once_it_is(
    house: House, wang: Person, table: type[Any], values: dict[str, Any]
):
    await change(house, table, **values)
    assert is_refused(await wang.http.get("/v1/models"))
    assert is_refused(await wang.http.post(CHAT, json=question("发热")))


async def test_a_refused_question_leaves_no_trace(house: House, wang: Person):
    await change(house, ApiKey, revoked_at=datetime.now(UTC))
    await wang.http.post(CHAT, json=question("秘密"))
    assert "秘密" not in await house.everything_stored()


async def test_a_key_that_will_expire_is_good_until_then(house: House, wang: Person):
    await change(house, ApiKey, expires_at=datetime.now(UTC) + HOUR)
    assert (await wang.http.get("/v1/models")).status_code == 200


async def test_a_remembered_key_is_not_remembered_beyond_its_expiry(opened: Open):
    house = await opened(key_cache_seconds=3600)
    brief = await house.person("brief", days=0.6 / 86_400)
    assert (await brief.http.get("/v1/models")).status_code == 200
    await anyio.sleep(0.7)
    assert is_refused(await brief.http.get("/v1/models"))


async def test_a_revocation_elsewhere_shows_when_the_memory_of_the_key_ends(opened: Open):
    house = await opened(key_cache_seconds=0.3)
    wang = await house.person("wang")
    assert (await wang.http.get("/v1/models")).status_code == 200
    await change(house, ApiKey, revoked_at=datetime.now(UTC))
    await anyio.sleep(0.35)
    assert is_refused(await wang.http.get("/v1/models"))


async def test_a_revocation_here_shows_at_once(opened: Open):
    house = await opened(key_cache_seconds=3600)
    wang = await house.person("wang")
    assert (await wang.http.get("/v1/models")).status_code == 200
    await change(house, ApiKey, revoked_at=datetime.now(UTC))
    house.service.authenticator.forget()
    assert is_refused(await wang.http.get("/v1/models"))


async def test_a_remembered_key_needs_no_database(opened: Open):
    house = await opened(key_cache_seconds=3600)
    wang = await house.person("wang")
    await wang.http.get("/v1/models")
    await change(house, ApiKey, hash="another")
    assert (await wang.http.get("/v1/models")).status_code == 200


async def test_when_a_key_was_last_used_is_kept(house: House, wang: Person):
    assert (await the_key(house)).last_used_at is None
    before = datetime.now(UTC)
    await wang.http.get("/v1/models")
    await house.recorded()
    first = (await the_key(house)).last_used_at
    assert first is not None
    assert before <= first <= datetime.now(UTC)


async def test_the_last_use_is_written_once_a_minute_at_most(house: House, wang: Person):
    recent, old = datetime.now(UTC) - timedelta(seconds=30), datetime.now(UTC) - HOUR
    await change(house, ApiKey, last_used_at=recent)
    await wang.http.get("/v1/models")
    await house.recorded()
    assert (await the_key(house)).last_used_at == recent
    await change(house, ApiKey, last_used_at=old)
    await wang.http.get("/v1/models")
    await house.recorded()
    assert (await the_key(house)).last_used_at not in (None, old)


async def test_a_wrong_key_is_never_shown_as_used(house: House, wang: Person):
    await change(house, ApiKey, revoked_at=datetime.now(UTC))
    await wang.http.get("/v1/models")
    await house.recorded()
    assert (await the_key(house)).last_used_at is None


async def test_the_first_administrator_is_made_once(house: House):
    async with house.service.database.sessions() as session, session.begin():
        assert await first_administrator(session) is not None
    async with house.service.database.sessions() as session, session.begin():
        assert await first_administrator(session) is None
    [admin] = await house.rows(User)
    assert (admin.name, admin.role) == ("admin", "admin")


async def test_people_of_one_organisation_share_its_groups(house: House):
    async with house.service.database.sessions() as session, session.begin():
        for name, home in (("a", "north"), ("b", "north"), ("c", "south")):
            await create_user(session, name, organisation=home, groups=["ward", f"team {name}"])
    members = await house.rows(Membership)
    assert len(members) == 6
    assert len({row.group_id for row in members}) == 5
    assert len({row.organisation_id for row in members}) == 2


async def test_what_people_cannot_do_is_said_in_words(house: House, wang: Person):
    async with house.service.database.sessions() as session:
        failures: list[MedloopError] = []
        for attempt in (
            find_user(session, "nobody"),
            revoke_key(session, "ml_nothing"),
            create_user(session, "wang"),
            create_user(session, "new", role="root"),
        ):
            with pytest.raises(MedloopError) as caught:
                await attempt
            failures.append(caught.value)
    assert [error.status for error in failures] == [404, 404, 409, 400]
    assert isinstance(failures[0], NotFound)
    assert "wang" in str(failures[2])


async def test_an_unknown_key_is_not_remembered_as_such(house: House, wang: Person):
    with pytest.raises(Unauthorized):
        await house.service.authenticator.principal("Bearer ml_not_yet")
    digest = hashlib.sha256(b"ml_not_yet").hexdigest()
    await change(house, ApiKey, hash=digest)
    who = await house.service.authenticator.principal("Bearer ml_not_yet")
    assert who.user_id == wang.id
