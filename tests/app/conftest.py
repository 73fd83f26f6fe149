"""Fixtures of the service's tests; each kind lives in a file of its own."""

from tests.app.databases import (
    database_kind,
    database_url,
    empty_database_url,
    migrated_file,
    postgres,
    postgresql_url,
    sqlite_url,
)

__all__ = [
    "database_kind",
    "database_url",
    "empty_database_url",
    "migrated_file",
    "postgres",
    "postgresql_url",
    "sqlite_url",
]
