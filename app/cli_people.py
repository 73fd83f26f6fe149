"""`medloop key` and `medloop user`: who may use the service."""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import typer
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from app import people
from app.db import Database
from app.errors import Conflict, StoreUnavailable
from app.models import ApiKey, Group, Membership, Organisation, User
from app.settings import Settings

T = TypeVar("T")
key_cli = typer.Typer(no_args_is_help=True, help="API keys: create, list, revoke.")
user_cli = typer.Typer(no_args_is_help=True, help="People: create, list, disable.")


@contextmanager
def reachable_database() -> Generator[None]:
    """What is wrong with the database, in one line."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise StoreUnavailable(
            f"The database is away or not migrated ({type(error).__name__}); "
            "check MEDLOOP_HOME or MEDLOOP_DATABASE_URL, then `medloop migrate`."
        ) from None


def in_database(
    work: Callable[[AsyncSession], Awaitable[T]], settings: Settings | None = None
) -> T:
    """Runs `work` in one transaction."""

    async def run() -> T:
        database = Database((settings or Settings()).database)
        try:
            async with database.sessions() as session, session.begin():
                return await work(session)
        finally:
            await database.close()

    with reachable_database():
        return asyncio.run(run())


@key_cli.command("create")
def create_key(
    user: Annotated[str, typer.Option(help="Whose key it is.")],
    name: Annotated[str, typer.Option(help="What it is for.")] = "",
    scope: Annotated[list[str] | None, typer.Option(help="Repeat for several.")] = None,
    days: Annotated[
        float | None, typer.Option(min=0, max=36500, help="Expires after so many.")
    ] = None,
) -> None:
    """Makes a key and shows it, once. `admin` is made along with the first key."""

    async def work(session: AsyncSession) -> str:
        if user == "admin":
            await people.first_administrator(session)
        owner = await people.find_user(session, user)
        return await people.create_key(session, owner, name=name, scopes=scope, days=days)

    typer.echo(f"key: {in_database(work)}")


@key_cli.command("list")
def list_keys() -> None:
    async def work(session: AsyncSession) -> list[tuple[ApiKey, str]]:
        rows = await session.execute(
            select(ApiKey, User.name).join(User).order_by(ApiKey.created_at)
        )
        return [(key, owner) for key, owner in rows]

    for key, owner in in_database(work):
        used = f"used {key.last_used_at:%Y-%m-%d %H:%M}" if key.last_used_at else "never used"
        typer.echo(
            "  ".join([key.prefix, owner, _state(key), used, ",".join(key.scopes), key.name])
        )


@key_cli.command("revoke")
def revoke_key(prefix: Annotated[str, typer.Argument(help="As `key list` shows it.")]) -> None:
    """Takes effect within seconds in every running process."""

    async def work(session: AsyncSession) -> None:
        await people.revoke_key(session, prefix)

    in_database(work)
    typer.echo(f"{prefix} is revoked.")


@user_cli.command("create")
def create_user(
    name: Annotated[str, typer.Argument()],
    role: Annotated[str, typer.Option(help="user, clinician, reviewer or admin.")] = "user",
    organisation: Annotated[str, typer.Option()] = people.DEFAULT_ORGANISATION,
    group: Annotated[list[str] | None, typer.Option(help="Repeat for several.")] = None,
) -> None:
    async def work(session: AsyncSession) -> str:
        user = await people.create_user(
            session, name, role=role, organisation=organisation, groups=group
        )
        return user.id

    typer.echo(f"{name}: {in_database(work)}")


@user_cli.command("list")
def list_users() -> None:
    async def work(session: AsyncSession) -> list[str]:
        groups = await session.execute(
            select(Membership.user_id, Group.name).join(Group, Group.id == Membership.group_id)
        )
        of_user: dict[str, list[str]] = {}
        for user_id, group in groups:
            of_user.setdefault(user_id, []).append(group)
        rows = await session.execute(
            select(User, Organisation.name).join(Organisation).order_by(User.created_at)
        )
        return [
            "  ".join(
                [
                    user.name,
                    user.role,
                    home,
                    ",".join(sorted(of_user.get(user.id, []))),
                    "disabled" if user.disabled_at else "",
                ]
            ).rstrip()
            for user, home in rows
        ]

    for line in in_database(work):
        typer.echo(line)


@user_cli.command("disable")
def disable_user(name: Annotated[str, typer.Argument()]) -> None:
    """All their keys stop working; what they wrote stays."""

    async def work(session: AsyncSession) -> None:
        user = await people.find_user(session, name)
        if user.role == "admin" and await people.is_last_administrator(session, user):
            raise Conflict(f"{name} is the last administrator; make another one first.")
        user.disabled_at = datetime.now(UTC)

    in_database(work)
    typer.echo(f"{name} is disabled.")


def _state(key: ApiKey) -> str:
    if key.revoked_at:
        return "revoked"
    if key.expires_at and key.expires_at <= datetime.now(UTC):
        return "expired"
    return "active"
