"""datatrove's blocks, measured by curation.py: `python curation_datatrove.py CORPUS QUESTIONS`.

Runs in .venv-datatrove (datatrove, spaCy, jieba). Each document is read in its own language, and a
document goes through all filters before the next does, so that datatrove's cache of the last split
serves them all: its quickest order.
"""
# pyright: reportMissingImports=false

import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from curation_worker import documents_of, serve
from datatrove.data import Document
from datatrove.pipeline.decont.n_grams import NGramsDecontConfig, NGramsDecontFilter
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature
from datatrove.pipeline.filters import (
    C4QualityFilter,
    FineWebQualityFilter,
    GopherQualityFilter,
    GopherRepetitionFilter,
)
from datatrove.pipeline.formatters import PIIFormatter
from datatrove.utils.text import ngrams, simplify_text

Documents = list[dict[str, str]]
LANGUAGES = {"zh": "cmn", "en": "eng"}
CONFIG = MinhashConfig(n_grams=5, num_buckets=14, hashes_per_bucket=8)
NONE: Any = None
OFF: dict[str, Any] = dict.fromkeys(
    (
        *("min_doc_words", "max_doc_words", "min_avg_word_length", "max_avg_word_length"),
        *("max_symbol_word_ratio", "max_non_alpha_words_ratio", "min_stop_words"),
    )
)


@dataclass
class Blocks:
    """The blocks for one language."""

    repetition: Any
    lines: Any
    filters: list[Any]
    signature: Any
    contamination: Any


@cache
def blocks(lang: str) -> Blocks:
    language = LANGUAGES[lang]
    grams: dict[str, Any] = {} if lang == "en" else {"top_n_grams": (), "dup_n_grams": ()}
    signature = MinhashDedupSignature(tempfile.mkdtemp(), CONFIG, language=language)
    contamination = NGramsDecontFilter(
        tempfile.mkdtemp(), NGramsDecontConfig(n_grams=13), language=language
    )
    contamination._index_hashes = _index(contamination, lang)
    return Blocks(
        GopherRepetitionFilter(language=language, **grams),
        GopherQualityFilter(language=language, **OFF),
        [
            GopherRepetitionFilter(language=language),
            GopherQualityFilter(language=language),
            C4QualityFilter(language=language),
            FineWebQualityFilter(language=language),
        ],
        signature,
        contamination,
    )


def _index(block: Any, lang: str) -> dict[int, str]:
    """What NGramsDecontIndexer writes, which itself asks for lighteval and its tasks."""
    found = {}
    for row in documents_of(sys.argv[2]):
        words = block.tokenizer.word_tokenize(
            simplify_text(row["question"], block.config.norm_config)
        )
        for gram in ngrams(words, block.config.n_grams):
            found[block.hash_func(" ".join(gram))] = "questions"
    return found


def kept(block: Any, row: dict[str, str]) -> bool:
    return block.filter(Document(text=row["text"], id=row["id"])) is True


def _signature(row: dict[str, str]) -> list[list[int]]:
    block = blocks(row["lang"]).signature
    shingles = block.get_shingles(row["text"])
    return block.get_signature(shingles) if shingles.size else []


def signatures(documents: Documents) -> int:
    return sum(bool(_signature(row)) for row in documents)


def repetition(documents: Documents) -> list[bool]:
    return [kept(blocks(row["lang"]).repetition, row) for row in documents]


def lines(documents: Documents) -> list[bool]:
    return [kept(blocks(row["lang"]).lines, row) for row in documents]


def stack(documents: Documents) -> int:
    """All filters and the PII formatter, then signatures and decontamination of what they keep."""
    scrub, count = PIIFormatter(), 0
    for row in documents:
        here = blocks(row["lang"])
        if all(kept(block, row) for block in here.filters):
            scrub.format(row["text"])
            _signature(row)
            count += kept(here.contamination, row)
    return count


def duplicates(documents: Documents) -> list[str]:
    """Rows that share a bucket with an earlier one of their language, as its later steps tell."""
    seen: dict[str, set[tuple[int, ...]]] = defaultdict(set)
    found = []
    for row in documents:
        buckets = [(place, *values) for place, values in enumerate(_signature(row))]
        if any(bucket in seen[row["lang"]] for bucket in buckets):
            found.append(row["id"])
        seen[row["lang"]].update(buckets)
    return found


def contaminated(documents: Documents) -> list[str]:
    return [row["id"] for row in documents if not kept(blocks(row["lang"]).contamination, row)]


if __name__ == "__main__":
    given = documents_of(sys.argv[1])
    for lang in LANGUAGES:
        blocks(lang)
        _signature({"lang": lang, "text": "warm up the tokenizer 预热"})
    tasks = (signatures, repetition, lines, stack, duplicates, contaminated)
    serve({task.__name__: task for task in tasks}, given)
