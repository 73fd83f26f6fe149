"""Work on the writer: code that reads, decides and writes, alone with the database."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import Conflict, NotFound
from app.models import Organisation, User
from tests.app.house import House

NOW = datetime.now(UTC)


async def test_work_sees_what_was_written_before_it_and_its_result_comes_back(house: House):
    await house.person("li")
    assert await house.service.recorder.run(lambda db: db.scalars(select(User.name)).all()) == [
        "li"
    ]


async def test_work_that_refuses_undoes_its_own_writes_alone(house: House):
    def add(name: str, wrong: Exception | None = None) -> Callable[[Session], str]:
        def work(db: Session) -> str:
            db.add(Organisation(id=name, name=name, created_at=NOW))
            db.flush()
            if wrong is not None:
                raise wrong
            return name

        return work

    run = house.service.recorder.run
    outcomes = await asyncio.gather(
        run(add("a")),
        run(add("b", NotFound("There is no b."))),
        run(add("c", ZeroDivisionError())),
        run(add("a")),
        run(add("d")),
        return_exceptions=True,
    )
    assert (outcomes[0], outcomes[4]) == ("a", "d")
    assert [type(outcome) for outcome in outcomes[1:4]] == [NotFound, ZeroDivisionError, Conflict]
    assert {row.name for row in await house.rows(Organisation)} == {"a", "d"}


async def test_work_decides_one_after_the_other(house: House):
    """Fifty who would each be the only one: one is."""

    def claim(db: Session) -> bool:
        if db.scalar(select(func.count()).select_from(Organisation)):
            return False
        db.add(Organisation(id="only", name="only", created_at=NOW))
        return True

    won = await asyncio.gather(*(house.service.recorder.run(claim) for _ in range(50)))
    assert sum(won) == 1
