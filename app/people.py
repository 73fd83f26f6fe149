"""People, organisations, groups and their keys: what `medloop user` and `medloop key` do."""

from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth import new_key
from app.errors import BadRequest, Conflict, NotFound
from app.ids import new_id
from app.models import ROLES, ApiKey, Group, Membership, Organisation, User

DEFAULT_ORGANISATION = "default"


async def find_user(session: AsyncSession, name: str) -> User:
    user = await session.scalar(select(User).where(User.name == name))
    if user is None:
        raise NotFound(f"There is no user {name!r}; `medloop user list` shows who there is.")
    return user


async def create_user(
    session: AsyncSession,
    name: str,
    *,
    role: str = "user",
    organisation: str = DEFAULT_ORGANISATION,
    groups: list[str] | None = None,
) -> User:
    """Makes the organisation and the groups if they are new."""
    if not name.strip() or not name.isprintable() or len(name) > 100:
        raise BadRequest("A name has 1 to 100 printable characters.")
    if role not in ROLES:
        raise BadRequest(f"A role is one of {', '.join(ROLES)}.")
    if await session.scalar(select(User.id).where(User.name == name)):
        raise Conflict(f"There is a user {name!r} already.")
    now = datetime.now(UTC)
    home = await session.scalar(select(Organisation).where(Organisation.name == organisation))
    if home is None:
        home = Organisation(id=new_id("org"), name=organisation, created_at=now)
        session.add(home)
        await session.flush()
    user = User(id=new_id("user"), organisation_id=home.id, name=name, role=role, created_at=now)
    session.add(user)
    await session.flush()
    for group in groups or []:
        await _join(session, user, group)
    return user


async def _join(session: AsyncSession, user: User, name: str) -> None:
    group = await session.scalar(
        select(Group).where(Group.organisation_id == user.organisation_id, Group.name == name)
    )
    if group is None:
        group = Group(id=new_id("group"), organisation_id=user.organisation_id, name=name)
        session.add(group)
        await session.flush()
    session.add(
        Membership(user_id=user.id, group_id=group.id, organisation_id=user.organisation_id)
    )


async def create_key(
    session: AsyncSession,
    user: User,
    *,
    name: str = "",
    scopes: list[str] | None = None,
    days: float | None = None,
) -> str:
    """The key itself: this is the only time anybody sees it."""
    secret, row = new_key(user, name=name, scopes=scopes, days=days)
    session.add(row)
    return secret


async def revoke_key(session: AsyncSession, prefix: str) -> ApiKey:
    """By the prefix that `medloop key list` shows; running processes notice within seconds."""
    rows = (await session.scalars(select(ApiKey).where(ApiKey.prefix == prefix))).all()
    if len(rows) != 1:
        raise NotFound(f"{len(rows)} keys start with {prefix!r}; `medloop key list` shows them.")
    rows[0].revoked_at = rows[0].revoked_at or datetime.now(UTC)
    return rows[0]


async def first_administrator(session: AsyncSession) -> User | None:
    """On a new database: the administrator `admin`. Later: None."""
    if await session.scalar(select(func.count()).select_from(User)):
        return None
    return await create_user(session, "admin", role="admin")


async def is_last_administrator(session: AsyncSession, user: User) -> bool:
    others = select(func.count()).where(
        User.role == "admin", User.disabled_at.is_(None), User.id != user.id
    )
    return not await session.scalar(others)
