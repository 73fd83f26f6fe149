"""What both languages of the unseen set need to write values: shapes, check digits, addresses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

Make = Callable[[Random], str]


@dataclass(frozen=True)
class Language:
    lang: str
    gap: str  # what a hasty typist puts where punctuation belongs
    person: Callable[[Random, str], dict[str, str]]  # the parts of a name, by role; "" is all of it
    makers: Mapping[str, tuple[str, Make]]  # slot: its kind, and how one is made
    pools: Mapping[str, tuple[str, ...]]  # clinical terms to keep
    scenes: tuple[tuple[str, ...], ...]  # conversations, turn by turn
    notes: tuple[str, ...]  # messages that stand alone
    clean: tuple[str, ...]  # messages without an identifier


def shape(rng: Random, pattern: str) -> str:
    """# is a digit, % a digit but not nought, ^ a capital letter that is not taken for a digit."""
    drawn = {"#": "0123456789", "%": "123456789", "^": "ABCDEFGHJKLMNPRSTUVWXY"}
    return "".join(rng.choice(drawn[c]) if c in drawn else c for c in pattern)


def shapes(*patterns: str) -> Make:
    return lambda rng: shape(rng, rng.choice(patterns))


def resident_id(rng: Random) -> str:
    """A Chinese resident ID with the right check character (GB 11643)."""
    region = rng.choice(("110105", "310104", "330106", "430523", "440305", "510107", "612401"))
    born = f"{rng.randint(1938, 2019)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    body = region + born + shape(rng, "###")
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def bank_card(rng: Random, prefix: str, length: int) -> str:
    """A card number with the right Luhn digit."""
    body = prefix + "".join(rng.choice("0123456789") for _ in range(length - len(prefix) - 1))
    doubled = (int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(reversed(body)))
    return body + str(-sum(n // 10 + n % 10 for n in doubled) % 10)


def ip_address(rng: Random) -> str:
    if rng.random() < 0.2:
        return f"2001:db8:{rng.randrange(4096, 65536):x}::{rng.randrange(16, 65536):x}"
    return ".".join(str(rng.randint(2, 250)) for _ in range(4))


def in_fours(number: str, gap: str = " ") -> str:
    return gap.join(number[at : at + 4] for at in range(0, len(number), 4))


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)
