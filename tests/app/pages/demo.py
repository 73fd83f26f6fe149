"""A small clinic to look at: invented people, real questions, answers from the starter corpus.

`move_in(running)` fills an empty service through its API, as people would: invitations, questions,
drafts, judgements, incidents, an export. Only the panel behind the agreement page is written into
the database, as it said too much to say it one by one. Used by `screenshots` and `test_every_page`.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.auth import COOKIE, CSRF_HEADER
from app.cli.index import build_starter
from app.settings import Settings
from tests.app.agreement.judged_panel import store_panel
from tests.app.agreement.panel import ASPECTS, Clinician, items
from tests.app.people.front_door import GOOD
from tests.app.running import Running, migrate, serving

Json = dict[str, Any]
WIDE = ["cardiology", "paediatrics", "neurology", "rheumatology", "infectious-diseases"]
# name, role, specialties, languages, credentials
PEOPLE: list[tuple[str, str, list[str], list[str], str]] = [
    ("陈思远", "admin", [], ["zh", "en"], ""),
    ("罗青", "reviewer", ["paediatrics", "cardiology"], ["zh", "en"], "主任医师"),
    ("吴敏之", "clinician", ["paediatrics", "endocrinology"], ["zh"], "主治医师"),
    ("郑以南", "clinician", WIDE, ["zh"], "副主任医师"),
    ("方亦舟", "clinician", WIDE, ["zh"], "住院医师"),
    ("Maya Okafor", "clinician", ["paediatrics", "endocrinology"], ["en"], "MRCPCH"),
    ("Tom Hale", "clinician", WIDE, ["en"], "consultant"),
    ("Ines Duarte", "clinician", WIDE, ["en"], "registrar"),
    ("小林妈妈", "user", [], ["zh"], ""),
    ("Sam Price", "user", [], ["en"], ""),
]
OWN = {  # what a clinician asked; the last one stands on top
    "zh": ["华法林和哪些药不能同时吃？", "哮喘急性发作时怎么办？", "二甲双胍常见的副作用有哪些？",
           "成人对乙酰氨基酚每天最多能用多少？", "儿童发热什么时候需要去急诊？"],
    "en": ["What does warfarin interact with?", "What helps in an asthma attack?",
           "What are the common side effects of metformin?",
           "How much paracetamol may an adult take in a day?",
           "When does a child with fever need emergency care?"],
}  # fmt: skip
QUEUE = {
    "zh": ["高血压患者应如何在家测量血压？", "孩子得了手足口病怎么护理？",
           "痛风急性发作可以吃什么药？", "被狗咬伤后该怎么处理？",
           "我爸突然口角歪斜、说不清话，怎么办？", "老人总是头晕，会是什么原因？"],
    "en": ["How should blood pressure be measured at home?", "How is croup treated at home?",
           "What can I take for a gout attack?", "What should I do after a dog bite?",
           "My father's face droops and his speech is slurred. What now?",
           "What causes dizziness in older people?"],
}  # fmt: skip
HARMS = {
    "zh": "没有先问年龄和体重，家长可能会耽误就医。",
    "en": "It should say first that this cannot wait; somebody may lose time.",
}
WRITERS = {"zh": "吴敏之", "en": "Maya Okafor"}
RATERS = {"zh": "郑以南", "en": "Tom Hale"}
COMPARERS = {"zh": "方亦舟", "en": "Ines Duarte"}
ASKERS = {"zh": "小林妈妈", "en": "Sam Price"}


@dataclass(frozen=True)
class Member:
    """Somebody with an account, and their browser's cookie."""

    http: httpx2.Client

    def send(self, path: str, body: Any = None) -> Json | None:
        reply = self.http.post(path, json=body)
        assert reply.is_success, reply.text
        return None if reply.status_code == 204 else reply.json()

    @property
    def token(self) -> str:
        return self.http.cookies[COOKIE]


@dataclass(frozen=True)
class Clinic:
    running: Running
    members: dict[str, Member]
    incidents: dict[str, str]  # by language
    invitation: str  # a link that nobody has used


@contextmanager
def open_clinic(home: Path) -> Iterator[Clinic]:
    settings = Settings(home=home)
    build_starter(settings.retrieval)
    with ExitStack() as stack:
        running = stack.enter_context(serving(home, migrate(settings.database)))
        yield move_in(running, stack)


