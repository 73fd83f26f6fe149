"""From a question to evidence: ranking, diversity, and knowing when there is too little."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval.errors import IndexMissing
from retrieval.index import build
from retrieval.lexical import Lexical
from retrieval.search import Filters, Retriever
from retrieval.store import Store
from tests.retrieval.conftest import TinyEncoder

Corpus = Callable[..., Path]

LIBRARY = [
    ("What are the treatments for Noonan syndrome?", "Growth hormone is used in the syndrome."),
    ("What are the treatments for Marfan syndrome?", "Beta blockers slow the syndrome."),
    ("What are the symptoms of Marfan syndrome?", "Long limbs are a sign of the syndrome."),
    ("What are the symptoms of gout?", "Gout hurts. The price is pain in the toe."),
    ("Fever in children", "A baby under three months with fever needs emergency care."),
    ("儿童发热", "三个月以下的婴儿发热需要去急诊。儿童精神差时也要就医。"),
    ("高血压", "高血压患者应监测血压。今天量一次，明天再量一次。"),
    ("Bicycle injuries", "A fall from a bicycle can break the wrist."),
]
ANSWERABLE = [
    "What are the treatments for Noonan syndrome?",
    "When does a child's fever need emergency care?",
    "儿童发热什么时候需要去急诊？",
    "请问高血压患者应该怎么办呢",
    "gout symptoms",
]
UNANSWERABLE = [
    "how do I repair a bicycle chain",
    "what is the price of bitcoin",
    "今天股票行情怎么样",
    "怎么修自行车链条",
    "What are the treatments for Zorblatt syndrome?",
    "你好",
    "?!",
]


@pytest.fixture
def library(store: Store, corpus: Corpus) -> Store:
    rows = [{"id": title, "title": title, "text": text} for title, text in LIBRARY]
    build([corpus("library", *rows)], store=store)
    return store


@pytest.fixture
def retriever(library: Store) -> Iterator[Retriever]:
    retriever = Retriever(library)
    yield retriever
    retriever.close()


@pytest.mark.parametrize("question", ANSWERABLE)
async def test_what_the_library_covers_has_evidence(retriever: Retriever, question: str) -> None:
    evidence = await retriever.search(question)
    assert not evidence.thin
    assert evidence.coverage >= 0.6


async def test_a_question_that_names_the_title_needs_less_coverage(retriever: Retriever) -> None:
    named = await retriever.search("高血压能吃腌菜吗")
    assert named.coverage < 0.6
    assert [hit.passage.title for hit in named.hits] == ["高血压"]


@pytest.mark.parametrize("question", UNANSWERABLE)
async def test_what_it_does_not_cover_has_none(retriever: Retriever, question: str) -> None:
    evidence = await retriever.search(question)
    assert evidence.thin
    assert evidence.hits == ()


async def test_hits_come_best_first_with_their_ranks(retriever: Retriever) -> None:
    evidence = await retriever.search("treatments for Noonan syndrome", top_k=2)
    assert evidence.hits[0].passage.title == LIBRARY[0][0]
    assert [hit.rank for hit in evidence.hits] == [1, 2]
    assert evidence.hits[0].score > evidence.hits[1].score
    assert evidence.generation == await retriever.generation()


async def test_all_candidates_are_kept_for_the_record_even_when_thin(retriever: Retriever) -> None:
    evidence = await retriever.search("What are the treatments for Zorblatt syndrome?", top_k=1)
    assert evidence.hits == ()
    assert [candidate.rank for candidate in evidence.candidates] == [1, 2, 3]
    assert {candidate.document_id for candidate in evidence.candidates} == {
        title for title, _ in LIBRARY[:3]
    }


async def test_filters_reach_the_store(retriever: Retriever) -> None:
    question = "发热 急诊"
    assert len((await retriever.search(question, filters=Filters(lang=("zh",)))).hits) == 1
    assert len((await retriever.search(question, filters=Filters(lang=("en",)))).hits) == 0


async def test_no_document_takes_all_the_places(store: Store, corpus: Corpus) -> None:
    long = "\n\n".join(f"Gout sentence {number}. {'x' * 900}" for number in range(5))
    rows = [
        {"id": "long", "text": long},
        {"id": "short", "text": "Gout heals, in time, with care."},
    ]
    build([corpus("kb", *rows)], store=store)
    retriever = Retriever(store, per_document=2)
    evidence = await retriever.search("gout", top_k=4)
    retriever.close()
    assert sorted(hit.passage.document_id for hit in evidence.hits) == ["long", "long", "short"]


async def test_the_same_question_gets_the_same_evidence(retriever: Retriever) -> None:
    first = await retriever.search("syndrome")
    assert await retriever.search("syndrome") == first


async def test_an_encoder_makes_the_search_hybrid(store: Store, corpus: Corpus) -> None:
    encoder = TinyEncoder()
    rows = [{"id": title, "title": title, "text": text} for title, text in LIBRARY]
    build([corpus("library", *rows)], store=store, encoder=encoder)
    retriever = Retriever(store, encoder)
    evidence = await retriever.search("fever", top_k=2)
    retriever.close()
    assert encoder.encoded[-1] == "fever"
    assert {hit.passage.title for hit in evidence.hits} == {"Fever in children", "儿童发热"}


async def test_a_missing_index_is_told_and_found_once_it_is_built(
    store: Store, corpus: Corpus
) -> None:
    retriever = Retriever(store)
    with pytest.raises(IndexMissing):
        await retriever.search("gout")
    build([corpus("kb", "Gout hurts.")], store=store)
    assert (await retriever.search("gout")).hits
    retriever.close()


def test_terms_are_stemmed_segmented_and_free_of_question_words() -> None:
    terms = Lexical().terms
    assert terms("What are the treatments?") == terms("treatment")
    assert terms("请问儿童发热怎么办呢") == terms("儿童发热") == terms("儿童") | terms("发热")
    assert terms("please tell me about it") == frozenset()


def test_half_an_emoji_is_no_reason_to_fail() -> None:
    assert Lexical().terms("gout \ud83d") >= Lexical().terms("gout")
