"""Passwords: argon2id hashes, what a good one is, and the lock after wrong ones.

Parameters are RFC 9106's second recommendation (64 MiB, 3 passes), argon2-cffi's default. A hash
takes a tenth of a second of a core, so it is made in a thread and only a few at a time.
"""

import asyncio
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import BadRequest, Unavailable
from app.models import Password, User

T = TypeVar("T")
SHORTEST, LONGEST = 12, 256
KEPT = 5  # earlier hashes that may not come again
FAILURES = 5
FIRST_LOCK, LONGEST_LOCK = timedelta(minutes=1), timedelta(hours=1)
AT_ONCE, WAITING = 2, 64
# What one types when twelve characters are asked for.
_MUCH_USED = """
    123456789012 1234567890123 1234567890123456 123456123456 123123123123 111111111111
    000000000000 password1234 password12345 password123456 passwordpassword mypassword123
    qwertyuiop12 qwertyuiop123 qwertyuiopasdf qwerty123456 qwertyqwerty 1q2w3e4r5t6y 1qaz2wsx3edc
    abcdefghijkl abcdefgh1234 abc123abc123 abcd1234abcd aaaaaaaaaaaa iloveyou1234 welcome12345
    letmein12345 administrator admin1234567 admin123456789 administrator1 changeme1234 changemenow1
    woaini520520 woaini1314520 woaini123456 5201314520134 wodemima12345 a12345678901 aa1234567890
    medloop12345 medloopmedloop doctor123456 hospital1234 yisheng12345 yiyuan123456
"""
COMMON = frozenset(_MUCH_USED.split())
_hasher = PasswordHasher()
# No password matches it, and to find that out takes as long as with a real one.
_NOBODYS = (
    f"$argon2id$v=19$m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    f"${'A' * 22}${'A' * 43}"
)


@dataclass(frozen=True, slots=True)
class Account:
    """What a sign-in needs to know of the name that was given."""

    user_id: str
    organisation_id: str
    role: str
    name: str
    hash: str
    open: bool  # neither locked nor disabled
    why_not: str
    changed_at: datetime
    must_change: bool


class _Threads:
    """A few threads, and a bound to those who wait for them: hashing is what a flood would buy."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="argon2")
        self._waiting = 0

    async def run(self, work: Callable[..., T], *arguments: str) -> T:
        if self._waiting >= WAITING:
            raise Unavailable("Too many people are signing in at this moment; try again.")
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, work, *arguments)
        finally:
            self._waiting -= 1


_threads = _Threads()


async def hashed(password: str) -> str:
    return await _threads.run(_hasher.hash, _plain(password))


async def matches(stored: str | None, password: str) -> bool:
    """Takes as long without a stored hash as with one."""
    found = await _threads.run(_is_match, stored or _NOBODYS, _plain(password))
    return found and bool(stored)


def is_outdated(stored: str) -> bool:
    """Made with other parameters than today's: to be hashed again while the password is at hand."""
    return _hasher.check_needs_rehash(stored)


async def check_new(password: str, name: str, earlier: Sequence[str] = ()) -> None:
    """Raises BadRequest with what to do; its code says why, for pages in other words."""
    plain = _plain(password)
    folded = plain.casefold()
    if len(plain) < SHORTEST:
        _weak(
            "short",
            f"A password has at least {SHORTEST} characters; a sentence is easy to remember.",
        )
    if len(plain) > LONGEST:
        _weak("long", f"A password has at most {LONGEST} characters.")
    if folded in COMMON or len(set(folded)) < 4:
        _weak("common", "This password is among the first that anybody would try; choose another.")
    if len(name) > 2 and name.casefold() in folded and len(folded) - len(name) < SHORTEST // 2:
        _weak("name", "A password must not be little more than your name; choose another.")
    for stored in earlier:
        if await matches(stored, password):
            _weak("used", "You have used this password before; choose another.")


def attempt(db: Session, name: str) -> Account | None:
    """Counts a sign-in as failed before it is tried, so that many at once get no more tries.

    None for whoever has no password.
    """
    found = db.execute(
        select(User, Password)
        .join(Password, Password.user_id == User.id)
        .where(User.name == name)
        .with_for_update(of=Password)
    ).one_or_none()
    if found is None:
        return None
    user, password = found
    now = datetime.now(UTC)
    locked = password.locked_until is not None and password.locked_until > now
    if not locked:
        password.failures += 1
        password.locked_until = locked_until(password.failures, now)
    why_not = "locked" if locked else "disabled" if user.disabled_at is not None else ""
    return Account(
        user.id,
        user.organisation_id,
        user.role,
        user.name,
        password.hash,
        not why_not,
        why_not,
        password.changed_at,
        password.must_change,
    )


def locked_until(failures: int, now: datetime) -> datetime | None:
    """After the fifth failure in a row one minute, and twice as long after each that follows."""
    if failures < FAILURES:
        return None
    # The exponent is bounded: somebody may go on for years.
    return now + min(FIRST_LOCK * 2 ** min(failures - FAILURES, 10), LONGEST_LOCK)


def succeeded(db: Session, user_id: str, rehashed: str | None = None) -> None:
    password = db.get_one(Password, user_id)
    password.failures, password.locked_until = 0, None
    if rehashed is not None:
        password.hash = rehashed


def store(db: Session, user_id: str, new: str) -> None:
    """In the place of the old one, which is remembered so that it does not come again."""
    now = datetime.now(UTC)
    password = db.get(Password, user_id)
    if password is None:
        db.add(Password(user_id=user_id, hash=new, earlier=[], changed_at=now))
        return
    before: list[Any] = [password.hash, *password.earlier] if password.hash else password.earlier
    password.earlier = before[: KEPT - 1]  # with the new one, the last five
    password.hash, password.changed_at, password.must_change = new, now, False
    password.failures, password.locked_until = 0, None


def annul(db: Session, user_id: str) -> None:
    """No password opens the account until a link has set one; the old may not come again."""
    password = db.get(Password, user_id)
    if password is not None and password.hash:
        password.earlier = [password.hash, *password.earlier][: KEPT - 1]
        password.hash, password.must_change = "", True


def used_before(password: Password | None) -> list[str]:
    if password is None:
        return []
    return [stored for stored in [password.hash, *password.earlier] if stored]


def has_expired(account: Account, days: int) -> bool:
    age = datetime.now(UTC) - account.changed_at
    return account.must_change or (days > 0 and age > timedelta(days=days))


def _plain(password: str) -> str:
    """The same characters however the keyboard composed them: é, full-width digits."""
    return unicodedata.normalize("NFKC", password)


def _is_match(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _weak(what: str, why: str) -> None:
    raise BadRequest(why, param="password", code=f"password_{what}")