def move_in(running: Running, stack: ExitStack) -> Clinic:
    _let_a_panel_judge(running)
    members = {who[0]: _join(running, stack, *who) for who in PEOPLE}
    for lang in ("zh", "en"):
        _ask_own(members[WRITERS[lang]], lang)
    for lang in ("zh", "en"):
        _fill_queue(members[ASKERS[lang]], lang)
    members["罗青"].send("/api/review/sample", {"limit": 50})
    for lang in ("zh", "en"):
        _work(members[RATERS[lang]], HARMS[lang])
        _hold(members[RATERS[lang]], "rate")
        _hold(members[COMPARERS[lang]], "compare")
    members["陈思远"].http.get("/api/export/preferences").raise_for_status()
    members["陈思远"].http.get("/api/export/sft?lang=zh").raise_for_status()
    invited = members["陈思远"].send(
        "/api/invitations", {"role": "clinician", "languages": ["zh"], "specialties": ["neurology"]}
    )
    assert invited is not None
    opened = members["罗青"].http.get("/api/incidents").json()["data"]  # the newest first
    english, chinese = (incident["id"] for incident in opened)
    return Clinic(running, members, {"zh": chinese, "en": english}, invited["url"])


def _let_a_panel_judge(running: Running) -> None:
    clinicians = [
        Clinician("林越", accuracy=0.92, seed=2),
        Clinician("Tomas Reyes", accuracy=0.88, side_bias=0.35, seconds=9.0, seed=2),
        Clinician("Grace Obi", accuracy=0.95, tired=0.35, severity=-1.0, seed=2),
    ]
    engine = create_engine(f"sqlite:///{running.home / 'medloop.db'}")
    with Session(engine) as db, db.begin():
        store_panel(db, clinicians, items(80, 2))
    engine.dispose()


def _join(
    running: Running, stack: ExitStack, name: str, role: str,
    specialties: list[str], languages: list[str], credentials: str,
) -> Member:  # fmt: skip
    wanted = {"role": role, "specialties": specialties, "languages": languages}
    with running.http() as admin:
        invited = admin.post(
            "/api/invitations", json=wanted | {"credentials": credentials or None}
        ).json()
    there = stack.enter_context(httpx2.Client(base_url=running.url, timeout=60))
    accepted = {"token": invited["url"].rpartition("/")[2], "name": name, "password": GOOD}
    reply = there.post("/api/invitations/accept", json=accepted)
    assert reply.is_success, reply.text
    there.headers[CSRF_HEADER] = reply.json()["csrf_token"]
    return Member(there)


def _ask(who: Member, words: str) -> Json:
    asked = {"role": "user", "content": words}
    body = {"model": "medloop", "messages": [asked], "medloop": {"consent": True}}
    reply = who.send("/v1/chat/completions", body)
    assert reply is not None
    return reply["medloop"]


def _ask_own(who: Member, lang: str) -> None:
    """The third question has a second answer to be compared with."""
    blocks = [_ask(who, words) for words in OWN[lang]]
    who.send("/v1/feedback", {"answer_id": blocks[-1]["answer_ids"][0], "thumb": "up"})
    options = {"verbosity": "low", "replace": False}
    who.send(f"/v1/turns/{blocks[2]['turn_id']}/answers", options)


def _fill_queue(who: Member, lang: str) -> None:
    for number, words in enumerate(QUEUE[lang]):
        turn = _ask(who, words)["turn_id"]
        if number % 2:
            options = {"verbosity": "low", "replace": False}
            who.send(f"/v1/turns/{turn}/answers", options)


def _work(who: Member, harm: str) -> None:
    """Some items, until two answers were rated; the second one does harm."""
    opinions: list[Json] = [
        {"aspects": dict.fromkeys(ASPECTS, 2), "thumb": "down", "harm": "moderate",
         "reasons": ["unsafe"], "comment": harm},
        {"aspects": dict.fromkeys(ASPECTS, 4), "thumb": "up", "harm": "none"},
    ]  # fmt: skip
    while opinions:
        taken = _next(who)
        said: Json = {"ranking": [["A"], ["B"]]} if taken["drafts"] else opinions.pop()
        who.send(f"/api/review/assignments/{taken['id']}/submit", said | {"seconds": 41.0})


def _hold(who: Member, kind: str) -> None:
    """Leaves an item of that kind open for them, as if they were at work."""
    while (taken := _next(who))["kind"] != kind:
        who.send(f"/api/review/assignments/{taken['id']}/skip", {"reason": "not_my_specialty"})


def _next(who: Member) -> Json:
    taken = who.send("/api/review/next")
    assert taken is not None, "the queue holds too little"
    return taken
