"""`medloop review`, through the very entry point that the command has."""

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.cli.main import main
from app.db import Database
from app.models import Answer, AuditEvent, ReviewItem
from app.people.accounts import create_user
from app.settings import Settings
from tests.app.house import Row
from tests.app.review.reviewing import jsonl, line

Shell = Callable[..., tuple[int, str]]


@pytest.fixture
def shell(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    sqlite_url: str,
    tmp_path: Path,
) -> Shell:
    """Runs the command as a shell would, on a database where Rosa Lind is a reviewer."""
    monkeypatch.setenv("MEDLOOP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MEDLOOP_DATABASE_URL", sqlite_url)

    async def rosa() -> None:
        database = Database(sqlite_url)
        async with database.sessions() as session, session.begin():
            await create_user(session, "Rosa Lind", role="reviewer")
        await database.close()

    asyncio.run(rosa())

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["medloop", "review", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out + printed.err

    return run


def stored(table: type[Row]) -> list[Row]:
    async def read() -> list[Row]:
        database = Database(Settings().database)
        try:
            async with database.sessions() as session:
                return list(await session.scalars(select(table)))
        finally:
            await database.close()

    return asyncio.run(read())


def test_a_file_is_imported_and_gold_is_made_of_it(shell: Shell, tmp_path: Path):
    file = tmp_path / "conversations.jsonl"
    file.write_text(jsonl(line(), line()), encoding="utf-8")
    assert shell("import", str(file), "--user", "Rosa Lind", "--consent") == (
        0, "2 conversations, 2 items\n"
    )  # fmt: skip
    expected = {"answer_id": stored(Answer)[0].id, "expected": {"thumb": "up"}}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(expected) + "\n")
    assert shell("gold", str(gold)) == (0, "1 gold items\n")
    reasons = sorted(item.reason for item in stored(ReviewItem))
    assert reasons == ["gold", "imported", "imported"]
    actions = [event.action for event in stored(AuditEvent)]
    assert actions == ["review.import", "review.gold"]


def test_an_empty_house_has_nothing_to_sample(shell: Shell):
    status, said = shell("sample", "--limit", "5")
    assert status == 0
    assert said.startswith("0 items of 0 candidates")


def test_what_is_wrong_is_one_line_that_says_what_to_do(shell: Shell, tmp_path: Path):
    file = tmp_path / "conversations.jsonl"
    file.write_text(jsonl(line(), {"messages": []}), encoding="utf-8")
    assert "--consent" in shell("import", str(file), "--user", "Rosa Lind")[1]
    status, said = shell("import", str(file), "--user", "Rosa Lind", "--consent")
    assert (status, said.count("\n")) == (1, 1)
    assert "Line 2: messages" in said
    file.write_text(jsonl(line()), encoding="utf-8")
    assert "no user" in shell("import", str(file), "--user", "nobody", "--consent")[1]
    assert "no organisation" in shell("sample", "--organisation", "nowhere")[1]
    file.write_text('{"answer_id": "ans_1", "expected": {}}')
    assert "Line 1" in shell("gold", str(file))[1]
    assert stored(ReviewItem) == []
