"""The fitted half of the red-flag screen: word patterns of a message, and what each one weighs.

Logistic regression on the words and word sequences of phrasings written for it by several authors
(benchmarks/red_flags/). `python benchmarks/red_flags.py` fits it anew and says what to expect of an
author it has not seen. Pure; the weights are data that anybody can read.
"""

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

WEIGHTS: Final = Path(__file__).with_name("red_flag_weights.json")
TOKEN: Final = re.compile(r"[\u3400-\u9fff]+|[a-z']+|\d+(?:\.\d+)?|[?!,.¬]")
INVISIBLE: Final = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
SPACED_HAN: Final = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
# What is said not to be there, up to the end of its clause or a "but". Losing something that
# should be there (breath, pulse, the baby's movements) is a sign, not a denial.
DENIAL: Final = re.compile(
    r"(?:\b(?:no|denies|denied|denying|without)\b"
    r"|(?:don't|doesn't|does not|do not|didn't|did not|not) (?:have|having|had|feel|see|any)\b"
    r"|没有|没(?=[\u4e00-\u9fff])|否认|并无|未见|无(?=[\u4e00-\u9fff]))"
    r"(?!\s*(?:longer|one|idea|pulse|response|breath|movement|way"
    r"|呼吸|反应|意识|脉搏|心跳|胎动|知觉|力|法))"
    r"[^,.;:!?，。；：！？\n]*?(?=[,.;:!?，。；：！？\n]|\bbut\b|但|$)"
)
# The traditional characters that complaints are made of, as the phrasings write them.
SIMPLIFIED: Final = str.maketrans(
    "過敏喉嚨腫脹難氣壓頭暈媽爸發燒體溫藥幾顆說話嘔吐僅幾個時間覺沒請問醫師護劇麼這從會來還後兒歲寶寶驚"
    "門診車禍樓斷腳臉歪側邊無動彈麻癱聽見聲響殺傷斃壞養嗆噎鐘現實給讓開關對應當點樣慘兇單雙隻條講嗎",
    "过敏喉咙肿胀难气压头晕妈爸发烧体温药几颗说话呕吐仅几个时间觉没请问医师护剧么这从会来还后儿岁宝宝惊"
    "门诊车祸楼断脚脸歪侧边无动弹麻瘫听见声响杀伤毙坏养呛噎钟现实给让开关对应当点样惨凶单双只条讲吗",
)
LONGEST: Final = 3  # tokens of a sequence; a Chinese character is a token
PIECE: Final = 4  # letters of a piece of a word: what survives a typing error


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by pattern: of being an emergency at all, and of each category if it is one."""

    bias: float
    weights: dict[str, float]
    threshold: dict[str, float]
    category_bias: dict[str, float]
    category_weights: dict[str, dict[str, float]]
    version: str

    def probability(self, patterns: Iterable[str]) -> float:
        known = self.weights
        return _logistic(self.bias + math.fsum(known.get(pattern, 0.0) for pattern in patterns))

    def categories(self, patterns: frozenset[str]) -> dict[str, float]:
        """How likely each category is, given that it is an emergency."""
        return {
            name: _logistic(
                self.category_bias[name] + math.fsum(weights.get(p, 0.0) for p in patterns)
            )
            for name, weights in self.category_weights.items()
        }


def load() -> Model:
    raw = WEIGHTS.read_bytes()
    return Model(**json.loads(raw), version=hashlib.sha256(raw).hexdigest()[:12])


def plain(text: str) -> str:
    """One width, one case, nothing invisible, and no blanks between Chinese characters."""
    text = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'")
    text = text.translate(SIMPLIFIED)
    return SPACED_HAN.sub("", INVISIBLE.sub("", text))


def tokens(text: str) -> list[str]:
    """Words, single Chinese characters, punctuation, numbers by their size, `¬` for a denial."""
    found: list[str] = []
    for match in TOKEN.finditer(DENIAL.sub(" ¬ ", plain(text))):
        token = match[0]
        if token[0] >= "\u3400":
            found.extend(token)
        else:
            found.append(_size(float(token)) if token[0].isdigit() else token)
    return found


def _size(number: float) -> str:
    """What a number is likely to be: a year, a fever (°C, °F), or just large or small."""
    if 1900 <= number < 2100:
        return "#year"
    if 37.3 <= number <= 43:
        return "#celsius"
    if 99 <= number <= 107:
        return "#fahrenheit"
    return next(name for limit, name in SIZES if number < limit)


SIZES: Final = ((13, "#few"), (43, "#teens"), (200, "#tens"), (math.inf, "#many"))


def patterns(text: str) -> frozenset[str]:
    """Sequences of one to three tokens, and four-letter pieces of words (marked `_`)."""
    words = tokens(text)
    found = {
        " ".join(words[at : at + length])
        for length in range(1, LONGEST + 1)
        for at in range(len(words) - length + 1)
    }
    letters = f" {' '.join(word for word in words if word[0] < '㐀')} "
    found.update(
        "_" + letters[at : at + PIECE]
        for at in range(len(letters) - PIECE + 1)
        if not letters[at : at + PIECE].isspace()
    )
    return frozenset(found)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, x))))
