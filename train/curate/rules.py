"""The rules of Aquila-Med's second step (papers.md 1.3), which the paper names without limits: too
short, too many special characters, repetition, language, advertising, page residue, toxic content,
personal information.

    - rules: {min_chars: 200, repetition: false, advertising: {likely: 4}}

Each family is true (its defaults), false (off) or a mapping of its settings, which stand in the
family's file. A row is read once for all of them and dropped for the first that objects, the cheap
ones first. The defaults were chosen by reading what they drop of raw zh and en pages and dialogues.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from train.curate.advertising import Advertising
from train.curate.document import Document, Filter
from train.curate.language import Language
from train.curate.length import Length
from train.curate.personal import Personal
from train.curate.repetition import Repetition
from train.curate.residue import Residue
from train.curate.shape import Shape
from train.curate.toxicity import Toxicity

Family = bool | Mapping[str, Any]


def make(
    *,
    min_chars: int = 20,
    max_chars: int = 1_000_000,
    min_tokens: int = 1,
    max_tokens: int = 1_000_000,
    shape: Family = True,
    language: Family = True,
    repetition: Family = True,
    advertising: Family = True,
    residue: Family = True,
    toxicity: Family = True,
    personal: Family = True,
) -> "Rules":
    families: tuple[tuple[Family, Callable[..., Filter]], ...] = (
        (shape, Shape),
        (language, Language),
        (residue, Residue),
        (advertising, Advertising),
        (toxicity, Toxicity),
        (repetition, Repetition),
        (personal, Personal),
    )
    length = Length(min_chars, max_chars, min_tokens, max_tokens)
    wanted = (kind(**_settings(family)) for family, kind in families if family is not False)
    return Rules((length, *wanted))


def _settings(family: Family) -> Mapping[str, Any]:
    return family if isinstance(family, Mapping) else {}


@dataclass(frozen=True)
class Rules(Filter):
    families: tuple[Filter, ...]
    name = "rules"

    def reason(self, document: Document) -> str:
        return next(filter(None, (family.reason(document) for family in self.families)), "")
