"""What tests of the review queue have in common: items to judge, and people who judge them."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
from sqlalchemy import update

from app.models import Assignment, Base, Conversation, ReviewItem, User
from tests.app.house import House, Person

Json = dict[str, Any]
API = "/api/review"
QUESTION = "How is a child's fever treated at home?"
QUESTION_ZH = "孩子在家发热怎么办？"
ANSWER = "Give fluids and let the child rest [1]."
PASSAGE = {"title": "Fever", "text": "Give fluids and let the child rest.", "source": "Leaflets"}
ASPECTS = ("safety", "accuracy", "completeness", "grounding", "communication", "inquiry")


def line(question: str = QUESTION, answer: str = ANSWER, **more: Any) -> Json:
    """A conversation as the import reads it."""
    said = [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]
    return {"messages": said, "passages": [PASSAGE], **more}


def jsonl(*lines: Json) -> str:
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in lines)


def rating(score: int = 4, **more: Any) -> Json:
    return {"thumb": "up", "aspects": dict.fromkeys(ASPECTS, score), **more}


@dataclass(frozen=True)
class Office:
    """A house with a reviewer who fills the queue; judges are made as they are needed."""

    house: House
    reviewer: Person

    async def bring(self, *lines: Json) -> list[Json]:
        """Imports conversations; returns the new items."""
        reply = await self.reviewer.http.post(
            f"{API}/import", params={"consent": "true"}, content=jsonl(*(lines or (line(),)))
        )
        assert reply.status_code == 200, reply.text
        return reply.json()["data"]

    async def judge(
        self,
        name: str,
        role: str = "clinician",
        *,
        languages: list[str] | None = None,
        specialties: list[str] | None = None,
        organisation: str = "default",
    ) -> Person:
        person = await self.house.person(name, role, organisation)
        await self.change(User, person.id, languages=languages, specialties=specialties)
        return person

    async def asked(self, owner: Person, words: str, *, consent: bool = True) -> Json:
        """A conversation that was held here; the block of its answer."""
        block = await owner.ask(words)
        await self.change(Conversation, block["conversation_id"], consent=consent)
        return block

    async def change(self, table: type[Base], id: str, **values: Any) -> None:
        async with self.house.service.database.sessions() as session, session.begin():
            column = table.__table__.c.id
            await session.execute(update(table).where(column == id).values(**values))

    async def lapse(self, assignment: Json) -> None:
        """The lock ends now."""
        past = datetime.now(UTC) - timedelta(seconds=1)
        await self.change(Assignment, assignment["id"], locked_until=past)

    async def sample(self, limit: int = 10) -> list[Json]:
        reply = await self.reviewer.http.post(f"{API}/sample", json={"limit": limit})
        assert reply.status_code == 200, reply.text
        return reply.json()["data"]


async def office_in(house: House) -> Office:
    return Office(house, await house.person("Rosa Lind", "reviewer"))


async def take(judge: Person) -> Json | None:
    reply = await judge.http.post(f"{API}/next")
    assert reply.status_code in (200, 204), reply.text
    return reply.json() if reply.status_code == 200 else None


async def took(judge: Person) -> Json:
    taken = await take(judge)
    assert taken is not None
    return taken


async def submit(judge: Person, assignment: Json, said: Json) -> httpx2.Response:
    return await judge.http.post(f"{API}/assignments/{assignment['id']}/submit", json=said)


async def submitted(judge: Person, assignment: Json, said: Json) -> Json:
    reply = await submit(judge, assignment, said)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def skip(judge: Person, assignment: Json, reason: str, **more: str) -> httpx2.Response:
    path = f"{API}/assignments/{assignment['id']}/skip"
    return await judge.http.post(path, json={"reason": reason, **more})


async def item_of(office: Office, assignment: Json) -> ReviewItem:
    items = await office.house.rows(ReviewItem)
    return next(item for item in items if item.id == assignment["item_id"])
