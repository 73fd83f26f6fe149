"""Signing in by an OpenID provider, a real one on a socket: what is believed and what is not."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from sqlalchemy import update

from app.models import Identity, User, WebSession
from app.people import oidc
from app.people.oidc import STATE_COOKIE, Begin, seal, unseal
from app.people.openid import Attempt
from tests.app.house import House, Open
from tests.app.people.front_door import Browser, audited, browser, user_named
from tests.app.people.oidc_provider import CLIENT, SECRET, OidcProvider, Person, Served

HOME = "http://house"


@pytest.fixture
def provider() -> Iterator[OidcProvider]:
    with Served(OidcProvider()) as provider:
        yield provider


@dataclass
class Hospital:
    """A service that trusts the provider, and the settings it has."""

    house: House
    provider: OidcProvider

    async def leave(self, there: Browser, **query: str) -> str:
        """To the provider, where the person signs in; returns the address they come back to."""
        out = await there.http.get("/sign-in/oidc", params=query)
        assert out.status_code == 303, out.text
        async with httpx2.AsyncClient() as elsewhere:
            back = await elsewhere.get(out.headers["location"])
        assert back.status_code == 302, back.text
        assert back.headers["location"].startswith(f"{HOME}/sign-in/oidc/callback?")
        return back.headers["location"]

    async def sign_in(self, there: Browser, **query: str) -> str:
        """Where the browser ends up."""
        reply = await there.http.get(await self.leave(there, **query))
        assert reply.status_code == 303, reply.text
        return reply.headers["location"]


async def hospital_with(opened: Open, provider: OidcProvider, **settings: Any) -> Hospital:
    given = {"oidc_issuer": provider.url, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET,
             "oidc_auto_provision": True, "key_cache_seconds": 0}  # fmt: skip
    return Hospital(await opened(**given | settings), provider)


@pytest.fixture
async def hospital(opened: Open, provider: OidcProvider) -> Hospital:
    return await hospital_with(opened, provider)


async def test_whoever_the_provider_knows_is_signed_in_and_known_again(hospital: Hospital):
    house = hospital.house
    for _ in range(2):
        there = browser(house)
        assert await hospital.sign_in(there, next="/review") == "/review"
        me = (await there.http.get("/api/me")).json()
        assert (me["name"], me["role"]) == ("dr.wu", "user")
    [identity] = await house.rows(Identity)
    assert (identity.issuer, identity.subject) == (hospital.provider.url, "subject-1")
    assert [event.details for event in await audited(house, "sign_in")] == ['{"how": "openid"}'] * 2
    assert len(await house.rows(User)) == 1


async def test_the_code_is_bound_to_this_browser_by_pkce(hospital: Hospital):
    await hospital.sign_in(browser(hospital.house))
    [form] = hospital.provider.exchanged
    assert len(form["code_verifier"]) >= 43
    assert "client_secret" not in form  # it went as basic authentication


async def test_a_new_session_cookie_is_given_and_the_state_is_taken_back(hospital: Hospital):
    there = browser(hospital.house)
    reply = await there.http.get(await hospital.leave(there))
    cookies = reply.headers.get_list("set-cookie")
    [session] = [cookie for cookie in cookies if cookie.startswith("medloop_session=")]
    assert "HttpOnly" in session
    assert "SameSite=lax" in session
    assert STATE_COOKIE not in there.http.cookies


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another nonce"},
        {"nonce": None},
        {"iss": "https://other.example"},
        {"iss": None},
        {"aud": "another client"},
        {"aud": ["another client", "a third"]},
        {"aud": [CLIENT, "another client"], "azp": "another client"},
        {"aud": None},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"iat": 4_000_000_000},
        {"sub": None},
        {"sub": ""},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    ],
    ids=str,
)
async def test_an_id_token_that_says_something_else_is_refused(
    hospital: Hospital, lie: dict[str, Any]
):
    hospital.provider.claims = lie
    await is_refused(hospital)


@pytest.mark.parametrize("signer", ["unknown", "none", "shared secret"])
async def test_an_id_token_that_the_provider_did_not_sign_is_refused(
    hospital: Hospital, signer: str
):
    hospital.provider.signer = signer
    await is_refused(hospital)


async def is_refused(hospital: Hospital, problem: str = "oidc_refused") -> None:
    there = browser(hospital.house)
    assert await hospital.sign_in(there) == f"/sign-in?problem={problem}"
    assert not await there.is_in()
    assert await hospital.house.rows(User) == []
    [event] = await audited(hospital.house, "sign_in.refused")
    assert json.loads(event.details) == {"reason": problem}


async def test_userinfo_of_somebody_else_is_refused(hospital: Hospital):
    hospital.provider.person = Person(userinfo={"sub": "subject-2"})
    await is_refused(hospital)


async def test_a_provider_that_calls_itself_otherwise_is_refused(hospital: Hospital):
    hospital.provider.issuer = "https://other.example"
    reply = await browser(hospital.house).http.get("/sign-in/oidc")
    assert reply.status_code == 401
    assert "MEDLOOP_OIDC_ISSUER" in reply.text


async def test_a_provider_that_is_away_is_said_so(opened: Open):
    settings = {"oidc_issuer": "http://127.0.0.1:1", "oidc_client_id": CLIENT}
    reply = await browser(await opened(**settings)).http.get("/sign-in/oidc")
    assert reply.status_code == 503


async def test_without_a_provider_there_is_no_such_way(house: House):
    assert (await browser(house).http.get("/sign-in/oidc")).status_code == 404


async def test_the_way_back_works_once(hospital: Hospital):
    """Neither again in the same browser, nor with the cookie kept: the code is used up."""
    there = browser(hospital.house)
    place = await hospital.leave(there)
    kept = there.http.cookies[STATE_COOKIE]
    assert (await there.http.get(place)).headers["location"] == "/"
    again = await there.http.get(place)
    assert again.headers["location"] == "/sign-in?problem=oidc_stale"
    other = browser(hospital.house)
    other.http.cookies.set(STATE_COOKIE, kept)
    replayed = await other.http.get(place)
    assert replayed.headers["location"] == "/sign-in?problem=oidc_refused"
    assert not await other.is_in()
    assert len(await hospital.house.rows(WebSession)) == 1


async def test_another_browser_cannot_end_what_this_one_began(hospital: Hospital):
    """Login CSRF: a victim is sent to the way back of an attacker's own sign-in."""
    attacker, victim = browser(hospital.house), browser(hospital.house)
    place = await hospital.leave(attacker)
    for prepared in (False, True):
        if prepared:
            await hospital.leave(victim)
        reply = await victim.http.get(place)
        assert reply.headers["location"] == "/sign-in?problem=oidc_stale"
        assert not await victim.is_in()


