"""The whole service behind a real socket, in a thread of this process, on data of the test's own.

    def test_something(serve: Serve) -> None:
        running = serve(llm_url=upstream.url, rate_per_minute=1)

Settings are given as arguments. The home is a copy of one made once: migrated, an administrator's
key, a small index. With `database_url` the database is that one, migrated already or not.
"""

import asyncio
import json
import subprocess
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from socket import socket
from typing import Any, TypeVar

import anyio
import httpx2
import pytest
import uvicorn
from openai import AsyncOpenAI, OpenAI

from app.cli.index import build_index
from app.db import Database
from app.main import create_app
from app.people.accounts import create_key, create_user
from app.serving import uvicorn_options
from app.settings import Settings
from migrations.run import upgrade
from tests.fake_upstream import FakeUpstream
from tests.vllm import VLLM

T = TypeVar("T")
Json = dict[str, Any]
FEVER_EN = "When does a child's fever need emergency care?"
FEVER_ZH = "儿童发热什么时候需要去急诊？"
ENGLISH = {"source": "Clinic handbook", "lang": "en", "specialty": "paediatrics"}
CORPUS = [
    ENGLISH
    | {
        "id": "fever-en",
        "title": "Fever in children",
        "url": "https://example.org/fever",
        "text": "A child's fever needs emergency care when the child is younger than 3 months, "
        "has trouble breathing or cannot be woken.",
    },
    ENGLISH
    | {
        "id": "fever-care-en",
        "title": "A child's fever at home",
        "text": "A child's fever that does not need emergency care is treated at home with rest "
        "and fluids. Come back when it lasts more than 3 days.",
    },
    {
        "id": "fever-zh",
        "title": "儿童发热",
        "lang": "zh",
        "source": "门诊手册",
        "text": "儿童发热时，如果年龄小于3个月、呼吸困难或叫不醒，需要立即去急诊。",
    },
]


@dataclass(frozen=True)
class Running:
    url: str
    key: str
    home: Path

    def client(self, **options: Any) -> OpenAI:
        """The official client, which asks once and no more."""
        return OpenAI(**self._client_options() | options)

    def async_client(self, **options: Any) -> AsyncOpenAI:
        return AsyncOpenAI(**self._client_options() | options)

    def http(self) -> httpx2.Client:
        return httpx2.Client(**self._http_options())

    def async_http(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(**self._http_options())

    def last_turn(self) -> Json:
        """The newest question with its answers, as the record holds them."""
        with self.http() as http:
            newest = http.get("/v1/conversations", params={"limit": 1}).json()["data"][0]
            return http.get(f"/v1/conversations/{newest['id']}").json()["turns"][-1]

    def _client_options(self) -> Json:
        return {"base_url": f"{self.url}/v1", "api_key": self.key, "max_retries": 0}

    def _http_options(self) -> Json:
        headers = {"Authorization": f"Bearer {self.key}"}
        return {"base_url": self.url, "headers": headers, "timeout": 30}


Serve = Callable[..., Running]


class _Server(uvicorn.Server):
    """Tells when it serves, and on which port."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.settled = threading.Event()  # it serves, or it never will
        self.port = 0

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self.port = self.servers[0].sockets[0].getsockname()[1]
        self.settled.set()

    def run(self, sockets: list[socket] | None = None) -> None:
        try:
            super().run(sockets)
        finally:
            self.settled.set()


@contextmanager
def serving(home: Path, key: str, **given: Any) -> Iterator[Running]:
    """The service on a prepared home until the end of the block."""
    defaults: Json = {"home": home, "port": 0, "log_level": "warning", "rate_per_minute": 100_000}
    settings = Settings(**defaults | given)
    server = _Server(uvicorn.Config(create_app(settings), **uvicorn_options(settings)))
    thread = threading.Thread(target=server.run, name="medloop")
    thread.start()
    try:
        server.settled.wait()
        assert server.port, "the service did not start; its log says why"
        yield Running(f"http://127.0.0.1:{server.port}", key, home)
    finally:
        server.should_exit = True
        thread.join()


def prepare(home: Path) -> str:
    """Migrates, indexes CORPUS, makes an administrator; returns their key."""
    settings = Settings(home=home)
    corpus = home / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in CORPUS), encoding="utf-8")
    build_index(settings.retrieval, [corpus])
    return migrate(settings.database)


def migrate(url: str) -> str:
    """Brings the database to today's tables; returns the key of a new administrator."""
    in_a_thread(lambda: upgrade(url))
    return in_a_thread(lambda: asyncio.run(new_key(url)))


async def new_key(url: str, name: str = "admin", role: str = "admin") -> str:
    database = Database(url)
    try:
        async with database.sessions() as session, session.begin():
            return await create_key(session, await create_user(session, name, role=role))
    finally:
        await database.close()


def in_a_thread(work: Callable[[], T]) -> T:
    """For what runs an event loop of its own, from a test that may be inside one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home to copy, and the key that works in every copy."""
    home = tmp_path_factory.mktemp("prepared")
    return home, prepare(home)


def copied(prepared: tuple[Path, str], home: Path) -> str:
    """Makes `home` a copy of the prepared one; returns the key that works there."""
    template, key = prepared
    copy_sparsely(template, home)
    return key


def copy_sparsely(folder: Path, to: Path) -> None:
    """An index is 160 MB of holes around 1 MB of data; copies that keep the holes stay small."""
    to.parent.mkdir(parents=True, exist_ok=True)
    half = to.with_name(f"{to.name}.half")  # a service that runs already must not open it half done
    subprocess.run(["cp", "-r", "--sparse=always", folder, half], check=True)
    half.rename(to)


@pytest.fixture
def serve(prepared: tuple[Path, str], tmp_path: Path) -> Iterator[Serve]:
    """Starts services, each with a home of its own; they end with the test."""
    with ExitStack() as stack:
        homes = (tmp_path / f"home-{number}" for number in count(1))

        def start(**settings: Any) -> Running:
            home = next(homes)
            key = copied(prepared, home)
            url = settings.get("database_url")
            return stack.enter_context(serving(home, migrate(url) if url else key, **settings))

        yield start


@pytest.fixture(scope="session")
def over_vllm(
    prepared: tuple[Path, str], vllm: VLLM, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """One service before a real vLLM, for all tests that only ask it questions."""
    home = tmp_path_factory.mktemp("over-vllm") / "home"
    with serving(home, copied(prepared, home), llm_url=vllm.url) as running:
        yield running


@pytest.fixture
def upstream() -> Iterator[FakeUpstream]:
    with FakeUpstream() as fake:
        yield fake


async def happens(event: threading.Event, seconds: float = 10) -> bool:
    """Waits in an async test for what happens in another thread."""
    return await anyio.to_thread.run_sync(event.wait, seconds)


async def comes_true(condition: Callable[[], Awaitable[bool] | bool], seconds: float = 10) -> bool:
    """Looks again and again, for what tells nobody when it changes."""
    with anyio.move_on_after(seconds):
        while True:
            found = condition()
            if found if isinstance(found, bool) else await found:
                return True
            await anyio.sleep(0.05)
    return False
