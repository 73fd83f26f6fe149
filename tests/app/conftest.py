"""Fixtures of the service's tests; each kind lives in a file of its own."""

import pytest

from tests.app.clinic import clinic_home, desk, desk_without_library
from tests.app.databases import (
    database_kind,
    database_url,
    empty_database_url,
    migrated_file,
    postgres,
    postgresql_url,
    sqlite_url,
)
from tests.app.house import house, library, metformin_index, opened

__all__ = [
    "clinic_home",
    "database_kind",
    "database_url",
    "desk",
    "desk_without_library",
    "empty_database_url",
    "house",
    "library",
    "metformin_index",
    "migrated_file",
    "opened",
    "postgres",
    "postgresql_url",
    "sqlite_url",
]


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"
