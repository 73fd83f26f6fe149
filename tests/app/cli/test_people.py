"""`medloop key` and `medloop user`, through the very entry point that the command has."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from anyio.to_thread import run_sync
from sqlalchemy import text

from app.cli.main import main
from app.db import Database
from app.models import ApiKey, User
from tests.app.house import House
from tests.app.people.front_door import BETTER, GOOD, audited, browser, resident, signed_in


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Medloop = Callable[..., Outcome]


@pytest.fixture
def shell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Medloop:
    """Runs the command as a shell would."""
    monkeypatch.setenv("MEDLOOP_HOME", str(tmp_path / "home"))

    def run(*words: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["medloop", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def medloop(shell: Medloop, monkeypatch: pytest.MonkeyPatch, database_url: str) -> Medloop:
    """Runs the command on this test's database."""
    monkeypatch.setenv("MEDLOOP_DATABASE_URL", database_url)
    return shell


@pytest.fixture
def on_nothing(shell: Medloop, monkeypatch: pytest.MonkeyPatch, empty_database_url: str) -> Medloop:
    """Runs the command on a database without any table."""
    monkeypatch.setenv("MEDLOOP_DATABASE_URL", empty_database_url)
    return shell


def key_in(outcome: Outcome) -> str:
    """The key that was printed, on a line of its own."""
    assert outcome.status == 0, outcome.err
    [line] = outcome.lines
    assert line.startswith("key: ml_")
    return line.removeprefix("key: ")


def is_one_line(outcome: Outcome) -> bool:
    return (
        outcome.status == 1
        and outcome.out == ""
        and len(outcome.err.splitlines()) == 1
        and outcome.err.startswith("medloop: ")
    )


async def test_a_new_users_key_opens_the_door_until_it_is_revoked(house: House, medloop: Medloop):
    assert (await run_sync(medloop, "user", "create", "li")).status == 0
    key = key_in(await run_sync(medloop, "key", "create", "--user", "li"))
    assert (await house.client(key).get("/v1/models")).status_code == 200
    assert (await run_sync(medloop, "key", "revoke", key[:11])).status == 0
    assert (await house.client(key).get("/v1/models")).status_code == 401


async def test_disabling_a_user_ends_all_their_keys(house: House, medloop: Medloop):
    await run_sync(medloop, "user", "create", "li")
    keys = [key_in(await run_sync(medloop, "key", "create", "--user", "li")) for _ in range(2)]
    assert (await run_sync(medloop, "user", "disable", "li")).status == 0
    for key in keys:
        assert (await house.client(key).get("/v1/models")).status_code == 401


async def test_a_key_has_the_scopes_and_the_days_it_was_given(house: House, medloop: Medloop):
    await run_sync(medloop, "user", "create", "li", "--role", "clinician")
    words = ("key", "create", "--user", "li", "--scope", "chat", "--scope", "embed")
    key_in(await run_sync(medloop, *words, "--days", "1.5", "--name", "for the ward"))
    [row] = await house.rows(ApiKey)
    assert row.scopes == ["chat", "embed"]
    assert row.name == "for the ward"
    assert row.expires_at is not None
    assert (row.expires_at - row.created_at).total_seconds() == 1.5 * 86_400


async def test_a_user_is_what_was_asked_for(house: House, medloop: Medloop):
    words = ("--role", "reviewer", "--organisation", "north", "--group", "ward", "--group", "team")
    created = await run_sync(medloop, "user", "create", "li", *words)
    [user] = await house.rows(User)
    assert created.out == f"li: {user.id}\n"
    assert user.role == "reviewer"
    listed = await run_sync(medloop, "user", "list")
    assert listed.lines == ["li  reviewer  north  team,ward"]


def test_the_list_of_users_says_who_is_disabled(medloop: Medloop):
    medloop("user", "create", "li")
    medloop("user", "create", "wang", "--role", "admin")
    medloop("user", "disable", "li")
    assert [line.split() for line in medloop("user", "list").lines] == [
        ["li", "user", "default", "disabled"],
        ["wang", "admin", "default"],
    ]


def test_the_last_administrator_cannot_be_disabled(medloop: Medloop):
    medloop("user", "create", "li", "--role", "admin")
    refused = medloop("user", "disable", "li")
    assert refused.status == 1
    assert "last administrator" in refused.err
    medloop("user", "create", "wang", "--role", "admin")
    assert medloop("user", "disable", "li").status == 0


@pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * 101])
def test_a_name_is_printable_and_not_endless(medloop: Medloop, name: str):
    refused = medloop("user", "create", name)
    assert refused.status == 1
    assert len(refused.err.splitlines()) == 1


def test_the_list_of_keys_shows_prefix_owner_and_state_and_never_a_key(medloop: Medloop):
    medloop("user", "create", "li")
    keys = [key_in(medloop("key", "create", "--user", "li", "--days", days)) for days in "019"]
    medloop("key", "revoke", keys[2][:11])
    listed = medloop("key", "list")
    fields = [line.split("  ") for line in listed.lines]
    assert [field[:4] for field in fields] == [
        [keys[0][:11], "li", "expired", "never used"],
        [keys[1][:11], "li", "active", "never used"],
        [keys[2][:11], "li", "revoked", "never used"],
    ]
    assert not any(key[11:] in listed.out for key in keys)


async def test_the_list_of_keys_shows_when_one_was_used(house: House, medloop: Medloop):
    await run_sync(medloop, "user", "create", "li")
    key = key_in(await run_sync(medloop, "key", "create", "--user", "li"))
    await house.client(key).get("/v1/models")
    await house.recorded()
    assert "  used 2" in (await run_sync(medloop, "key", "list")).out


