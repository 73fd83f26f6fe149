"""One alembic history for both databases."""


def test_x(database_url):
    print(database_url)


def test_y(empty_database_url):
    print(empty_database_url)
