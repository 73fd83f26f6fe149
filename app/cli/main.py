"""The `medloop` command: up, serve, migrate; index, key and user are beside this file.

Settings come from `MEDLOOP_*`; options given here win.
"""

import os
import signal
import sys
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from app.audit import Audit
from app.cli.audit import audit_cli
from app.cli.export import export_command
from app.cli.index import build_index, build_starter, index_cli
from app.cli.people import key_cli, reachable_database, user_cli
from app.cli.release import release_cli
from app.cli.review import review_cli
from app.db import Database
from app.errors import BadRequest, MedloopError
from app.model_server import model_server, served_name
from app.people.accounts import create_key, first_administrator
from app.people.links import set_up_link
from app.progress import spinner
from app.secret import load_secret
from app.settings import Settings
from retrieval.errors import RetrievalError

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
cli.add_typer(index_cli, name="index")
cli.add_typer(audit_cli, name="audit")
cli.add_typer(key_cli, name="key")
cli.add_typer(release_cli, name="release")
cli.command("export")(export_command)
cli.add_typer(review_cli, name="review")
cli.add_typer(user_cli, name="user")

Home = Annotated[Path | None, typer.Option(help="Where embedded data lives.")]
Port = Annotated[int | None, typer.Option(min=0, max=65535)]


def settings_with(**given: Any) -> Settings:
    return Settings(**{name: value for name, value in given.items() if value is not None})


@cli.command()
def up(
    home: Home = None,
    port: Port = None,
    corpus: Annotated[Path | None, typer.Option(help="A file or folder to index first.")] = None,
    model: Annotated[str | None, typer.Option(help="A folder or hub id for vLLM.")] = None,
) -> None:
    """Everything at once: migrate, first administrator, index, and serve."""
    settings = settings_with(home=home, port=port)
    _migrate(settings)
    build_starter(settings.retrieval)
    if corpus is not None:
        build_index(settings.retrieval, [corpus])
    with ExitStack() as stack:
        if model:
            settings = stack.enter_context(_with_model(settings, model))
        _serve(settings, first=True)


@cli.command()
def serve(
    home: Home = None,
    host: Annotated[str | None, typer.Option()] = None,
    port: Port = None,
    workers: Annotated[int, typer.Option(min=1)] = 1,
) -> None:
    """The service alone, on what `up` or `migrate` and `index build` have prepared."""
    settings = settings_with(home=home, host=host, port=port)
    if workers == 1:
        _serve(settings)
        return
    if settings.database.startswith("sqlite") or not settings.qdrant_url:
        raise BadRequest(
            "Several workers need PostgreSQL (MEDLOOP_DATABASE_URL) and a Qdrant server "
            "(MEDLOOP_QDRANT_URL); the embedded ones belong to one process."
        )
    from app.serving import serve_workers

    for name, value in (("HOME", settings.home), ("HOST", settings.host), ("PORT", settings.port)):
        os.environ[f"MEDLOOP_{name}"] = str(value)  # the workers read their own settings
    serve_workers(settings, workers)


@cli.command()
def migrate() -> None:
    """Brings the database to this version's tables."""
    _migrate(Settings())
    typer.echo("The database is up to date.")


def main() -> None:
    """The entry point: what a user can mend is one line on stderr and exit status 1."""
    try:
        cli()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(["MEDLOOP", *map(str, first["loc"])]).upper()
        typer.echo(f"medloop: {name}: {first['msg']}", err=True)
        raise SystemExit(1) from None
    except (MedloopError, RetrievalError) as error:
        typer.echo(f"medloop: {error}", err=True)
        raise SystemExit(1) from None


def _migrate(settings: Settings) -> None:
    # Only here: alembic is 10 MB that `medloop serve` need not carry.
    from alembic.util import CommandError

    from migrations.run import upgrade

    with reachable_database():
        settings.home.mkdir(parents=True, exist_ok=True)
        try:
            upgrade(settings.database)
        except CommandError as error:  # of a newer medloop, for one
            raise BadRequest(f"The database cannot be migrated: {error}") from None


def _serve(settings: Settings, *, first: bool = False) -> None:
    from app.serving import serve_one  # brings the whole service: not for `medloop key`

    serve_one(settings, partial(_first_words, settings) if first else None)


async def _first_words(settings: Settings, address: str) -> list[str]:
    """On a new database: the administrator's key, and the link that sets their password."""
    audit = Audit(load_secret(settings.secret.get_secret_value(), settings.home).key("audit"))
    database = Database(settings.database)
    try:
        async with database.sessions() as session, session.begin():
            admin = await first_administrator(session)
            if admin is None:
                return []
            key = await create_key(session, admin, name="first")
            token, _ = await session.run_sync(lambda db: set_up_link(db, audit, admin))
            return [f"key: {key}", f"set up: {address}/invite/{token}"]
    finally:
        await database.close()


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)


@contextmanager
def _with_model(settings: Settings, model: str) -> Generator[Settings]:
    python = Path(os.environ.get("MEDLOOP_VLLM_PYTHON", ".venv-vllm/bin/python"))
    log = settings.home / "vllm.log"
    # uvicorn raises SIGTERM again when it has drained; by default that would leave vLLM behind.
    signal.signal(signal.SIGTERM, _leave)
    with ExitStack() as stack:
        with spinner(f"loading {served_name(model)} into vLLM"):
            url = stack.enter_context(model_server(python, model, log))
        yield settings.model_copy(update={"llm_url": url, "llm_model": served_name(model)})
