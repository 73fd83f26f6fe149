"""`medloop release`: which releases there are, and what data each learned from.

A release folder's `release.json` names its data by SHA-256, as the manifests of our exports do: so
a conversation that is erased leads to the releases that learned from it.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.audit import Audit, Event
from app.cli.people import in_database
from app.errors import BadRequest, Conflict
from app.models import ReleaseRow
from app.secret import load_secret
from app.settings import Settings

release_cli = typer.Typer(no_args_is_help=True, help="Releases: add one, list them.")


@release_cli.command("add")
def add(
    folder: Annotated[Path, typer.Argument(help="A release folder, with its release.json.")],
) -> None:
    """Registers a release, so that erasure can tell what it learned from."""
    manifest = read_manifest(folder)
    settings = Settings()
    audit = Audit(load_secret(settings.secret.get_secret_value(), settings.home).key("audit"))

    async def work(session: AsyncSession) -> None:
        name = manifest.name
        if await session.get(ReleaseRow, name) is not None:
            raise Conflict(f"There is a release {name!r} already.")
        row = manifest.model_dump()
        session.add(ReleaseRow(name=name, manifest=row, added_at=datetime.now(UTC)))
        await session.run_sync(lambda db: audit.append(db, Event("release.add", "release", name)))

    in_database(work, settings)
    typer.echo(f"{manifest.name} is registered; it names {len(manifest.data)} data files.")


@release_cli.command("list")
def list_releases() -> None:
    async def work(session: AsyncSession) -> list[str]:
        rows = await session.scalars(select(ReleaseRow).order_by(ReleaseRow.added_at))
        return [
            f"{row.name}  {row.added_at:%Y-%m-%d}  {row.manifest.get('base', '')}" for row in rows
        ]

    for line in in_database(work):
        typer.echo(line)


class DataFile(BaseModel):
    model_config = ConfigDict(extra="allow")

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What we need of `release.json`; the rest is kept as it is."""

    model_config = ConfigDict(extra="allow")

    name: str = Field(min_length=1, max_length=200)
    base: str = ""
    data: list[DataFile]


def read_manifest(folder: Path) -> Manifest:
    path = folder / "release.json"
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except OSError:
        raise BadRequest(f"{path} cannot be read.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise BadRequest(f"{path}: {where}: {first['msg']}") from None
