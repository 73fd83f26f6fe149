"""Identifiers: a readable prefix and a UUIDv7, so that rows sort by the time they were made."""

import os
import random
import time

# Ids need to differ, not to be secret: one seed from the system, no system call an id.
_chance = random.Random(os.urandom(32))


def new_id(prefix: str) -> str:
    """`prefix_` and 32 hex digits: 48 bits of milliseconds, then version, variant and chance."""
    millis = time.time_ns() // 1_000_000
    bits = _chance.getrandbits(74)
    value = millis << 80 | 0x7 << 76 | (bits >> 62) << 64 | 0x2 << 62 | bits & (1 << 62) - 1
    return f"{prefix}_{value:032x}"
