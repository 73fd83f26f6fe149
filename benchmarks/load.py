"""The load: an HTTP/1.1 and SSE client on bare asyncio protocols, and the three ways to use it.

Not run by itself; gateway.py does. General clients cost more than a fast gateway, so this one does
only what the benchmark needs: keep-alive, Content-Length and chunked bodies, `data:` lines. Every
answer is compared with the script (script.py) of the tag it was asked under.
"""

import asyncio
import functools
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from script import TAG, TAG_BYTES, UNARY_TOKENS, tags, text

CONTENT = re.compile(rb'"content": ?"([^"]+)"')
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)")
GRACE = 30.0  # seconds an answer may still take after the visit's end
SPREAD = 1.0  # seconds over which paced streams start
KEEP_BODIES = 2000
expected_text = functools.cache(lambda events: text(events).encode())


@dataclass(frozen=True)
class Call:
    """What is asked of a target again and again: each time the next question, under a new tag."""

    port: int
    requests: tuple[bytes, ...]
    events: int  # content events each answer must bring; 0 when it is no stream


@dataclass
class Tally:
    """What one visit brought. Nothing is asked after `until`; what was asked is waited for."""

    started: float = 0.0
    until: float = 0.0
    last: float = 0.0  # when the last good answer or event arrived
    asked: int = 0
    answers: int = 0
    broken: int = 0
    expected_events: int = 0
    received_events: int = 0
    latencies: list[float] = field(default_factory=list[float])
    ttfts: list[float] = field(default_factory=list[float])
    gaps: list[float] = field(default_factory=list[float])
    bodies: list[bytes] = field(default_factory=list[bytes])
    faults: Counter[str] = field(default_factory=Counter[str])

    def fault(self, what: str) -> None:
        self.broken += 1
        self.faults[what] += 1

    def rate(self, count: int) -> float:
        """A second, until the last arrived: slow servers answer in waves, and a window that ended
        between two of them would forget the work under way."""
        return count / (self.last - self.started) if count else 0.0


def call(
    port: int,
    model: str,
    questions: Sequence[str],
    *,
    headers: dict[str, str],
    body: dict[str, Any],
    events: int = 0,
) -> Call:
    head = f"POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    requests: list[bytes] = []
    for question in questions:
        asked: dict[str, Any] = {"model": model}
        asked["messages"] = [{"role": "user", "content": f"{question} (ref {TAG})"}]
        if events:
            asked |= {"stream": True, "stream_options": {"include_usage": True}}
        data = json.dumps(asked | body).encode()
        length = f"content-type: application/json\r\ncontent-length: {len(data)}\r\n\r\n"
        requests.append((head + length).encode() + data)
    return Call(port, tuple(requests), events)


def dechunk(data: bytes) -> tuple[bytes, bytes, bool]:
    """The body bytes in `data`, what is left of it, and whether the body has ended."""
    pieces: list[bytes] = []
    at, ended = 0, False
    while not ended:
        line = data.find(b"\r\n", at)
        if line < 0:
            break
        stop = line + 2 + int(data[at:line].partition(b";")[0], 16)
        if len(data) < stop + 2:
            break
        ended = stop == line + 2
        pieces.append(data[line + 2 : stop])
        at = stop + 2
    return b"".join(pieces), data[at:], ended


class Connection(asyncio.Protocol):
    """Asks, and hands each piece of the answer's body to `received` as it arrives."""

    def __init__(self, what: Call, tally: Tally, names: Iterator[str]) -> None:
        self.what, self.tally, self.names = what, tally, names
        self.turn = random.randrange(len(what.requests))
        self.finished = asyncio.get_running_loop().create_future()
        self.rest, self.in_body, self.waiting = b"", False, False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def ask(self) -> None:
        requests = self.what.requests
        self.turn = (self.turn + 1) % len(requests)
        self.tag = next(self.names).encode()
        self.tally.asked += 1
        self.tally.expected_events += self.what.events
        self.waiting = True
        self.asked_at = time.perf_counter()
        self.transport.write(requests[self.turn].replace(TAG_BYTES, self.tag))

    def data_received(self, data: bytes) -> None:
        if self.rest:
            data, self.rest = self.rest + data, b""
        if not self.in_body:
            end = data.find(b"\r\n\r\n")
            if end < 0:
                self.rest = data
                return
            head = data[:end].lower()
            self.status = int(head[9:12])
            self.chunked = b"\r\ntransfer-encoding: chunked" in head
            length = LENGTH.search(head)
            self.left = int(length[1]) if length else 0
            self.in_body = True
            data = data[end + 4 :]
        if self.chunked:
            data, self.rest, ended = dechunk(data)
        else:
            self.left -= len(data)
            ended = self.left <= 0
        if ended:
            self.in_body = self.waiting = False
        self.received(data, ended)

    def received(self, piece: bytes, ended: bool) -> None:
        raise NotImplementedError

    def connection_lost(self, exc: Exception | None) -> None:
        if self.waiting:
            self.tally.fault("connection lost")
        if not self.finished.done():
            self.finished.set_result(None)

    def go_on(self, now: float) -> None:
        """A closed loop: the next question follows the answer, until the visit is over."""
        if now < self.tally.until:
            self.ask()
        elif not self.finished.done():
            self.finished.set_result(None)


