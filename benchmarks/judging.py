"""A hundred clinicians at once on the review queue: how quick a judgement is, and is one lost?

    python benchmarks/judging.py                      SQLite, 60 s
    python benchmarks/judging.py --database URL       an empty PostgreSQL database
        [--processes N] [--clinicians N] [--seconds S] [--think S] [--json [PATH]]

Run it with the project's Python (`.venv`). It starts the real `medloop serve` (several, if asked,
on one PostgreSQL database), imports items, and lets each clinician sign in with an API key, take an
item, look at it for about `--think` seconds (10, quicker than anybody reads; 0: none at all), and
submit a rating, until the time is over.

Lost: a judgement the service acknowledged that the database does not hold. Double lock: an item
given to more judges than it has places, or a second item given to a judge who holds one. Both must
be 0. The goal for a submission is a p95 of at most 150 ms.
"""

import argparse
import asyncio
import json
import os
import random
import secrets
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import aiohttp
import uvloop
from figures import percentile
from processes import Cores, Server, Unavailable, free_port
from sqlalchemy import select
from targets import ROOT, clean_env, run

from app.db import Database
from app.models import Assignment, Judgement, ReviewItem
from app.people.accounts import create_key, create_user

OUT = Path(__file__).resolve().parent / "out"
MEDLOOP = [str(ROOT / ".venv" / "bin" / "medloop")]
GOAL_MS = 150
AT_ONCE = 500  # conversations of one import
PLACES = 3  # judges of an item, as the service is told
ASPECTS = ("safety", "accuracy", "completeness", "grounding", "communication", "inquiry")
API = "/api/review"


@dataclass
class Tally:
    """What the clinicians were told."""

    submits: list[float] = field(default_factory=list[float])
    takes: list[float] = field(default_factory=list[float])
    acknowledged: set[str] = field(default_factory=set[str])  # ids of judgements
    takers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    double: int = 0
    empty: int = 0  # times that nothing was left to judge
    refused: Counter[str] = field(default_factory=Counter[str])


@dataclass
class Clinician:
    """Takes, looks, submits; one thing at a time."""

    name: str
    http: aiohttp.ClientSession
    think: float
    tally: Tally

    async def work(self, until: float) -> None:
        chance = random.Random(self.name)
        await asyncio.sleep(chance.uniform(0, self.think))  # people do not start together
        while time.perf_counter() < until:
            taken = await self.take()
            if taken is None:
                self.tally.empty += 1
                return
            await asyncio.sleep(chance.uniform(0.5, 1.5) * self.think)
            await self.submit(taken["id"], chance)

    async def take(self) -> dict[str, Any] | None:
        started = time.perf_counter()
        async with self.http.post(f"{API}/next") as reply:
            body = await reply.read()
            if reply.status != 200:
                self.note(reply.status, "next")
                return None
        self.tally.takes.append(time.perf_counter() - started)
        taken = json.loads(body)
        takers = self.tally.takers[taken["item_id"]]
        takers.add(self.name)
        self.tally.double += len(takers) > PLACES
        return taken

    async def submit(self, assignment: str, chance: random.Random) -> None:
        said = {
            "thumb": chance.choice(("up", "down")),
            "aspects": {name: chance.randint(3, 4) for name in ASPECTS},
            "harm": "none",
            "seconds": self.think,
        }
        started = time.perf_counter()
        async with self.http.post(f"{API}/assignments/{assignment}/submit", json=said) as reply:
            body = await reply.read()
        if reply.status != 200:
            self.note(reply.status, "submit")
            return
        self.tally.submits.append(time.perf_counter() - started)
        self.tally.acknowledged |= {each["id"] for each in json.loads(body)["judgements"]}

    def note(self, status: int, what: str) -> None:
        if status != 204:
            self.tally.refused[f"{status} to {what}"] += 1


def conversation(number: int) -> str:
    """About as long as answers are, in both languages."""
    zh = number % 2 == 0
    asked = (
        f"第{number}号问题：孩子发热怎么办？" if zh else f"Question {number}: a child has fever?"
    )
    told = (
        "发热时应少量多次饮水，注意休息。" if zh else "Give small drinks often and let them rest. "
    )
    passage = {"title": "Fever", "text": told * 8, "source": "Synthetic"}
    said = [
        {"role": "user", "content": asked},
        {"role": "assistant", "content": "".join(f"{told}[1]\n" for _ in range(5))},
    ]
    return json.dumps({"messages": said, "passages": [passage]}, ensure_ascii=False)


async def people(url: str, count: int) -> tuple[str, list[str]]:
    """A reviewer's key, and the clinicians'."""
    database = Database(url)
    try:
        async with database.sessions() as session, session.begin():
            users = [await create_user(session, "reviewer", role="reviewer")]
            for number in range(count):
                name = f"clinician {number}"
                users.append(await create_user(session, name, role="clinician"))
            first, *others = [await create_key(session, user) for user in users]
            return first, others
    finally:
        await database.close()


