"""`medloop key` and `medloop user`: who may use the service."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import typer
from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from app.audit import Audit
from app.db import Database
from app.errors import StoreUnavailable
from app.models import ApiKey, Group, Membership, Organisation, User
from app.people import accounts as people
from app.people import links
from app.people.accounts import Change
from app.secret import load_secret
from app.settings import Settings

T = TypeVar("T")
key_cli = typer.Typer(no_args_is_help=True, help="API keys: create, list, revoke.")
user_cli = typer.Typer(no_args_is_help=True, help="People: create, invite, list, change.")


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

    async def run(database: Database) -> T:
        async with database.sessions() as session, session.begin():
            return await work(session)

    return _with_database(run, settings or Settings())


def audited(work: Callable[[Session, Audit], T], settings: Settings) -> T:
    """Runs `work` in one transaction that holds the database's write lock from its start, as the
    audit trail needs: the service may be writing at the same time."""
    audit = Audit(load_secret(settings.secret.get_secret_value(), settings.home).key("audit"))

    def on(connection: Connection) -> T:
        with Session(connection, expire_on_commit=False) as db:
            result = work(db, audit)
            db.flush()
            return result

    return _with_database(lambda database: database.transact(on), settings)


def _with_database(run: Callable[[Database], Coroutine[None, None, T]], settings: Settings) -> T:
    async def open_and_run() -> T:
        database = Database(settings.database)
        try:
            return await run(database)
        finally:
            await database.close()

    with reachable_database():
        return asyncio.run(open_and_run())


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
    """All their keys and sessions stop working; what they wrote stays."""
    _change(name, Change(disabled=True))
    typer.echo(f"{name} is disabled.")


@user_cli.command("enable")
def enable_user(name: Annotated[str, typer.Argument()]) -> None:
    """Keys and password work again; sessions begin anew."""
    _change(name, Change(disabled=False))
    typer.echo(f"{name} is enabled.")


@user_cli.command("role")
def change_role(
    name: Annotated[str, typer.Argument()],
    role: Annotated[str, typer.Argument(help="user, clinician, reviewer or admin.")],
) -> None:
    """Running processes follow within seconds."""
    _change(name, Change(role=role))
    typer.echo(f"{name} is {role} now.")


@user_cli.command("invite")
def invite_user(
    role: Annotated[str, typer.Option(help="user, clinician, reviewer or admin.")] = "user",
    organisation: Annotated[str, typer.Option()] = people.DEFAULT_ORGANISATION,
    specialty: Annotated[list[str] | None, typer.Option(help="Repeat for several.")] = None,
    lang: Annotated[list[str] | None, typer.Option(help="zh, en; repeat for both.")] = None,
    credentials: Annotated[str | None, typer.Option(help='As in "MD, paediatrics".')] = None,
    days: Annotated[float, typer.Option(min=0, max=30)] = links.DAYS,
) -> None:
    """Prints a link with which somebody makes an account of their own, once."""
    settings = Settings()

    def work(db: Session, audit: Audit) -> str:
        home = people.home_of(db, organisation)
        token, _ = links.invite(
            db, audit, home.id, role=role, specialties=specialty, languages=lang,
            credentials=credentials, days=days,
        )  # fmt: skip
        return token

    typer.echo(f"invitation: {settings.address()}/invite/{audited(work, settings)}")


@user_cli.command("password-reset")
def reset_password(name: Annotated[str, typer.Argument()]) -> None:
    """Prints a link for a new password, once; the old one and all sessions end now."""
    settings = Settings()

    def work(db: Session, audit: Audit) -> str:
        token, _ = links.reset_link(db, audit, people.named(db, name))
        return token

    typer.echo(f"new password: {settings.address()}/invite/{audited(work, settings)}")


def _change(name: str, change: Change) -> None:
    def work(db: Session, audit: Audit) -> None:
        user = people.named(db, name)
        people.change_person(db, audit, user, change)
        if change.disabled:
            links.withdraw_links(db, user.id)

    audited(work, Settings())


def _state(key: ApiKey) -> str:
    if key.revoked_at:
        return "revoked"
    if key.expires_at and key.expires_at <= datetime.now(UTC):
        return "expired"
    return "active"
