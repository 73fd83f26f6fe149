"""Links that let somebody in: shown once, used once, for the role they were made for."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import anyio
import pytest
from sqlalchemy import update

from app.models import Invitation, User
from tests.app.house import House, Person
from tests.app.people.front_door import (
    BETTER,
    GOOD,
    Browser,
    audited,
    browser,
    resident,
    signed_in,
    user_named,
)


@pytest.fixture
async def boss(house: House) -> Person:
    return await house.person("boss", "admin")


async def invited(boss: Person, **what: Any) -> dict[str, Any]:
    reply = await boss.http.post("/api/invitations", json=what)
    assert reply.status_code == 200, reply.text
    return reply.json()


def token_of(link: dict[str, Any]) -> str:
    assert link["url"].startswith("http://house/invite/")
    return link["url"].rpartition("/")[2]


async def accept(there: Browser, token: str, password: str = GOOD, **more: Any) -> Any:
    body = {"token": token, "password": password, **more}
    return there.remember(await there.http.post("/api/invitations/accept", json=body))


async def test_whoever_is_invited_chooses_name_and_password_and_is_signed_in(
    house: House, boss: Person
):
    link = await invited(
        boss, role="clinician", specialties=["paediatrics"], languages=["zh", "en"],
        credentials="MD",
    )  # fmt: skip
    there = browser(house)
    reply = await accept(there, token_of(link), name="吴医生")
    assert reply.status_code == 200
    assert await there.is_in()
    wu = await user_named(house, "吴医生")
    assert (wu.role, wu.specialties, wu.languages, wu.credentials) == (
        "clinician", ["paediatrics"], ["zh", "en"], "MD",
    )  # fmt: skip
    assert wu.organisation_id == (await user_named(house, "boss")).organisation_id
    assert (await browser(house).sign_in("吴医生")).status_code == 200
    [made], [used] = (
        await audited(house, "invitation.create"),
        await audited(house, "invitation.use"),
    )
    assert made.actor == boss.id
    assert json.loads(used.details) == {"user": wu.id, "role": "clinician"}


async def test_a_link_works_once(house: House, boss: Person):
    token = token_of(await invited(boss))
    assert (await accept(browser(house), token, name="li")).status_code == 200
    again = await accept(browser(house), token, name="wu")
    assert (again.status_code, again.json()["error"]["code"]) == (404, "invitation_gone")
    assert {user.name for user in await house.rows(User)} == {"boss", "li"}


async def test_of_many_who_use_it_at_once_one_gets_in(house: House, boss: Person):
    token = token_of(await invited(boss))
    statuses: list[int] = []

    async def race(name: str) -> None:
        statuses.append((await accept(browser(house), token, name=name)).status_code)

    async with anyio.create_task_group() as group:
        for number in range(4):
            group.start_soon(race, f"racer {number}")
    assert sorted(statuses) == [200, 404, 404, 404]
    assert len(await house.rows(User)) == 2


async def test_an_expired_or_withdrawn_link_or_none_lets_nobody_in(house: House, boss: Person):
    old, withdrawn = await invited(boss), await invited(boss)
    async with house.service.database.sessions() as session, session.begin():
        past = datetime.now(UTC) - timedelta(seconds=1)
        await session.execute(
            update(Invitation).where(Invitation.id == old["id"]).values(expires_at=past)
        )
    assert (await boss.http.delete(f"/api/invitations/{withdrawn['id']}")).status_code == 200
    replies = [
        await accept(browser(house), token, name="li")
        for token in (token_of(old), token_of(withdrawn), "no token")
    ]
    assert {reply.status_code for reply in replies} == {404}
    assert len({reply.text for reply in replies}) == 1
    assert len(await house.rows(User)) == 1


async def test_the_token_is_shown_once_and_never_stored(house: House, boss: Person):
    link = await invited(boss, role="reviewer")
    [listed] = (await boss.http.get("/api/invitations")).json()["data"]
    assert listed == {key: value for key, value in link.items() if key != "url"}
    assert token_of(link) not in await house.everything_stored()


async def test_a_used_link_is_no_longer_listed(house: House, boss: Person):
    await accept(browser(house), token_of(await invited(boss)), name="li")
    assert (await boss.http.get("/api/invitations")).json()["data"] == []


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"name": "boss"}, 409),
        ({"name": " "}, 400),
        ({"name": "a\u202eb"}, 400),
        ({}, 400),
        ({"name": "li", "password": "too short"}, 400),
        ({"name": "wild geese flew", "password": "wild geese flew"}, 400),
        ({"name": "li", "role": "admin"}, 400),
    ],
)
async def test_what_cannot_be_accepted_leaves_the_link_as_it_was(
    house: House, boss: Person, more: dict[str, Any], status: int
):
    token = token_of(await invited(boss))
    reply = await accept(browser(house), token, **{"password": GOOD} | more)
    assert reply.status_code == status
    assert "set-cookie" not in reply.headers
    assert (await accept(browser(house), token, name="li")).status_code == 200


async def test_another_site_accepts_no_invitation(house: House, boss: Person):
    there = browser(house)
    there.http.headers["Origin"] = "http://evil.example"
    token = token_of(await invited(boss))
    assert (await accept(there, token, name="li")).status_code == 403


async def test_a_reset_ends_the_old_password_and_sessions_and_its_link_sets_a_new_one(
    house: House, boss: Person
):
    li = await signed_in(house, "li", "clinician")
    user = await user_named(house, "li")
    link = (await boss.http.post(f"/api/people/{user.id}/password-reset")).json()
    assert link["for_user"] == user.id
    assert not await li.is_in()
    assert (await browser(house).sign_in("li")).status_code == 401
    reused = await accept(browser(house), token_of(link))
    assert reused.json()["error"]["code"] == "password_used"
    assert (await accept(browser(house), token_of(link), BETTER)).json()["name"] == "li"
    assert (await browser(house).sign_in("li", BETTER)).status_code == 200
    assert (await user_named(house, "li")).role == "clinician"
    assert await audited(house, "password.reset")


async def test_a_reset_frees_whoever_is_locked_out(house: House, boss: Person):
    later = datetime.now(UTC) + timedelta(hours=1)
    user_id = await resident(house, "li", failures=9, locked_until=later)
    link = (await boss.http.post(f"/api/people/{user_id}/password-reset")).json()
    await accept(browser(house), token_of(link), BETTER)
    assert (await browser(house).sign_in("li", BETTER)).status_code == 200


async def test_a_newer_reset_link_ends_the_older(house: House, boss: Person):
    user_id = await resident(house, "li")
    first, second = [
        (await boss.http.post(f"/api/people/{user_id}/password-reset")).json() for _ in range(2)
    ]
    assert (await accept(browser(house), token_of(first), BETTER)).status_code == 404
    assert (await accept(browser(house), token_of(second), BETTER)).status_code == 200


async def test_whoever_is_dismissed_meanwhile_is_not_let_back_in_by_a_link(
    house: House, boss: Person
):
    user_id = await resident(house, "li")
    link = (await boss.http.post(f"/api/people/{user_id}/password-reset")).json()
    await boss.http.patch(f"/api/people/{user_id}", json={"disabled": True})
    assert (await accept(browser(house), token_of(link), BETTER)).status_code == 404
    refused = await boss.http.post(f"/api/people/{user_id}/password-reset")
    assert refused.status_code == 409


async def test_an_organisation_sees_and_withdraws_its_own_links_alone(house: House, boss: Person):
    link = await invited(boss)
    other = await house.person("other", "admin", "elsewhere")
    assert (await other.http.get("/api/invitations")).json()["data"] == []
    assert (await other.http.delete(f"/api/invitations/{link['id']}")).status_code == 404
    assert (await accept(browser(house), token_of(link), name="li")).status_code == 200
