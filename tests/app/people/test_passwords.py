"""What a password must be, how it is kept, and the lock that grows with wrong ones."""

from datetime import UTC, datetime, timedelta

import anyio
import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from app.errors import BadRequest, Unavailable
from app.models import Password
from app.people import passwords
from tests.app.house import House, Open
from tests.app.people.front_door import BETTER, GOOD, browser, hash_of, resident, signed_in

NOW = datetime(2026, 11, 21, tzinfo=UTC)


async def the_password(house: House) -> Password:
    [row] = await house.rows(Password)
    return row


async def test_a_hash_is_argon2id_with_the_parameters_of_rfc_9106():
    stored = await passwords.hashed(GOOD)
    assert extract_parameters(stored) == RFC_9106_LOW_MEMORY
    assert stored != await passwords.hashed(GOOD)
    assert await passwords.matches(stored, GOOD)
    assert not await passwords.matches(stored, GOOD + " ")
    assert not passwords.is_outdated(stored)


@pytest.mark.parametrize("stored", [None, "", "no hash", passwords._NOBODYS])
async def test_nothing_matches_what_is_no_hash(stored: str | None):
    for guess in ("", GOOD, "nobody"):
        assert not await passwords.matches(stored, guess)


async def test_how_a_keyboard_composes_a_letter_makes_no_difference():
    assert await passwords.matches(await passwords.hashed("café ４２ 只雁"), "cafe\u0301 42 只雁")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("a" * 12, "common"),
        ("short one", "short"),
        ("云间四只雁", "short"),
        ("x7" + "q" * 300, "long"),
        ("PassWordPassword", "common"),
        ("woaini1314520", "common"),
        ("zhang.wenli1", "name"),
        ("121212121212", "common"),
    ],
)
async def test_a_weak_password_is_refused_with_what_to_do(password: str, code: str):
    with pytest.raises(BadRequest) as refused:
        await passwords.check_new(password, "Zhang.Wenli")
    assert refused.value.error_code == f"password_{code}"
    assert password not in str(refused.value)


@pytest.mark.parametrize("password", [GOOD, BETTER, "zhang.wenli and her four geese", "q" * 3 * 4])
async def test_length_and_not_strange_characters_make_a_password(password: str):
    if len(set(password)) > 1:
        await passwords.check_new(password, "zhang.wenli")
    else:
        with pytest.raises(BadRequest):
            await passwords.check_new(password, "zhang.wenli")


def test_the_lock_begins_with_the_fifth_failure_and_doubles_up_to_an_hour():
    minutes = [
        (until - NOW) / timedelta(minutes=1) if until else 0
        for until in (passwords.locked_until(failures, NOW) for failures in range(1, 14))
    ]
    assert minutes == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert passwords.locked_until(10**6, NOW) == NOW + timedelta(hours=1)


async def test_five_wrong_passwords_lock_out_the_right_one_for_a_while(house: House):
    await resident(house, "wang")
    for _ in range(5):
        assert (await browser(house).sign_in("wang", "wrong password")).status_code == 401
    assert (await browser(house).sign_in("wang")).status_code == 401
    locked = (await the_password(house)).locked_until
    assert locked is not None
    assert timedelta(0) < locked - datetime.now(UTC) <= timedelta(minutes=1)
    await pass_the_lock(house)
    assert (await browser(house).sign_in("wang")).status_code == 200
    row = await the_password(house)
    assert (row.failures, row.locked_until) == (0, None)


async def test_the_sixth_failure_locks_for_longer(house: House):
    await resident(house, "wang", failures=5, locked_until=datetime.now(UTC) - timedelta(hours=1))
    await browser(house).sign_in("wang", "wrong password")
    locked = (await the_password(house)).locked_until
    assert locked is not None
    assert locked - datetime.now(UTC) > timedelta(minutes=1)


async def test_guesses_made_all_at_once_are_no_more_than_five(house: House):
    await resident(house, "wang")
    await anyio.sleep(0)
    statuses: list[int] = []

    async def guess(password: str) -> None:
        statuses.append((await browser(house).sign_in("wang", password)).status_code)

    async with anyio.create_task_group() as group:
        for _ in range(11):
            group.start_soon(guess, "wrong password")
        group.start_soon(guess, GOOD)
    assert statuses == [401] * 12
    assert (await the_password(house)).failures == 5


async def pass_the_lock(house: House) -> None:
    async with house.service.database.sessions() as session, session.begin():
        row = await session.get_one(Password, (await the_password(house)).user_id)
        row.locked_until = datetime.now(UTC) - timedelta(seconds=1)


async def test_a_hash_made_with_older_parameters_is_renewed_at_the_next_sign_in(house: House):
    old = PasswordHasher(time_cost=1, memory_cost=1024).hash(GOOD)
    await resident(house, "wang", hash=old)
    assert (await browser(house).sign_in("wang")).status_code == 200
    renewed = (await the_password(house)).hash
    assert extract_parameters(renewed) == RFC_9106_LOW_MEMORY
    assert await passwords.matches(renewed, GOOD)


async def test_the_last_five_passwords_may_not_come_again(house: House):
    earlier = [hash_of(f"an older password {number}") for number in range(4)]
    li = await signed_in(house, "li", earlier=earlier)
    for used in (GOOD, "an older password 0", "an older password 3"):
        reply = await li.http.post("/api/password", json={"current": GOOD, "new": used})
        assert (reply.status_code, reply.json()["error"]["code"]) == (400, "password_used")
    reply = await li.http.post("/api/password", json={"current": GOOD, "new": BETTER})
    assert reply.status_code == 200
    row = await the_password(house)
    assert row.earlier == [hash_of(GOOD), *earlier[:3]]


async def test_a_password_that_is_too_old_is_replaced_while_signing_in(opened: Open):
    house = await opened(key_cache_seconds=0, password_days=90)
    await resident(house, "wang", changed_at=datetime.now(UTC) - timedelta(days=91))
    refused = await browser(house).sign_in("wang")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "password_expired")
    assert "set-cookie" not in refused.headers
    weak = await browser(house).sign_in("wang", new_password=GOOD)
    assert weak.json()["error"]["code"] == "password_used"
    assert (await browser(house).sign_in("wang", new_password=BETTER)).status_code == 200
    assert (await browser(house).sign_in("wang")).status_code == 401
    assert (await browser(house).sign_in("wang", BETTER)).status_code == 200


async def test_whoever_must_change_their_password_does_so_even_without_rotation(house: House):
    await resident(house, "wang", must_change=True)
    assert (await browser(house).sign_in("wang")).json()["error"]["code"] == "password_expired"
    assert (await browser(house).sign_in("wang", new_password=BETTER)).status_code == 200
    assert not (await the_password(house)).must_change


async def test_a_flood_of_sign_ins_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(passwords, "WAITING", 0)
    with pytest.raises(Unavailable):
        await passwords.matches(None, GOOD)
