"""How much one caller and the whole process may ask: a token bucket and a bounded queue.

Both are per process; behind several workers the limit a client feels is the sum.
"""

import asyncio
import math
import time
from collections.abc import Callable

from app.errors import RateLimited

TRACKED = 50_000


class RateLimit:
    """A token bucket a key: `per_minute` on average, a sixth of it (at least 10) at once."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._rate = per_minute / 60
        self._burst = float(min(per_minute, max(10, per_minute // 6)))
        self._buckets: dict[str, tuple[float, float]] = {}

    def take(self, key: str) -> None:
        now = self._clock()
        tokens, then = self._buckets.get(key, (self._burst, now))
        tokens = min(self._burst, tokens + (now - then) * self._rate)
        if tokens < 1:
            wait = math.ceil((1 - tokens) / self._rate)
            raise RateLimited("Too many requests with this key.", retry_after=wait)
        if len(self._buckets) >= TRACKED:
            self._buckets.clear()
        self._buckets[key] = (tokens - 1, now)


class Admission:
    """At most `places` answers are written at once; at most `queue` requests wait for a place."""

    def __init__(self, places: int, queue: int, seconds: float) -> None:
        self._free = asyncio.Semaphore(places)
        self._queue = queue
        self._seconds = seconds
        self.active = 0
        self.waiting = 0

    async def enter(self) -> None:
        """Raises RateLimited (429, code `overloaded`) when the queue is full or too slow."""
        if self._free.locked():
            if self.waiting >= self._queue:
                raise self._overloaded()
            self.waiting += 1
            try:
                async with asyncio.timeout(self._seconds):
                    await self._free.acquire()
            except TimeoutError:
                raise self._overloaded() from None
            finally:
                self.waiting -= 1
        else:
            await self._free.acquire()
        self.active += 1

    def leave(self) -> None:
        self.active -= 1
        self._free.release()

    def _overloaded(self) -> RateLimited:
        return RateLimited(
            "The service is busy; try again shortly.",
            code="overloaded",
            retry_after=math.ceil(self._seconds),
        )
