"""What a knowledge graph says of one entity, as Chinese sentences a reader can follow.

A heading with the entity, then a sentence for each relation: 糖尿病的并发症：视网膜病变、肾病。
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from train.sources.passages import LONGEST, passages

_TOGETHER = 40  # things in one sentence


def told(entity: str, relations: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """One text, or several with the same heading where one would be too long."""
    heading = f"# {entity}"
    for text in passages(_sentences(entity, relations), LONGEST - len(heading) - 2):
        yield f"{heading}\n\n{text}"


def sentence(entity: str, relation: str, things: Iterable[str]) -> str:
    return f"{entity}的{relation}：{'、'.join(things)}。"


def _sentences(entity: str, relations: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for relation, things in relations.items():
        for at in range(0, len(things), _TOGETHER):
            yield from sentence(entity, relation, things[at : at + _TOGETHER]).splitlines()
