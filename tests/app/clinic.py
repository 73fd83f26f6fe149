"""A small library in Chinese and English, and a service that answers from it."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli.index import build_index
from app.settings import Settings
from retrieval.settings import RetrievalSettings
from tests.app.house import CHAT, House, Person, open_house, question

FEVER_EN = "When does a child with fever need emergency care?"
FEVER_ZH = "儿童发热什么时候需要去急诊？"

_ROWS: list[tuple[str, str, str, str, str, str]] = [
    # id, language, source, specialty, title, text
    ("fever-en", "en", "Handbook", "paediatrics", "Fever in children",
     "A child with fever needs emergency care if the child is hard to wake or has a stiff neck. "
     "A child with fever should drink small amounts often."),
    ("fever-home", "en", "Leaflets", "paediatrics", "Fever in children at home",
     "A child with fever who plays and drinks needs rest, and no emergency care."),
    ("fever-rash", "en", "Leaflets", "dermatology", "Fever and rash in children",
     "A child with fever and a rash that does not fade needs emergency care at once."),
    ("fever-zh", "zh", "手册", "paediatrics", "儿童发热",
     "儿童发热伴难以唤醒或颈部僵硬时，需要立即去急诊。儿童发热时应少量多次饮水。"),
    ("metformin-en", "en", "Handbook", "pharmacology", "Metformin",
     "Metformin lowers the blood glucose in type 2 diabetes. Nausea and diarrhoea are common side "
     "effects of metformin. In pregnancy, metformin is taken only as a doctor advises."),
    ("metformin-zh", "zh", "手册", "pharmacology", "二甲双胍",
     "二甲双胍可以降低2型糖尿病患者的血糖。二甲双胍常见的副作用是恶心和腹泻。"
     "孕妇服用二甲双胍应听从医生的建议。"),
    ("gout-en", "en", "Handbook", "rheumatology", "Gout",
     "Gout causes sudden pain in a joint, often in the big toe. Gout flares settle within days."),
]  # fmt: skip


def write_corpus(path: Path, *more: dict[str, Any]) -> Path:
    names = ("id", "lang", "source", "specialty", "title", "text")
    rows: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in _ROWS]
    for row in rows:
        row["url"] = f"https://example.org/{row['id']}"
    lines = [json.dumps(row, ensure_ascii=False) for row in [*rows, *more]]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def index_at(home: Path) -> RetrievalSettings:
    return RetrievalSettings(index_path=home / "index")


@dataclass(frozen=True)
class Desk:
    """A service, and somebody who asks it."""

    house: House
    person: Person

    async def ask(self, words: str, **more: Any) -> dict[str, Any]:
        """The whole answer."""
        reply = await self.person.http.post(CHAT, json=question(words, **more))
        assert reply.status_code == 200, reply.text
        return reply.json()

    async def stream(self, words: str, **more: Any) -> list[dict[str, Any]]:
        """The events of a streamed answer, which ended as it should."""
        body = question(words, **more, stream=True)
        reply = await self.person.http.post(CHAT, json=body)
        assert reply.status_code == 200, reply.text
        assert reply.headers["content-type"].startswith("text/event-stream")
        *events, last, end = reply.text.split("\n\n")
        assert (last, end) == ("data: [DONE]", "")
        return [json.loads(event.removeprefix("data: ")) for event in events]

    async def refused(self, words: str, **more: Any) -> tuple[int, dict[str, Any]]:
        reply = await self.person.http.post(CHAT, json=question(words, **more))
        return reply.status_code, reply.json()["error"]

    async def turn(self, block: dict[str, Any]) -> dict[str, Any]:
        """What is on record of the turn that an answer's `medloop` block names."""
        whole = await self.person.read(block["conversation_id"])
        [found] = [turn for turn in whole["turns"] if turn["id"] == block["turn_id"]]
        return found


def said(events: list[dict[str, Any]], choice: int = 0) -> str:
    """The content of a stream, as a client joins it."""
    deltas = [
        each["delta"].get("content") or ""
        for event in events
        for each in event["choices"]
        if each["index"] == choice
    ]
    return "".join(deltas)


OpenDesk = Callable[..., Awaitable[Desk]]


@pytest.fixture(scope="session")
def clinic_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("clinic")
    build_index(index_at(home), [write_corpus(home / "clinic.jsonl")])
    return home


@pytest.fixture
async def desk_without_library(sqlite_url: str, tmp_path: Path) -> AsyncIterator[OpenDesk]:
    """Opens a service by settings; what is in `tmp_path / "home"` is what it has."""
    async with AsyncExitStack() as stack:

        async def one_more(**given: Any) -> Desk:
            defaults: dict[str, Any] = {
                "home": tmp_path / "home",
                "database_url": sqlite_url,
                "rate_per_minute": 100_000,
            }
            house = await open_house(stack, Settings(**defaults | given))
            return Desk(house, await house.person("ann"))

        yield one_more


@pytest.fixture
async def desk(desk_without_library: OpenDesk, clinic_home: Path, tmp_path: Path) -> OpenDesk:
    """The same with the library, which is shared by the tests and written by none."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "index").symlink_to(clinic_home / "index")
    return desk_without_library