@pytest.mark.parametrize("change", ["iss", "state", "code", "error"])
async def test_a_way_back_that_was_changed_is_refused(hospital: Hospital, change: str):
    there = browser(hospital.house)
    place = urlsplit(await hospital.leave(there))
    query = {key: value[0] for key, value in parse_qs(place.query).items()}
    query[change] = "https://other.example"
    reply = await there.http.get(place.path, params=query)
    assert reply.headers["location"].startswith("/sign-in?problem=oidc_")
    assert not await there.is_in()


def test_a_state_cookie_that_was_changed_or_is_old_is_none():
    attempt = Attempt("s", "n", "v", "http://house/x")
    begun = Begin(attempt, "/", "", int(time.time()) + 60)
    sealed = seal(begun, b"key")
    assert unseal(sealed, b"key") == begun
    assert unseal(sealed, b"another key") is None
    assert unseal("x" + sealed, b"key") is None
    assert unseal("", b"key") is None
    assert unseal(seal(replace(begun, until=0), b"key"), b"key") is None


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\/evil.example", "evil",
     "javascript:alert(1)", "/\t/evil.example", "https:evil.example", " //evil.example"],
)  # fmt: skip
async def test_after_signing_in_nobody_is_sent_to_another_site(hospital: Hospital, wanted: str):
    assert await hospital.sign_in(browser(hospital.house), next=wanted) == "/"


async def test_uninvited_people_stay_out_unless_provisioning_is_on(
    opened: Open, provider: OidcProvider
):
    await is_refused(
        await hospital_with(opened, provider, oidc_auto_provision=False), problem="uninvited"
    )


