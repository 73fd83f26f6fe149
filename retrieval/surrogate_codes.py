"""Invented numbers, codes and addresses on the network, in the shape of the real ones.

None can be real: mobile numbers begin with 12, exchanges with 0, ID numbers have a wrong check
digit and no district, SSNs the area 000, and hosts come from the ranges kept for documentation.
"""

import re
from random import Random
from typing import Final

from retrieval.identifiers import plain
from retrieval.identifiers_numbers import is_resident_id

_CAPITALS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_ZH: Final = "零一二三四五六七八九"
_ZH_SAID: Final = str.maketrans("〇○幺", "零零一")
_EN: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def code(text: str, kind: str, rng: Random) -> str:
    """A surrogate for anything but a name, a place, a date or an age."""
    if kind == "email":
        return f"user{rng.randrange(10**5):05}@example.com"
    if kind == "url":
        scheme = "https://" if "//" in plain(text) else ""
        return f"{scheme}www.example.com/{rng.randrange(10**6):06}"
    if kind == "ip":
        return _host(text, rng)
    if kind in ("phone", "fax"):
        return _phone(text, rng)
    if kind == "id_number":
        return _paper(text, rng)
    if kind == "plate":
        return scrambled(re.sub(r"^[\u4e00-\u9fff]", "测", text), rng)
    if kind == "device" and re.fullmatch(r"(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}", plain(text)):
        return f"00:00:5E:00:53:{rng.randrange(256):02X}"
    if kind == "account" and sum(map(str.isalpha, text)) > 3:
        return f"user{rng.randrange(10**5):05}"
    return scrambled(text, rng)


def scrambled(text: str, rng: Random) -> str:
    """Other digits for the digits, the first of them 0, and other letters for the letters."""
    return _in_place(text, "0" + "".join(rng.choices("123456789", k=len(text))), rng)


def _in_place(text: str, digits: str, rng: Random | None = None) -> str:
    """The text with its digits replaced in order, and its letters at random if asked."""
    new = iter(digits)
    written: list[str] = []
    for char in text:
        small = plain(char)
        if "0" <= small <= "9":
            digit = next(new)
            written.append(chr(ord(digit) + 0xFEE0) if small != char else digit)
        elif rng and small.isascii() and small.isalpha():
            letter = rng.choice(_CAPITALS.replace(small.upper(), ""))
            written.append(letter if small.isupper() else letter.lower())
        else:
            written.append(char)
    return "".join(written)


def _phone(text: str, rng: Random) -> str:
    if not re.search(r"\d", plain(text)):
        return _said(text, rng)
    digits = re.sub(r"\D", "", plain(text))
    return _in_place(text, _unreachable(digits, plain(text).lstrip(" (").startswith("+"), rng))


def _unreachable(digits: str, country: bool, rng: Random) -> str:
    spare = "".join(rng.choices("0123456789", k=len(digits)))
    if re.match(r"(?:00)?861[3-9]", digits):
        begin = digits[: digits.index("86") + 2] + "12"
    elif re.match(r"1[3-9]\d{9}", digits):
        begin = "12"
    elif re.match(r"1[2-9]\d{9}", digits) or (country and digits[0] == "1"):
        begin = "155501"
    elif country or digits.startswith("00"):
        begin = "999"
    elif digits.startswith("0"):
        begin = "0110"
    elif len(digits) < 10:
        begin = "55501" if len(digits) == 7 else "0"
    else:
        begin = "55501"
    return (begin + spare)[: len(digits)]


def _said(text: str, rng: Random) -> str:
    """幺三八零零… and five five five one…, said aloud again."""
    said = text.translate(_ZH_SAID)
    if any(char in _ZH for char in said):
        digits = "".join(str(_ZH.index(char)) for char in said if char in _ZH)
        return "".join(_ZH[int(digit)] for digit in _unreachable(digits, False, rng))
    words = re.findall(r"[A-Za-z]+", text.lower().replace("oh", "zero"))
    digits = "".join(str(_EN.index(word)) for word in words)
    return " ".join(_EN[int(digit)] for digit in _unreachable(digits, False, rng))


def _host(text: str, rng: Random) -> str:
    if "." not in text:
        return f"2001:db8::{rng.randrange(1, 65536):x}"
    port = re.search(r"[:/]\d+$", text)
    net = rng.choice(("192.0.2", "198.51.100", "203.0.113"))
    return f"{net}.{rng.randrange(1, 255)}{port[0] if port else ''}"


def _paper(text: str, rng: Random) -> str:
    """An ID number of no district and with a wrong check digit; an SSN of the area 000."""
    digits = re.sub(r"[^\dXx]", "", plain(text))
    if not re.fullmatch(r"\d{17}[\dXx]", digits):
        spare = "".join(rng.choices("0123456789", k=len(text)))
        return _in_place(text, ("000" if len(digits) < 10 else "99") + spare, rng)
    body = "99" + "".join(rng.choices("0123456789", k=15))
    last = next(digit for digit in "0123456789" if not is_resident_id(body + digit))
    return _in_place(re.sub(r"[XxＸｘ×](?=\W*$)", "0", text), body + last)
