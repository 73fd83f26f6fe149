"""`medloop audit`: is the trail whole, and where does it end now."""

from typing import Annotated

import typer
from sqlalchemy.ext.asyncio import AsyncSession

from app.audit import Audit, Verdict
from app.cli.people import in_database
from app.errors import BadRequest, Conflict
from app.secret import load_secret
from app.settings import Settings

audit_cli = typer.Typer(no_args_is_help=True, help="The audit trail: verify it, note its head.")


@audit_cli.command("verify")
def verify(
    expect: Annotated[
        str | None, typer.Option(help="A head noted earlier (`medloop audit head`).")
    ] = None,
) -> None:
    """Reads every event; exit status 1 and the first one that is not as it was written."""
    found = _verify(_noted(expect))
    if found.broken is not None:
        raise Conflict(f"The audit trail is broken at event {found.broken}: {found.problem}.")
    typer.echo(f"{found.events} events, none changed, added or lost.")


@audit_cli.command("head")
def head() -> None:
    """What to note elsewhere: with it, `verify --expect` also sees a trail cut short."""
    found = _verify(None)
    typer.echo(f"{found.events}:{found.head}")


def _noted(head: str | None) -> tuple[int, str] | None:
    if head is None:
        return None
    seq, _, mac = head.partition(":")
    if not seq.isdigit() or not mac:
        raise BadRequest("Give the head as `medloop audit head` prints it: NUMBER:MAC.")
    return int(seq), mac


def _verify(expected: tuple[int, str] | None) -> Verdict:
    settings = Settings()
    secret = load_secret(settings.secret.get_secret_value(), settings.home)
    audit = Audit(secret.key("audit"))

    async def work(session: AsyncSession) -> Verdict:
        return await session.run_sync(lambda db: audit.verify(db, expected))

    return in_database(work, settings)
