"""Signing in and out: the cookie, what failures tell, and the sessions one has."""

import json
import statistics
import time
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import httpx2
import pytest
from sqlalchemy import update

from app.auth import COOKIE, CSRF_HEADER
from app.models import AuditEvent, Password, User, WebSession
from app.people import passwords
from tests.app.house import House, Open
from tests.app.people.front_door import (
    BETTER,
    GOOD,
    Browser,
    audited,
    browser,
    hash_of,
    holding,
    resident,
    signed_in,
)


def cookie_of(reply: httpx2.Response) -> dict[str, str]:
    morsel = SimpleCookie(reply.headers["set-cookie"])[COOKIE]
    return {key: str(value) for key, value in morsel.items() if value} | {"value": morsel.value}


async def change(house: House, table: type, **values: object) -> None:
    async with house.service.database.sessions() as session, session.begin():
        await session.execute(update(table).values(**values))


async def test_the_right_password_opens_a_session_that_knows_who_it_is(house: House):
    there = browser(house)
    user_id = await resident(house, "li", "clinician")
    reply = await there.sign_in("li")
    assert reply.status_code == 200
    me = (await there.http.get("/api/me")).json()
    assert me == reply.json()
    assert (me["id"], me["name"], me["role"]) == (user_id, "li", "clinician")
    assert {"judge", "review"} <= set(me["scopes"])


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(house: House):
    await resident(house, "li")
    cookie = cookie_of(await browser(house).sign_in("li"))
    assert len(cookie.pop("value")) == 43
    assert cookie == {"path": "/", "httponly": "True", "samesite": "lax", "max-age": "259200"}


@pytest.mark.parametrize("way", ["by https", "by settings"])
async def test_over_https_the_cookie_never_travels_in_clear(opened: Open, way: str):
    house = await opened(secure_cookies=way == "by settings")
    await resident(house, "li")
    there = browser(house)
    there.http.base_url = "https://house" if way == "by https" else "http://house"
    assert cookie_of(await there.sign_in("li"))["secure"]


async def test_behind_a_prefix_the_cookie_stays_there(house: House):
    await resident(house, "li")
    behind = httpx2.ASGITransport(house.app, root_path="/clinic")
    there = Browser(httpx2.AsyncClient(transport=behind, base_url="http://house"))
    assert cookie_of(await there.sign_in("li"))["path"] == "/clinic"


async def test_neither_the_token_nor_the_password_is_stored(house: House):
    li = await signed_in(house, "li")
    everything = await house.everything_stored()
    assert li.token is not None
    assert li.token not in everything
    assert GOOD not in everything


async def test_every_failure_says_the_same(house: House):
    await resident(house, "li")
    await resident(house, "gone")
    await resident(house, "locked", locked_until=datetime.now(UTC) + timedelta(minutes=1))
    await house.person("key only")
    async with house.service.database.sessions() as session, session.begin():
        gone = update(User).where(User.name == "gone").values(disabled_at=datetime.now(UTC))
        await session.execute(gone)
    tries = [("li", "wrong password"), ("gone", GOOD), ("locked", GOOD), ("key only", GOOD)]
    replies = [await browser(house).sign_in(*each) for each in [*tries, ("nobody", GOOD)]]
    assert {reply.status_code for reply in replies} == {401}
    assert len({reply.text for reply in replies}) == 1
    assert replies[0].json()["error"]["code"] == "wrong_credentials"
    assert not any("set-cookie" in reply.headers for reply in replies)