async def test_an_invitation_lets_somebody_in_by_the_provider_with_its_role(
    opened: Open, provider: OidcProvider
):
    hospital = await hospital_with(opened, provider, oidc_auto_provision=False)
    boss = await hospital.house.person("boss", "admin")
    new = {"role": "reviewer", "specialties": ["dermatology"]}
    link = (await boss.http.post("/api/invitations", json=new)).json()
    token = link["url"].rpartition("/")[2]
    assert await hospital.sign_in(browser(hospital.house), invitation=token) == "/"
    wu = await user_named(hospital.house, "dr.wu")
    assert (wu.role, wu.specialties) == ("reviewer", ["dermatology"])
    provider.person = Person("subject-2", {"preferred_username": "li"})
    assert await hospital.sign_in(browser(hospital.house), invitation=token) == (
        "/sign-in?problem=invitation_gone"
    )
    provider.person = Person()
    assert await hospital.sign_in(browser(hospital.house)) == "/"


async def test_a_link_for_somebody_connects_their_account(opened: Open, provider: OidcProvider):
    hospital = await hospital_with(opened, provider, oidc_auto_provision=False)
    boss, li = await hospital.house.person("boss", "admin"), await hospital.house.person("li")
    link = (await boss.http.post(f"/api/people/{li.id}/password-reset")).json()
    there = browser(hospital.house)
    await hospital.sign_in(there, invitation=link["url"].rpartition("/")[2])
    assert (await there.http.get("/api/me")).json()["id"] == li.id


async def test_to_have_somebodys_name_at_the_provider_is_not_to_be_them(hospital: Hospital):
    boss = await hospital.house.person("boss", "admin")
    hospital.provider.person = Person("mallory", {"preferred_username": "boss"})
    there = browser(hospital.house)
    await hospital.sign_in(there)
    me = (await there.http.get("/api/me")).json()
    assert me["id"] != boss.id
    assert me["name"].startswith("boss ")
    assert me["role"] == "user"


async def test_whoever_is_disabled_here_is_not_let_in_by_the_provider(hospital: Hospital):
    await hospital.sign_in(browser(hospital.house))
    async with hospital.house.service.database.sessions() as session, session.begin():
        await session.execute(update(User).values(disabled_at=User.created_at))
    assert await hospital.sign_in(browser(hospital.house)) == "/sign-in?problem=disabled"


async def test_roles_follow_the_providers_claim_and_changes_are_audited(
    opened: Open, provider: OidcProvider
):
    hospital = await hospital_with(
        opened, provider, oidc_role_claim="groups",
        oidc_roles={"doctors": "clinician", "seniors": "reviewer"},
    )  # fmt: skip
    provider.person.userinfo = {"groups": ["canteen", "doctors", "seniors"]}
    await hospital.sign_in(browser(hospital.house))
    assert (await user_named(hospital.house, "dr.wu")).role == "reviewer"
    provider.person.userinfo = {"groups": "doctors"}
    await hospital.sign_in(browser(hospital.house))
    provider.person.userinfo = {}
    await hospital.sign_in(browser(hospital.house))
    assert (await user_named(hospital.house, "dr.wu")).role == "user"
    changes = [json.loads(event.details) for event in await audited(hospital.house, "role.change")]
    assert changes == [
        {"before": "reviewer", "after": "clinician"},
        {"before": "clinician", "after": "user"},
    ]


async def test_the_providers_claim_does_not_dismiss_the_last_administrator(
    opened: Open, provider: OidcProvider
):
    hospital = await hospital_with(opened, provider, oidc_role_claim="role")
    provider.person.told["role"] = "admin"
    await hospital.sign_in(browser(hospital.house))
    provider.person.told["role"] = "user"
    assert await hospital.sign_in(browser(hospital.house)) == "/"
    assert (await user_named(hospital.house, "dr.wu")).role == "admin"


async def test_names_are_printable_and_short(hospital: Hospital):
    hospital.provider.person = Person(told={"name": "\u202e" + "x" * 500 + "\n"})
    await hospital.sign_in(browser(hospital.house))
    assert (await user_named(hospital.house, "x" * 80)).role == "user"


def test_no_algorithm_is_believed_that_others_can_use() -> None:
    from app.people.openid import ALGORITHMS

    assert not any(name == "none" or name.startswith("HS") for name in ALGORITHMS)
    assert oidc.SECONDS <= 600
