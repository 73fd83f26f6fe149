"""One alembic history for both databases; what it builds is what the models say."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import create_async_engine

import migrations
from app.models import Base
from migrations.run import upgrade

T = TypeVar("T")
TABLES = {table.name for table in Base.metadata.sorted_tables}
ROOT = Path(migrations.__file__).parent.parent


def alembic(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["url"] = url
    return config


def in_database(url: str, work: Callable[[Connection], T]) -> T:
    async def run() -> T:
        engine = create_async_engine(url)
        async with engine.begin() as connection:
            found = await connection.run_sync(work)
        await engine.dispose()
        return found

    return asyncio.run(run())


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def shape(connection: Connection) -> dict[str, dict[str, Any]]:
    """Columns, keys, checks and indexes of every table, as the database itself tells them."""
    seen = inspect(connection)

    def facts(name: str) -> dict[str, Any]:
        columns = [{**column, "type": str(column["type"])} for column in seen.get_columns(name)]
        return {
            "columns": sorted(map(str, columns)),
            "primary key": str(seen.get_pk_constraint(name)),
            "foreign keys": sorted(map(str, seen.get_foreign_keys(name))),
            "unique": sorted(map(str, seen.get_unique_constraints(name))),
            "checks": sorted(map(str, seen.get_check_constraints(name))),
            "indexes": sorted(map(str, seen.get_indexes(name))),
        }

    return {name: facts(name) for name in tables(connection)}


def test_upgrading_from_nothing_makes_every_table(empty_database_url: str):
    upgrade(empty_database_url)
    assert in_database(empty_database_url, tables) == TABLES


def test_upgrading_again_changes_nothing(empty_database_url: str):
    upgrade(empty_database_url)
    before = in_database(empty_database_url, shape)
    upgrade(empty_database_url)
    assert in_database(empty_database_url, shape) == before


def test_alembic_finds_no_difference_to_the_models(database_url: str):
    command.check(alembic(database_url))


def test_the_history_builds_what_the_models_say_checks_and_indexes_included(
    database_url: str, empty_database_url: str
):
    """More than `alembic check`, which does not look at CHECK constraints."""
    in_database(empty_database_url, Base.metadata.create_all)
    assert in_database(database_url, shape) == in_database(empty_database_url, shape)


def test_the_way_down_to_nothing_and_up_again_is_open(empty_database_url: str):
    upgrade(empty_database_url)
    before = in_database(empty_database_url, shape)
    command.downgrade(alembic(empty_database_url), "base")
    assert in_database(empty_database_url, tables) == set()
    upgrade(empty_database_url)
    assert in_database(empty_database_url, shape) == before


@pytest.mark.parametrize("words", [("upgrade", "head"), ("check",), ("current", "--check-heads")])
def test_the_alembic_command_itself_reads_the_settings(sqlite_url: str, words: tuple[str, ...]):
    done = subprocess.run(
        [sys.executable, "-m", "alembic", *words],
        env={**os.environ, "MEDLOOP_DATABASE_URL": sqlite_url},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
