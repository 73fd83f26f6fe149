"""The service in this process, without a socket: the real application, its lifespan run.

The engine is the built-in one; without an index it answers that it has no evidence.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy import select

import retrieval
from app.cli.index import build_index
from app.main import create_app
from app.models import Base
from app.people.accounts import create_key, create_user, find_user
from app.service import Service
from app.settings import Settings
from retrieval.settings import RetrievalSettings
from tests.app.running import copy_sparsely

Row = TypeVar("Row", bound=Base)
Open = Callable[..., Awaitable["House"]]
CHAT = "/v1/chat/completions"
STARTER = Path(retrieval.__file__).parent / "starter"


def question(words: str, conversation: str | None = None, **more: Any) -> dict[str, Any]:
    """The body of a chat request with one new message."""
    body = {"model": "medloop", "messages": [{"role": "user", "content": words}], **more}
    if conversation is not None:
        body["medloop"] = {"conversation_id": conversation}
    return body


@dataclass(frozen=True)
class Person:
    """Somebody with a key, and an HTTP client that sends it."""

    id: str
    name: str
    key: str
    http: httpx2.AsyncClient

    async def ask(self, words: str, conversation: str | None = None) -> dict[str, Any]:
        """The `medloop` block of the answer."""
        reply = await self.http.post(CHAT, json=question(words, conversation))
        assert reply.status_code == 200, reply.text
        return reply.json()["medloop"]

    async def read(self, conversation: str) -> dict[str, Any]:
        reply = await self.http.get(f"/v1/conversations/{conversation}")
        assert reply.status_code == 200, reply.text
        return reply.json()


class House:
    def __init__(self, app: FastAPI) -> None:
        self.app: Any = app  # as any ASGI application
        self.service: Service = app.state.service
        self._transport = httpx2.ASGITransport(app)

    def client(self, key: str | None = None) -> httpx2.AsyncClient:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return httpx2.AsyncClient(
            transport=self._transport, base_url="http://house", headers=headers
        )

    async def person(
        self,
        name: str,
        role: str = "user",
        organisation: str = "default",
        *,
        scopes: list[str] | None = None,
        days: float | None = None,
    ) -> Person:
        async with self.service.database.sessions() as session, session.begin():
            user = await create_user(session, name, role=role, organisation=organisation)
            key = await create_key(session, user, scopes=scopes, days=days)
            return Person(user.id, name, key, self.client(key))

    async def another_key(self, owner: Person) -> str:
        async with self.service.database.sessions() as session, session.begin():
            return await create_key(session, await find_user(session, owner.name))

    async def recorded(self) -> None:
        """Returns when all that waits to be recorded has been."""
        await self.service.recorder.write([])

    async def rows(self, table: type[Row]) -> Sequence[Row]:
        async with self.service.database.sessions() as session:
            return (await session.scalars(select(table))).all()

    async def everything_stored(self, *without: type[Base]) -> str:
        """Every value of every row of every other table, as text."""
        left_out = {kind.__tablename__ for kind in without}
        async with self.service.database.sessions() as session:
            found: list[str] = []
            for table in Base.metadata.sorted_tables:
                if table.name in left_out:
                    continue
                found.extend(_text(row) for row in await session.execute(select(table)))
            return "\n".join(found)


def _text(row: Any) -> str:
    values = (value.decode() if isinstance(value, bytes) else str(value) for value in row)
    return " | ".join(values)


async def open_house(stack: AsyncExitStack, settings: Settings) -> House:
    app = create_app(settings)
    await stack.enter_async_context(app.router.lifespan_context(app))
    return House(app)


@pytest.fixture
async def opened(database_url: str, tmp_path: Path) -> AsyncIterator[Open]:
    """Opens services, each one as if a process of its own, on one and the same database."""
    async with AsyncExitStack() as stack:

        async def one_more(**given: Any) -> House:
            defaults: dict[str, Any] = {
                "home": tmp_path / "home",
                "database_url": database_url,
                "rate_per_minute": 100_000,
            }
            return await open_house(stack, Settings(**defaults | given))

        yield one_more


@pytest.fixture
async def house(opened: Open) -> House:
    """A service that looks up every key anew, so that what befalls a key shows at once."""
    return await opened(key_cache_seconds=0)


@pytest.fixture(scope="session")
def metformin_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of what the starter corpus says of metformin and of paracetamol."""
    folder = tmp_path_factory.mktemp("metformin")
    paths = [
        STARTER / lang / f"{topic}.md"
        for lang in ("zh", "en")
        for topic in ("metformin", "paracetamol-safety")
    ]
    build_index(RetrievalSettings(index_path=folder / "index"), paths, "starter")
    return folder / "index"


@pytest.fixture
def library(metformin_index: Path, tmp_path: Path) -> None:
    """Puts the index where the service of this test looks for it."""
    copy_sparsely(metformin_index, tmp_path / "home" / "index")
