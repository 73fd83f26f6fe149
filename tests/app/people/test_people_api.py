"""An administrator looks after the people of their organisation, and after no others."""

import json
from typing import Any

import pytest

from app.models import User
from tests.app.house import House, Open, Person
from tests.app.people.front_door import audited, browser, resident, signed_in, user_named


@pytest.fixture
async def boss(house: House) -> Person:
    return await house.person("boss", "admin")


async def change(boss: Person, user_id: str, **changes: Any) -> Any:
    return await boss.http.patch(f"/api/people/{user_id}", json=changes)


async def test_the_list_says_who_there_is_and_how_they_come_in(house: House, boss: Person):
    await signed_in(house, "li", "clinician")
    await house.person("far", organisation="elsewhere")
    rows = (await boss.http.get("/api/people")).json()["data"]
    assert [(row["name"], row["role"], row["signs_in_by"]) for row in rows] == [
        ("boss", "admin", []),
        ("li", "clinician", ["password"]),
    ]
    assert rows[0]["seen_at"] is None
    assert rows[1]["seen_at"] is not None


@pytest.mark.parametrize("role", ["user", "clinician", "reviewer"])
async def test_only_administrators_look_after_people(house: House, boss: Person, role: str):
    other = await house.person("other", role)
    for method, path in (
        ("GET", "/api/people"), ("PATCH", f"/api/people/{other.id}"),
        ("POST", f"/api/people/{boss.id}/password-reset"), ("GET", "/api/invitations"),
        ("POST", "/api/invitations"), ("DELETE", "/api/invitations/inv_1"),
    ):  # fmt: skip
        body = {"role": "admin"} if method in ("PATCH", "POST") else None
        reply = await other.http.request(method, path, json=body)
        assert (reply.status_code, reply.json()["error"]["code"]) == (403, "insufficient_scope")
    assert (await user_named(house, "other")).role == role
    assert len(await audited(house, "access.refused")) == 6


async def test_a_change_of_role_is_audited_and_takes_effect_at_once(opened: Open):
    house = await opened(key_cache_seconds=3600)
    boss, li = await house.person("boss", "admin"), await signed_in(house, "li", "clinician")
    user = await user_named(house, "li")
    assert "judge" in (await li.http.get("/api/me")).json()["scopes"]
    assert (await change(boss, user.id, role="user")).json()["role"] == "user"
    assert "judge" not in (await li.http.get("/api/me")).json()["scopes"]
    [event] = await audited(house, "role.change")
    assert (event.actor, event.subject_id) == (boss.id, user.id)
    assert json.loads(event.details) == {"before": "clinician", "after": "user"}


async def test_what_the_queue_routes_by_is_changed_and_the_trail_names_what(
    house: House, boss: Person
):
    user_id = await resident(house, "li", "clinician")
    what = {"specialties": ["dermatology"], "languages": ["zh"], "credentials": "MD, dermatology"}
    shown = (await change(boss, user_id, **what)).json()
    assert {key: shown[key] for key in what} == what
    assert (await change(boss, user_id, **what)).status_code == 200
    [event] = await audited(house, "user.change")
    assert json.loads(event.details) == {"changed": ["specialties", "languages", "credentials"]}


async def test_a_dismissal_ends_sessions_and_keys_until_it_is_taken_back(opened: Open):
    house = await opened(key_cache_seconds=3600)
    boss, wu = await house.person("boss", "admin"), await house.person("wu")
    li = await signed_in(house, "li")
    user = await user_named(house, "li")
    assert (await wu.http.get("/api/me")).status_code == 200
    for user_id in (user.id, wu.id):
        assert (await change(boss, user_id, disabled=True)).json()["disabled"]
    assert (await wu.http.get("/api/me")).status_code == 401
    assert not await li.is_in()
    assert (await browser(house).sign_in("li")).status_code == 401
    for user_id in (user.id, wu.id):
        await change(boss, user_id, disabled=False)
    assert (await wu.http.get("/api/me")).status_code == 200
    assert not await li.is_in()  # the old session stays ended
    assert (await browser(house).sign_in("li")).status_code == 200
    assert [len(await audited(house, f"user.{what}")) for what in ("disable", "enable")] == [2, 2]


async def test_the_last_administrator_stays(house: House, boss: Person):
    await house.person("other", "admin", "elsewhere")
    for attempt in ({"role": "reviewer"}, {"disabled": True}):
        assert (await change(boss, boss.id, **attempt)).status_code == 409
    second = await house.person("second", "admin")
    assert (await change(boss, boss.id, role="user")).status_code == 200
    assert (await change(second, second.id, disabled=True)).status_code == 409
    admins = [user.name for user in await house.rows(User) if user.role == "admin"]
    assert sorted(admins) == ["other", "second"]


async def test_a_new_password_can_be_asked_for(house: House, boss: Person):
    user_id = await resident(house, "li")
    assert (await change(boss, user_id, must_change_password=True)).json()["must_change_password"]
    assert (await browser(house).sign_in("li")).json()["error"]["code"] == "password_expired"
    assert (await change(boss, boss.id, must_change_password=True)).status_code == 409


async def test_people_of_another_organisation_are_out_of_reach(house: House, boss: Person):
    far = await house.person("far", organisation="elsewhere")
    for reply in (
        await change(boss, far.id, role="admin"),
        await boss.http.post(f"/api/people/{far.id}/password-reset"),
    ):
        missing = await change(boss, "user_none", role="admin")
        assert (reply.status_code, reply.content) == (404, missing.content)
    assert (await user_named(house, "far")).role == "user"


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "root"},
        {"languages": ["fr"]},
        {"specialties": [""]},
        {"specialties": ["x\u0000"]},
        {"name": "new"},
        {"disabled": "yes"},
    ],
)
async def test_what_nobody_can_be_is_refused(house: House, boss: Person, wrong: dict[str, Any]):
    assert (await change(boss, boss.id, **wrong)).status_code == 400
    assert (await user_named(house, "boss")).role == "admin"
