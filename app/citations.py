"""Citations: the `[n]` of an answer as OpenAI's `url_citation` annotations. Pure."""

import re
from collections.abc import Sequence
from typing import Any

from retrieval.corpus import Passage

MARKER = re.compile(r"[\[【](\d{1,2}(?:\s*[,，、]\s*\d{1,2})*)[\]】]")


def annotate(text: str, passages: Sequence[Passage]) -> list[dict[str, Any]]:
    """One annotation a cited passage, at the marker's place in `text` (characters).

    A number that no passage has is left out: an emitted citation always resolves.
    """
    annotations: list[dict[str, Any]] = []
    for marker in MARKER.finditer(text):
        for number in map(int, re.findall(r"\d+", marker[1])):
            if 1 <= number <= len(passages):
                passage = passages[number - 1]
                annotations.append(
                    {
                        "type": "url_citation",
                        "url_citation": {
                            "start_index": marker.start(),
                            "end_index": marker.end(),
                            "title": passage.title,
                            "url": passage.url or f"urn:uuid:{passage.id}",
                        },
                        "passage": {"number": number, "id": passage.id},
                    }
                )
    return annotations


def shifted(annotations: list[dict[str, Any]], by: int) -> list[dict[str, Any]]:
    """The same annotations in a text that has `by` characters more before it."""
    if not by:
        return annotations
    moved: list[dict[str, Any]] = []
    for annotation in annotations:
        cite = annotation["url_citation"]
        places = {key: cite[key] + by for key in ("start_index", "end_index")}
        moved.append({**annotation, "url_citation": {**cite, **places}})
    return moved