@asynccontextmanager
async def servers(args: argparse.Namespace, home: Path) -> AsyncIterator[tuple[str, list[Server]]]:
    """The database's URL, and as many services on it as were asked for."""
    url: str = args.database or f"sqlite+aiosqlite:///{home / 'medloop.db'}"
    env = clean_env(
        MEDLOOP_HOME=str(home),
        MEDLOOP_DATABASE_URL=url,
        MEDLOOP_SECRET=secrets.token_urlsafe(32),
        MEDLOOP_REVIEW_OVERLAP=str(PLACES),
        MEDLOOP_RATE_PER_MINUTE="1000000",
        MEDLOOP_LOG_LEVEL="warning",
    )
    run([*MEDLOOP, "migrate"], env)
    cores = Cores.choose()
    os.sched_setaffinity(0, {cores.harness})
    started: list[Server] = []
    try:
        for number in range(args.processes):
            port = free_port()
            command = [*MEDLOOP, "serve", "--port", str(port)]
            own = env | {"MEDLOOP_HOME": str(home / str(number))}
            log = home / f"serve-{number}.log"
            server = Server.start(command, port=port, core=cores.target, env=own, log=log)
            started.append(server)
            await server.ready("/healthz")
        yield url, started
    finally:
        for server in started:
            server.stop()


def session(server: Server, key: str) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        f"http://127.0.0.1:{server.port}",
        headers={"Authorization": f"Bearer {key}"},
        # Less than the server's: or a connection it closes is asked again at the same moment.
        connector=aiohttp.TCPConnector(keepalive_timeout=2),
    )


async def fill(server: Server, key: str, items: int) -> None:
    async with session(server, key) as http:
        for start in range(0, items, AT_ONCE):
            lines = "\n".join(conversation(n) for n in range(start, min(start + AT_ONCE, items)))
            async with http.post(f"{API}/import?consent=true", data=lines.encode()) as reply:
                if reply.status != 200:
                    raise Unavailable(await reply.text())


async def measure(args: argparse.Namespace, home: Path) -> dict[str, Any]:
    # Each clinician can submit once in the least time they look; each item has some places.
    pace = max(args.think, 0.1)
    items = int(args.clinicians * args.seconds / pace / PLACES * 1.3) + args.clinicians
    tally = Tally()
    async with AsyncExitStack() as stack:
        url, started = await stack.enter_async_context(servers(args, home))
        reviewer, keys = await people(url, args.clinicians)
        say(f"{items:,} items, {args.clinicians} clinicians, {args.seconds:.0f} s")
        await fill(started[0], reviewer, items)
        clinicians = [
            Clinician(key, await stack.enter_async_context(session(server, key)), args.think, tally)
            for key, server in zip(keys, cycle(started), strict=False)
        ]
        before = sum(server.cpu_seconds() for server in started)
        until = time.perf_counter() + args.seconds
        await asyncio.gather(*(each.work(until) for each in clinicians))
        used = sum(server.cpu_seconds() for server in started) - before
        lost, double = await check(url, tally)
    return report(args, tally, lost, double, used)


async def check(url: str, tally: Tally) -> tuple[int, int]:
    """Judgements that were acknowledged and are not stored; items with too many judges."""
    database = Database(url)
    try:
        async with database.sessions() as session:
            stored = set(await session.scalars(select(Judgement.id)))
            held = Counter(
                await session.scalars(
                    select(Assignment.item_id).where(Assignment.skipped_at.is_(None))
                )
            )
            overlap = dict((await session.execute(select(ReviewItem.id, ReviewItem.overlap))).all())
    finally:
        await database.close()
    return (
        len(tally.acknowledged - stored),
        tally.double + sum(count > overlap[item] for item, count in held.items()),
    )


def report(
    args: argparse.Namespace, tally: Tally, lost: int, double: int, used: float
) -> dict[str, Any]:
    def milliseconds(values: list[float], share: float) -> float:
        return round(percentile(values, share) * 1000, 1)

    return {
        "database": "PostgreSQL" if args.database else "SQLite",
        "processes": args.processes,
        "clinicians": args.clinicians,
        "seconds": args.seconds,
        "think": args.think,
        "submissions": len(tally.submits),
        "judgements": len(tally.acknowledged),
        "submit_p50_ms": milliseconds(tally.submits, 0.5),
        "submit_p95_ms": milliseconds(tally.submits, 0.95),
        "submit_p99_ms": milliseconds(tally.submits, 0.99),
        "next_p50_ms": milliseconds(tally.takes, 0.5),
        "next_p95_ms": milliseconds(tally.takes, 0.95),
        "lost": lost,
        "double_locks": double,
        "refused": dict(tally.refused),
        "ran_out_of_items": tally.empty,
        "server_cpu_seconds": round(used, 1),
    }


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The review queue under load.")
    parser.add_argument("--database", default="", help="an empty PostgreSQL database's URL")
    parser.add_argument("--processes", type=int, default=1, help="services on one database")
    parser.add_argument("--clinicians", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--think", type=float, default=10.0, help="seconds an item is looked at")
    parser.add_argument("--json", nargs="?", type=Path, const=OUT / "judging.json")
    args = parser.parse_args()
    if args.processes > 1 and not args.database:
        parser.error("several processes need --database: SQLite belongs to one")
    return args


def main() -> None:
    args = parse()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    OUT.mkdir(exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="judging-", dir=OUT))
    try:
        found = uvloop.run(measure(args, home))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    for name, value in found.items():
        print(f"{name:20} {value}")
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps(found, indent=1) + "\n")
    kept = not found["lost"] and not found["double_locks"]
    sys.exit(0 if kept and found["submit_p95_ms"] <= GOAL_MS else 1)


if __name__ == "__main__":
    main()
