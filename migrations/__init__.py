"""The one alembic history for SQLite and PostgreSQL: `medloop migrate`."""