class Unary(Connection):
    body = b""

    def received(self, piece: bytes, ended: bool) -> None:
        self.body = self.body + piece if self.body else piece
        if not ended:
            return
        now, tally, body, self.body = time.perf_counter(), self.tally, self.body, b""
        if self.status != 200:
            tally.fault(f"status {self.status}")
        elif expected_text(UNARY_TOKENS).replace(TAG_BYTES, self.tag) not in body:
            tally.fault("wrong answer")
        else:
            tally.answers += 1
            tally.last = now
            tally.latencies.append(now - self.asked_at)
            if len(tally.bodies) < KEEP_BODIES:
                tally.bodies.append(body)
        self.go_on(now)


class Stream(Connection):
    """`got` is the content so far, an entry an event."""

    loops = True

    def ask(self) -> None:
        self.got: list[bytes] = []
        self.tail, self.done = b"", False
        super().ask()

    def received(self, piece: bytes, ended: bool) -> None:
        now, tally = time.perf_counter(), self.tally
        lines, newline, self.tail = (self.tail + piece).rpartition(b"\n")
        found = CONTENT.findall(lines)
        if found:
            if self.got:
                tally.gaps.append(now - self.last)
            else:
                tally.ttfts.append(now - self.asked_at)
            tally.gaps.extend([0.0] * (len(found) - 1))  # came together with the one before
            self.last = now
            self.got += found
            tally.received_events += len(found)
            tally.last = now
        self.done = self.done or (bool(newline) and b"data: [DONE]" in lines)
        if ended:
            self.check(now)
            if self.loops:
                self.go_on(now)
            else:
                self.finished.set_result(None)

    def check(self, now: float) -> None:
        whole = expected_text(self.what.events).replace(TAG_BYTES, self.tag)
        if self.status != 200:
            self.tally.fault(f"status {self.status}")
        elif b"".join(self.got) != whole:
            self.tally.fault("lost, reordered or crossed")
        elif len(self.got) != self.what.events:
            self.tally.fault("events merged")
        elif not self.done:
            self.tally.fault("no [DONE]")
        else:
            self.tally.answers += 1
            self.tally.latencies.append(now - self.asked_at)


class Once(Stream):
    loops = False


async def open_all(
    kind: type[Connection], what: Call, tally: Tally, pool: str, count: int
) -> list[Connection]:
    loop = asyncio.get_running_loop()
    names = tags(pool)
    opened: list[Connection] = []
    for _ in range(count):
        make = functools.partial(kind, what, tally, names)
        try:
            _, protocol = await loop.create_connection(make, "127.0.0.1", what.port)
            opened.append(protocol)
        except OSError:  # a server that has died is a finding, not the end of the run
            tally.fault("no connection")
    return opened


async def wait_for_all(connections: list[Connection], tally: Tally) -> None:
    if not connections:
        return
    left = tally.until - time.perf_counter() + GRACE
    _, late = await asyncio.wait([one.finished for one in connections], timeout=left)
    if late:
        tally.faults["not answered in time"] += len(late)
    for one in connections:
        one.transport.abort()


async def closed_loop(what: Call, pool: str, concurrency: int, seconds: float) -> Tally:
    """`concurrency` connections, each asking again as soon as it is answered."""
    tally = Tally()
    kind = Stream if what.events else Unary
    connections = await open_all(kind, what, tally, pool, concurrency)
    tally.started = time.perf_counter()
    tally.until = tally.started + seconds
    for one in connections:
        one.ask()
    await wait_for_all(connections, tally)
    return tally


async def paced(what: Call, pool: str, streams: int, pace: float) -> Tally:
    """Each of `streams` connections asks once; their starts are spread, as people's are."""
    loop = asyncio.get_running_loop()
    tally = Tally()
    connections = await open_all(Once, what, tally, pool, streams)
    tally.started = time.perf_counter()
    tally.until = tally.started + what.events * pace + SPREAD
    for place, one in enumerate(connections):
        loop.call_later(SPREAD * place / streams, one.ask)
    await wait_for_all(connections, tally)
    return tally