async def test_an_unknown_name_takes_as_long_as_a_wrong_password(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    """Both hash once, with the same parameters, and write as often."""
    await resident(house, "li")
    hashes: list[str] = []
    is_match = passwords._is_match
    monkeypatch.setattr(
        passwords, "_is_match", lambda stored, word: hashes.append(stored) or is_match(stored, word)
    )
    took: dict[str, list[float]] = {"li": [], "nobody": []}
    for _ in range(3):
        for name, seconds in took.items():
            started = time.perf_counter()
            await browser(house).sign_in(name, "wrong password")
            seconds.append(time.perf_counter() - started)
    assert len(hashes) == 6
    assert len({stored.rpartition("$")[0].rpartition("$")[0] for stored in hashes}) == 1
    known, unknown = (statistics.median(took[name]) for name in ("li", "nobody"))
    assert 0.2 < known / unknown < 5


async def test_success_and_failure_are_audited_without_what_was_typed_as_a_name(house: House):
    user_id = await resident(house, "li")
    await browser(house).sign_in("my own password by mistake")
    await browser(house).sign_in("li", "wrong password")
    await browser(house).sign_in("li")
    refused, refused_too = await audited(house, "sign_in.refused")
    assert (refused.subject_id, json.loads(refused.details)) == ("", {"reason": "unknown"})
    assert (refused_too.subject_id, json.loads(refused_too.details)["reason"]) == (
        user_id, "password",
    )  # fmt: skip
    [success] = await audited(house, "sign_in")
    assert (success.actor, json.loads(success.details)) == (user_id, {"how": "password"})
    assert "by mistake" not in await house.everything_stored()


async def test_a_planted_session_is_not_the_one_that_is_signed_in(house: House):
    """Session fixation: whoever knows the token from before learns nothing by it."""
    mallory = await signed_in(house, "mallory")
    assert mallory.token is not None
    await resident(house, "li")
    victim = browser(house)
    for planted in (mallory.token, "x" * 43):
        victim.http.cookies.clear()
        victim.http.cookies.set(COOKIE, planted)
        reply = await victim.sign_in("li")
        assert cookie_of(reply)["value"] != planted
        assert not await holding(house, planted).is_in()


async def test_every_sign_in_has_a_token_of_its_own(house: House):
    await resident(house, "li")
    browsers = [browser(house) for _ in range(3)]
    tokens = {cookie_of(await each.sign_in("li"))["value"] for each in browsers}
    assert len(tokens) == 3
    assert len({row.csrf for row in await house.rows(WebSession)}) == 3


async def test_signing_out_ends_this_session_and_no_other(house: House):
    desk, phone = await signed_in(house, "li"), browser(house)
    await phone.sign_in("li")
    token = desk.token
    reply = await desk.http.post("/api/sign-out", json={})
    assert reply.status_code == 200
    assert 'medloop_session=""' in reply.headers["set-cookie"]
    assert token is not None
    assert not await holding(house, token).is_in()
    assert await phone.is_in()


async def test_signing_out_everywhere_ends_them_all(house: House):
    desk, phone, other = await signed_in(house, "li"), browser(house), await signed_in(house, "wu")
    await phone.sign_in("li")
    await desk.http.post("/api/sign-out", json={"everywhere": True})
    assert not await desk.is_in()
    assert not await phone.is_in()
    assert await other.is_in()


async def test_a_session_is_known_by_when_it_was_used_and_can_be_ended_from_another(house: House):
    desk, phone, other = await signed_in(house, "li"), browser(house), await signed_in(house, "wu")
    await phone.sign_in("li")
    listed = (await desk.http.get("/api/sessions")).json()["data"]
    assert sorted(row["current"] for row in listed) == [False, True]
    [lost] = [row["id"] for row in listed if not row["current"]]
    assert (await other.http.delete(f"/api/sessions/{lost}")).status_code == 404
    assert (await desk.http.delete(f"/api/sessions/{lost}")).status_code == 200
    assert not await phone.is_in()
    assert await desk.is_in()
    assert (await desk.http.delete(f"/api/sessions/{lost}")).status_code == 404


async def test_a_session_ends_when_it_is_too_old_or_long_unused(house: House):
    li = await signed_in(house, "li")
    now = datetime.now(UTC)
    await change(house, WebSession, seen_at=now - timedelta(hours=13))
    assert not await li.is_in()
    await change(house, WebSession, seen_at=now, expires_at=now)
    assert not await li.is_in()


async def test_a_new_password_ends_the_other_sessions_and_not_this_one(house: House):
    desk, phone = await signed_in(house, "li"), browser(house)
    await phone.sign_in("li")
    reply = await desk.http.post("/api/password", json={"current": GOOD, "new": BETTER})
    assert reply.status_code == 200
    assert await desk.is_in()
    assert not await phone.is_in()
    assert (await browser(house).sign_in("li")).status_code == 401
    assert (await browser(house).sign_in("li", BETTER)).status_code == 200
    [event] = await audited(house, "password.change")
    assert json.loads(event.details) == {"sessions_ended": 1}


async def test_whoever_does_not_know_the_password_does_not_change_it(house: House):
    li = await signed_in(house, "li")
    for _ in range(5):
        reply = await li.http.post("/api/password", json={"current": BETTER, "new": BETTER})
        assert (reply.status_code, reply.json()["error"]["param"]) == (400, "current")
    reply = await li.http.post("/api/password", json={"current": GOOD, "new": BETTER})
    assert reply.status_code == 400  # locked by now
    assert (await house.rows(Password))[0].hash == hash_of(GOOD)


async def test_a_key_changes_no_password(house: House):
    li = await house.person("li")
    reply = await li.http.post("/api/password", json={"current": GOOD, "new": BETTER})
    assert reply.status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://house"}, 200),
        ({"Origin": "http://house", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://other.house"}, 403),
    ],
)
async def test_another_site_signs_nobody_in(house: House, headers: dict[str, str], status: int):
    await resident(house, "li")
    there = Browser(house.client())
    there.http.headers.update(headers)
    assert (await there.sign_in("li")).status_code == status
    assert len(await house.rows(WebSession)) == (status == 200)


async def test_sign_ins_from_one_address_are_limited(opened: Open):
    house = await opened(rate_per_minute=2)
    replies = [await browser(house).sign_in("nobody") for _ in range(3)]
    assert [reply.status_code for reply in replies] == [401, 401, 429]
    assert "retry-after" in replies[2].headers


async def test_a_disabled_person_is_out_at_once(house: House):
    li = await signed_in(house, "li")
    await change(house, User, disabled_at=datetime.now(UTC))
    assert not await li.is_in()


async def test_a_refusal_of_somebody_known_is_on_the_trail(house: House):
    li = await signed_in(house, "li")
    assert (await li.http.get("/api/people")).status_code == 403
    [event] = [row for row in await house.rows(AuditEvent) if row.action == "access.refused"]
    assert event.subject_kind == "/api/people"


async def test_the_token_of_a_page_is_not_told_to_a_key(house: House):
    li = await house.person("li")
    assert (await li.http.get("/api/me")).json()["csrf_token"] is None
    assert CSRF_HEADER not in li.http.headers