async def test_on_a_new_database_the_first_key_makes_the_administrator(
    house: House, medloop: Medloop
):
    key = key_in(await run_sync(medloop, "key", "create", "--user", "admin"))
    [user], [row] = await house.rows(User), await house.rows(ApiKey)
    assert (user.name, user.role) == ("admin", "admin")
    assert "admin" in row.scopes
    assert (await house.client(key).get("/v1/models")).status_code == 200


async def test_the_first_key_too_is_what_was_asked_for(house: House, medloop: Medloop):
    words = ("--scope", "chat", "--days", "1", "--name", "trial")
    key_in(await run_sync(medloop, "key", "create", "--user", "admin", *words))
    [row] = await house.rows(ApiKey)
    assert (row.scopes, row.name) == (["chat"], "trial")
    assert row.expires_at is not None


@pytest.mark.parametrize(
    "words",
    [
        "key create --user nobody",
        "key create --user li --scope admin",
        "key create --user li --scope everything",
        "key revoke ml_nothing",
        "user create li",
        "user create new --role root",
        "user disable nobody",
    ],
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(medloop: Medloop, words: str):
    medloop("user", "create", "li")
    before = (medloop("user", "list").out, medloop("key", "list").out)
    assert is_one_line(medloop(*words.split()))
    assert (medloop("user", "list").out, medloop("key", "list").out) == before


def test_a_name_of_several_lines_is_still_one_line(medloop: Medloop):
    assert is_one_line(medloop("key", "create", "--user", "no\nbody"))
    assert is_one_line(medloop("key", "revoke", "no\nbody"))


@pytest.mark.parametrize("words", ["key list", "user list", "user create li", "key revoke ml_x"])
def test_a_database_without_tables_is_one_line_that_says_what_to_do(
    on_nothing: Medloop, words: str
):
    outcome = on_nothing(*words.split())
    assert is_one_line(outcome)
    assert "medloop migrate" in outcome.err


def test_after_migrating_the_first_key_can_be_made(on_nothing: Medloop):
    assert on_nothing("migrate").status == 0
    assert key_in(on_nothing("key", "create", "--user", "admin"))


@pytest.mark.parametrize("words", ["key list", "migrate"])
@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://postgres@127.0.0.1:1/nobody_listens",
        f"sqlite+aiosqlite:///{__file__}",
        "oracle9://no.such/kind",
        "no address",
    ],
)
def test_a_database_that_is_away_or_none_at_all_is_one_line(
    shell: Medloop, monkeypatch: pytest.MonkeyPatch, url: str, words: str
):
    monkeypatch.setenv("MEDLOOP_DATABASE_URL", url)
    assert is_one_line(shell(*words.split()))


async def test_a_database_of_a_newer_medloop_is_left_alone(
    on_nothing: Medloop, empty_database_url: str
):
    await run_sync(on_nothing, "migrate")
    database = Database(empty_database_url)
    async with database.sessions() as session, session.begin():
        await session.execute(text("UPDATE alembic_version SET version_num = 'to come'"))
    await database.close()
    assert is_one_line(await run_sync(on_nothing, "migrate"))


def link_in(outcome: Outcome, what: str) -> str:
    """The token of the link that was printed, on a line of its own."""
    assert outcome.status == 0, outcome.err
    [line] = outcome.lines
    assert line.startswith(f"{what}: http://127.0.0.1:8000/invite/")
    return line.rpartition("/")[2]


async def test_an_invitation_makes_an_account_with_its_role(house: House, medloop: Medloop):
    words = ("--role", "clinician", "--specialty", "paediatrics", "--lang", "zh", "--days", "2")
    token = link_in(await run_sync(medloop, "user", "invite", *words), "invitation")
    acceptance = {"token": token, "name": "吴医生", "password": GOOD}
    reply = await house.client().post("/api/invitations/accept", json=acceptance)
    assert reply.json()["role"] == "clinician"
    [user] = await house.rows(User)
    assert (user.specialties, user.languages) == (["paediatrics"], ["zh"])


async def test_a_password_reset_ends_the_old_one_and_prints_a_link(house: House, medloop: Medloop):
    await resident(house, "li")
    token = link_in(await run_sync(medloop, "user", "password-reset", "li"), "new password")
    assert (await browser(house).sign_in("li")).status_code == 401
    acceptance = {"token": token, "password": BETTER}
    assert (
        await house.client().post("/api/invitations/accept", json=acceptance)
    ).status_code == 200
    assert (await browser(house).sign_in("li", BETTER)).status_code == 200


async def test_roles_and_dismissals_are_audited_and_can_be_taken_back(
    house: House, medloop: Medloop
):
    there = await signed_in(house, "li")
    for words in ("role li clinician", "disable li", "enable li"):
        assert (await run_sync(medloop, "user", *words.split())).status == 0
        assert await there.is_in() == (words == "role li clinician")
    assert [event.details for event in await audited(house, "role.change")] == [
        '{"after": "clinician", "before": "user"}'
    ]
    for action in ("user.disable", "user.enable"):
        [event] = await audited(house, action)
        assert event.actor is None
    assert (await run_sync(medloop, "audit", "verify")).status == 0


def test_the_last_administrator_keeps_the_role(medloop: Medloop):
    medloop("user", "create", "li", "--role", "admin")
    assert "last administrator" in medloop("user", "role", "li", "user").err


@pytest.mark.parametrize(
    "words",
    ["role nobody admin", "role li root", "enable nobody", "password-reset nobody",
     "invite --role root", "invite --lang fr"],
)  # fmt: skip
def test_what_cannot_be_changed_is_one_line(medloop: Medloop, words: str):
    medloop("user", "create", "li")
    assert is_one_line(medloop("user", *words.split()))
