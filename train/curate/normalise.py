"""One way of writing each text: simplified Chinese, half-width figures, no invisible characters.

What it must not touch: doses and units (0.5 mg, μg, ½, ×10⁹), Chinese punctuation, and the line
breaks a text is laid out by. Hence NFC and a short list, not NFKC, which would make 10⁹ into 109.
"""
# pyright: reportMissingImports=false

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from opencc import OpenCC

from train.rows import Row, kind_of

# Digits, letters and the signs of numbers; （，：；？！） stay as Chinese writes them.
_FULL: Final = "０-９Ａ-Ｚａ-ｚ％＋－．／＜＝＞＠＿＊＃＆"
_BLANKS: Final = "\u00a0\u2000-\u200a\u202f\u205f\u3000\t\v\f"
_LINES: Final = "\r\u2028\u2029\u0085"
# Zero width, marks of direction, soft hyphens, controls, and the mark of bytes that were not text.
_GONE: Final = (
    "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff\ue000-\uf8ff"
)
_OTHERWISE: Final = re.compile(f"[{_FULL}{_BLANKS}{_LINES}{_GONE}]")
# Joiners are spelling in some scripts and in emoji; between Han or Latin letters they are dirt.
_JOINERS: Final = re.compile(
    "(?<=[\x00-\u024f\u3000-\u9fff\uff00-\uffef])[\u200c\u200d]+"
    "|[\u200c\u200d]+(?=[\x00-\u024f\u3000-\u9fff\uff00-\uffef]|$)"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_INDENT: Final = re.compile("^\u3000+", re.MULTILINE)  # a Chinese paragraph begins with two
_LINE_END: Final = re.compile(" +$", re.MULTILINE)
_BLANK_RUN: Final = re.compile(r"(?<=\S) {2,}")
_HAN_RUN: Final = re.compile("[\u3400-\u9fff]+")
_EMPTY_LINES: Final = re.compile("\n{3,}")


def make(*, traditional: bool = False) -> "Normalise":
    """With `traditional`, traditional Chinese is left as it is."""
    return Normalise(traditional)


@dataclass(frozen=True)
class Normalise:
    traditional: bool = False
    name = "normalise"

    def change(self, row: Row) -> Row:
        simplify = row["lang"] == "zh" and not self.traditional
        kind = kind_of(row)

        def written(text: str) -> str:
            text = repaired(text)
            return simplified(text) if simplify else text

        if kind == "text":
            return row | {"text": written(row["text"])}
        if kind == "question":
            options = {letter: written(option) for letter, option in row["options"].items()}
            changed = row | {"question": written(row["question"]), "options": options}
            return changed | {
                field: written(row[field]) for field in ("explanation",) if row.get(field)
            }
        parts = ("messages",) if kind == "dialogue" else ("prompt", "chosen", "rejected")
        return row | {
            part: [message | {"content": written(message["content"])} for message in row[part]]
            for part in parts
        }


def repaired(text: str) -> str:
    """Whole Unicode, no invisible characters, figures half-width, blanks one at a time."""
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if "\u3000" in text:
        text = _INDENT.sub("", text)
    text = unicodedata.normalize("NFC", _OTHERWISE.sub(_usual, text.replace("\r\n", "\n")))
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub("", text)
    # Most texts have none of these, which a plain search tells sooner than a pattern.
    if " \n" in text:
        text = _LINE_END.sub("", text)
    if "  " in text:
        text = _BLANK_RUN.sub(" ", text)
    return (_EMPTY_LINES.sub("\n\n", text) if "\n\n\n" in text else text).strip()


def _usual(char: re.Match[str]) -> str:
    code = ord(char[0])
    if 0xFF00 < code < 0xFF5F:
        return chr(code - 0xFEE0)
    if char[0] in "\r\u2028\u2029\u0085":
        return "\n"
    blank = char[0] in "\t\v\f" or (code > 31 and char[0].isspace())
    return " " if blank else ""


def simplified(text: str) -> str:
    """Traditional Chinese in simplified characters, word by word (OpenCC)."""
    if not _traditional().search(text):
        return text
    return _HAN_RUN.sub(_simple, text)


def _simple(run: re.Match[str]) -> str:
    return _converter().convert(run[0]) if _traditional().search(run[0]) else run[0]


@cache
def _converter() -> Any:
    return OpenCC("t2s")


@cache
def _traditional() -> re.Pattern[str]:
    """A character that is written otherwise in simplified Chinese: most texts have none."""
    # One by one: in a row they would be read as words.
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    simple = _converter().convert("\n".join(characters)).split("\n")
    pairs = zip(characters, simple, strict=True)
    return re.compile(f"[{''.join(old for old, new in pairs if old != new)}]")
