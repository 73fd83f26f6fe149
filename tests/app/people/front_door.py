"""People with passwords, and what a browser does with them: keeps cookies, sends the CSRF token."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import httpx2
from argon2 import PasswordHasher
from sqlalchemy import select

from app.auth import COOKIE, CSRF_HEADER, new_session
from app.models import AuditEvent, Password, User
from app.people.accounts import create_user
from tests.app.house import House

GOOD = "Four wild geese flew home"
BETTER = "云间四只雁南飞过白塔，不回头了"


@cache
def hash_of(password: str) -> str:
    """Made once for all tests: each takes a tenth of a second."""
    return PasswordHasher().hash(password)


@dataclass
class Browser:
    http: httpx2.AsyncClient

    async def sign_in(self, name: str, password: str = GOOD, **more: Any) -> httpx2.Response:
        body = {"name": name, "password": password, **more}
        return self.remember(await self.http.post("/api/sign-in", json=body))

    def remember(self, reply: httpx2.Response) -> httpx2.Response:
        """The page it goes to next holds the token."""
        if reply.status_code == 200:
            self.http.headers[CSRF_HEADER] = reply.json()["csrf_token"]
        return reply

    async def is_in(self) -> bool:
        return (await self.http.get("/api/me")).status_code == 200

    @property
    def token(self) -> str | None:
        return self.http.cookies.get(COOKIE)


def browser(house: House) -> Browser:
    return Browser(house.client())


def holding(house: House, token: str) -> Browser:
    """A browser with this cookie, wherever it is from."""
    there = browser(house)
    there.http.cookies.set(COOKIE, token)
    return there


async def resident(
    house: House, name: str, role: str = "user", organisation: str = "default", **password: Any
) -> str:
    """The id of somebody whose password is GOOD."""
    async with house.service.database.sessions() as session, session.begin():
        user = await create_user(session, name, role=role, organisation=organisation)
        values = {"hash": hash_of(GOOD), "changed_at": datetime.now(UTC), "earlier": []}
        session.add(Password(user_id=user.id, **values | password))
        return user.id


async def signed_in(house: House, name: str, role: str = "user", **more: Any) -> Browser:
    """As `sign_in` leaves a browser, without the time that a password takes."""
    user_id = await resident(house, name, role, **more)
    token, row = new_session(user_id, hours=72)
    async with house.service.database.sessions() as session, session.begin():
        session.add(row)
    there = holding(house, token)
    there.http.headers[CSRF_HEADER] = row.csrf
    return there


async def user_named(house: House, name: str) -> User:
    async with house.service.database.sessions() as session:
        return (await session.scalars(select(User).where(User.name == name))).one()


async def audited(house: House, action: str) -> list[AuditEvent]:
    return [row for row in await house.rows(AuditEvent) if row.action == action]
