"""`medloop export preferences|sft|kto|conversations`: judged answers as training data."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from app.audit import Audit
from app.cli.people import in_database
from app.errors import NotFound
from app.export.exports import Exported, Kind, export, record_export
from app.export.files import Form
from app.export.rows import Filters
from app.models import Organisation
from app.secret import load_secret
from app.settings import Settings


def export_command(
    kind: Annotated[Kind, typer.Argument()],
    out: Annotated[Path | None, typer.Option(help="A folder; default: export/KIND.")] = None,
    format: Annotated[Form, typer.Option()] = "jsonl",
    since: Annotated[datetime | None, typer.Option(help="Judged from then on (UTC).")] = None,
    until: Annotated[datetime | None, typer.Option(help="Judged before then (UTC).")] = None,
    release: Annotated[
        str | None, typer.Option(help="A fingerprint, or the name of a base or adapter.")
    ] = None,
    lang: Annotated[Literal["zh", "en"] | None, typer.Option()] = None,
    specialty: Annotated[str | None, typer.Option()] = None,
    min_agreement: Annotated[float, typer.Option(min=0, max=1)] = 0.0,
    organisation: Annotated[str | None, typer.Option(help="Default: all of them.")] = None,
) -> None:
    """Writes the rows, their ledger and a manifest with hashes; consented conversations only."""
    filters = Filters(_utc(since), _utc(until), release, lang, specialty, min_agreement)
    exported = _export(kind, format, filters, organisation)
    folder = out or Path("export") / kind
    exported.packed.write(folder)
    lost = exported.ledger["dropped"]
    why = ", ".join(f"{reason} {count}" for reason, count in lost.items())
    typer.echo(f"{folder}: {len(exported.built.rows)} rows; left out: {why or 'nothing'}")


def _export(kind: Kind, form: Form, filters: Filters, organisation: str | None) -> Exported:
    settings = Settings()
    secret = load_secret(settings.secret.get_secret_value(), settings.home)
    audit = Audit(secret.key("audit"))

    def work(db: Session) -> Exported:
        home = _organisation(db, organisation)
        found = export(db, kind, filters, secret.key("scrub"), form=form, organisation_id=home)
        record_export(db, audit, None, kind, filters, found, home)
        return found

    async def run(session: AsyncSession) -> Exported:
        return await session.run_sync(work)

    return in_database(run, settings)


def _organisation(db: Session, name: str | None) -> str | None:
    if name is None:
        return None
    found = db.scalar(select(Organisation.id).where(Organisation.name == name))
    if found is None:
        raise NotFound(f"There is no organisation {name!r}.")
    return found


def _utc(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at is not None else None
