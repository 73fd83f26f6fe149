"""Which sentences of an answer their citations support, in numbers, units and drugs. Pure.

A first cut: a sentence whose figures and drugs all stand in what it cites may still be wrong in its
words, but one whose dose stands nowhere in its sources is certainly not supported by them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from retrieval.corpus import Passage
from retrieval.drug_names import drugs_in
from retrieval.quantities import claims, statements
from retrieval.sentences import sentences

_CITATION = re.compile(r"[\[【]\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*[\]】]")
_NUMBERING = re.compile(r"^\s*(?:[-*•]\s*)?[(（]?\d{1,2}(?:[.)）](?=\s|\D)|、)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """On one sentence, `answer[start:end]`."""

    start: int
    end: int
    verdict: Literal["supported", "unsupported", "uncited"]
    cited: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()  # what no cited passage holds: "500 mg", "metformin", "[7]"

    def record(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "verdict": self.verdict,
            "cited": list(self.cited),
            "missing": list(self.missing),
        }


def verify(answer: str, passages: Mapping[int, Passage]) -> list[Verdict]:
    """A verdict for every sentence, against the passages that the sentence itself cites."""
    return [_judge(answer, start, end, passages) for start, end in sentences(answer)]


def _judge(answer: str, start: int, end: int, passages: Mapping[int, Passage]) -> Verdict:
    sentence = answer[start:end]
    cited = tuple(dict.fromkeys(_cited(sentence)))
    if not cited:
        return Verdict(start, end, "uncited")
    claimed = _NUMBERING.sub("", _CITATION.sub(" ", sentence))
    texts = [_whole(passages[number]) for number in cited if number in passages]
    unknown = [f"[{number}]" for number in cited if number not in passages]
    missing = (*unknown, *_missing(claimed, texts))
    return Verdict(start, end, "unsupported" if missing else "supported", cited, missing)


def _cited(sentence: str) -> list[int]:
    return [int(n) for marker in _CITATION.findall(sentence) for n in re.findall(r"\d+", marker)]


def _whole(passage: Passage) -> str:
    return "\n".join((passage.title, passage.heading, passage.text))


def _missing(claimed: str, texts: Sequence[str]) -> list[str]:
    held = statements(texts)
    figures = [claim.written for claim in claims(claimed) if not held.hold(claim)]
    drugs = drugs_in(claimed) - drugs_in("\n".join(texts))
    return [*dict.fromkeys(figures), *sorted(drugs)]
