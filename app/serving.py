"""uvicorn, set up for streams: one process, or several behind one port."""

import gc
import sys
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from socket import socket
from typing import Any

import typer
import uvicorn
from fastapi import FastAPI

from app.main import create_app
from app.settings import Settings
from retrieval.generations import FileLock

FirstWords = Callable[[str], Awaitable[list[str]]]
DRAIN = 30  # seconds that open streams get at SIGTERM
# Between threads of Python. By default a thread that computes (de-identification, search) keeps the
# others waiting for 5 ms each time one of them comes back from the database, which is often.
SWITCH = 0.0005


def from_environment() -> FastAPI:
    """What each of several workers calls."""
    return create_app(Settings())


def serve_one(settings: Settings, first_words: FirstWords | None) -> None:
    """`first_words` makes the first key once the service stands, and is given its address: a key
    that nobody saw would lock everybody out."""
    with _only_one(settings):
        config = uvicorn.Config(create_app(settings), **uvicorn_options(settings))
        _Announced(config, settings, first_words).run()


def _only_one(settings: Settings) -> ExitStack:
    """The embedded database and index belong to one process."""
    held = ExitStack()
    if settings.database.startswith("sqlite") or not settings.qdrant_url:
        settings.home.mkdir(parents=True, exist_ok=True)
        message = (
            f"another medloop serves from {settings.home} already: stop it, or give this one its"
            " own MEDLOOP_HOME; several processes need PostgreSQL and a Qdrant server"
        )
        held.enter_context(FileLock(settings.home / "serving.lock", message))
    return held


def serve_workers(settings: Settings, workers: int) -> None:
    typer.echo(f"address: {_address(settings, settings.port)}")
    uvicorn.run(
        "app.serving:from_environment", factory=True, workers=workers, **uvicorn_options(settings)
    )


class _Announced(uvicorn.Server):
    """Says where it serves once it does, and what a new administrator is told only once."""

    def __init__(
        self, config: uvicorn.Config, settings: Settings, first_words: FirstWords | None
    ) -> None:
        super().__init__(config)
        self._settings = settings
        self._first_words = first_words

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.should_exit:
            return
        sys.setswitchinterval(SWITCH)
        # What lives as long as the process need not be looked at by every collection.
        gc.collect()
        gc.freeze()
        port = self.servers[0].sockets[0].getsockname()[1] if self.servers else self._settings.port
        typer.echo(f"address: {_address(self._settings, port)}")
        if self._first_words:
            for line in await self._first_words(self._settings.address(port)):
                typer.echo(line)


def _address(settings: Settings, port: int) -> str:
    return f"{'https' if settings.tls_cert else 'http'}://{settings.host}:{port}"


def uvicorn_options(settings: Settings) -> dict[str, Any]:
    return {
        "host": settings.host,
        "port": settings.port,
        "loop": "uvloop",
        "http": "httptools",
        "log_level": settings.log_level,
        "access_log": False,
        "server_header": False,
        "proxy_headers": True,
        "forwarded_allow_ips": settings.forwarded_allow_ips,
        "timeout_graceful_shutdown": DRAIN,
        "ssl_certfile": str(settings.tls_cert) if settings.tls_cert else None,
        "ssl_keyfile": str(settings.tls_key) if settings.tls_key else None,
    }
