"""`medloop review`: sample, import, gold. What fills the queue, from the command line."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import Principal
from app.audit import Audit
from app.cli.people import reachable_database
from app.db import Database
from app.errors import BadRequest, NotFound
from app.models import Organisation, User
from app.people.accounts import DEFAULT_ORGANISATION
from app.record import Recorder
from app.review.gold import Gold, make_gold
from app.review.imports import read_conversations, store_conversations
from app.review.sampling import Population, add_items, choose, read_population
from app.secret import load_secret
from app.settings import Settings

T = TypeVar("T")
review_cli = typer.Typer(no_args_is_help=True, help="Fill the review queue.")
Home = Annotated[str, typer.Option("--organisation", help="Whose queue.")]
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSONL.")]


@review_cli.command("sample")
def sample_command(
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    organisation: Home = DEFAULT_ORGANISATION,
) -> None:
    """One run of the sampling policy."""
    settings = Settings()

    def read(db: Session, audit: Audit) -> Population:
        return read_population(db, _organisation(db, organisation))

    population = _written(settings, read)
    run = choose(population, limit, settings.review_random_share)
    overlap = settings.review_overlap
    items = _written(
        settings, lambda db, audit: add_items(db, audit, None, population, run, overlap)
    )
    typer.echo(f"{len(items)} items of {run.candidates} candidates (run {run.id})")


@review_cli.command("import")
def import_command(
    file: File,
    user: Annotated[str, typer.Option(help="Who brings them in, and owns them.")],
    consent: Annotated[
        bool, typer.Option("--consent", help="They may be judged and learned from.")
    ] = False,
) -> None:
    """Conversations to be judged, all of the file or none."""
    if not consent:
        raise BadRequest("Declare with --consent that these may be judged and learned from.")
    settings = Settings()
    ready = read_conversations(file.read_bytes())

    def work(db: Session, audit: Audit) -> int:
        who = _principal(db, user)
        return len(store_conversations(db, audit, who, ready, settings.review_overlap))

    items = _written(settings, work)
    typer.echo(f"{len(ready)} conversations, {items} items")


@review_cli.command("gold")
def gold_command(file: File, organisation: Home = DEFAULT_ORGANISATION) -> None:
    """Items whose answer is known: {"answer_id" or "item_id", "expected", "tolerance"?} a line."""
    lines = [
        _gold(number, line)
        for number, line in enumerate(file.read_bytes().splitlines(), 1)
        if line.strip()
    ]

    def work(db: Session, audit: Audit) -> int:
        home = _organisation(db, organisation)
        return len([make_gold(db, audit, None, home, gold) for gold in lines])

    typer.echo(f"{_written(Settings(), work)} gold items")


def _gold(number: int, line: bytes) -> Gold:
    try:
        return Gold.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise BadRequest(f"Line {number}: {where}: {first['msg']}") from None


def _written(settings: Settings, work: Callable[[Session, Audit], T]) -> T:
    """As the service writes: one transaction that nobody else's can fall between."""
    audit = Audit(load_secret(settings.secret.get_secret_value(), settings.home).key("audit"))

    async def run() -> T:
        database = Database(settings.database)
        recorder = Recorder(database, 1)
        recorder.start()
        try:
            return await recorder.run(lambda db: work(db, audit))
        finally:
            await recorder.stop()
            await database.close()

    with reachable_database():
        return asyncio.run(run())


def _organisation(db: Session, name: str) -> str:
    found = db.scalar(select(Organisation.id).where(Organisation.name == name))
    if found is None:
        raise NotFound(f"There is no organisation {name!r}.")
    return found


def _principal(db: Session, name: str) -> Principal:
    user = db.scalar(select(User).where(User.name == name))
    if user is None:
        raise NotFound(f"There is no user {name!r}; `medloop user list` shows who there is.")
    return Principal(user.id, user.organisation_id, user.role, "", frozenset(), user.name)
