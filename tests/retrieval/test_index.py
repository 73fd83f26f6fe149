"""Building, rebuilding and retracting, the same on both stores."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.errors import CorpusError, IndexMismatch, IndexMissing
from retrieval.index import build, collection_name, retract
from retrieval.lexical import Lexical
from retrieval.store import CollectionStatus, DenseQuery, Filters, Store
from tests.retrieval.conftest import Clock, TinyEncoder

Corpus = Callable[..., Path]
FEVER = {"id": "fever", "title": "Fever", "text": "Fever in a baby needs a doctor.", "lang": "en"}
GOUT = {"id": "gout", "title": "Gout", "text": "Gout hurts in the big toe.", "specialty": "joints"}
DIABETES = {
    "id": "diabetes",
    "title": "糖尿病",
    "text": "糖尿病患者需要监测血糖。",
    "source": "医院",
}


def texts(store: Store, question: str, **filters: tuple[str, ...]) -> list[str]:
    found = store.search(Lexical().query(question), limit=10, filters=Filters(**filters))
    return [scored.passage.text for scored in found.passages]


def test_a_build_makes_documents_findable_in_both_languages(store: Store, corpus: Corpus) -> None:
    report = build([corpus("kb", FEVER, GOUT, DIABETES)], store=store)
    assert (report.read, report.added, report.passages) == (3, 3, 3)
    assert report.generation == store.generation()
    assert texts(store, "baby with fever") == [FEVER["text"]]
    assert texts(store, "糖尿病怎么监测") == [DIABETES["text"]]


def test_a_found_passage_has_all_that_was_stored(store: Store, corpus: Corpus) -> None:
    build([corpus("kb", {**GOUT, "url": "https://x.test/gout", "year": 2020})], store=store)
    [scored] = store.search(Lexical().query("gout"), limit=5).passages
    assert scored.passage.title == "Gout"
    assert scored.passage.url == "https://x.test/gout"
    assert scored.passage.source == "kb"
    assert scored.passage.metadata == {"year": 2020}
    assert scored.score > 0


def test_filters_narrow_by_language_source_and_specialty(store: Store, corpus: Corpus) -> None:
    build([corpus("kb", FEVER, GOUT, DIABETES)], store=store)
    every = "fever gout 糖尿病"
    assert len(texts(store, every)) == 3
    assert texts(store, every, lang=("zh",)) == [DIABETES["text"]]
    assert texts(store, every, source=("医院", "elsewhere")) == [DIABETES["text"]]
    assert texts(store, every, specialty=("joints",)) == [GOUT["text"]]
    assert texts(store, every, specialty=("joints",), lang=("zh",)) == []


def test_building_the_same_again_changes_nothing(store: Store, corpus: Corpus) -> None:
    path = corpus("kb", FEVER, GOUT)
    first = build([path], store=store)
    second = build([path], store=store)
    assert second.generation == first.generation
    assert (second.unchanged, second.added, second.changed, second.removed) == (2, 0, 0, 0)


def test_changed_documents_are_replaced_and_vanished_ones_removed(
    store: Store, corpus: Corpus
) -> None:
    first = build([corpus("kb", FEVER, GOUT)], store=store)
    new_gout = {**GOUT, "text": "Gout is treated with colchicine."}
    report = build([corpus("kb", new_gout, DIABETES)], store=store)
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 1, 0)
    assert report.generation > first.generation
    assert report.passages == 2


def test_a_document_that_shrank_leaves_no_old_passage_behind(store: Store, corpus: Corpus) -> None:
    long = {**GOUT, "text": "\n\n".join(f"Gout sentence {n}. " + "x" * 900 for n in range(3))}
    assert build([corpus("kb", long)], store=store).passages == 3
    assert build([corpus("kb", GOUT)], store=store).passages == 1


def test_other_collections_are_not_touched(store: Store, corpus: Corpus) -> None:
    build([corpus("first", FEVER)], store=store)
    build([corpus("second", GOUT, DIABETES)], store=store)
    build([corpus("second", GOUT)], store=store)
    assert store.status().collections == {
        "first": CollectionStatus(documents=1, passages=1),
        "second": CollectionStatus(documents=1, passages=1),
    }


def test_one_collection_may_come_from_several_paths(store: Store, corpus: Corpus) -> None:
    report = build([corpus("a", FEVER), corpus("b", GOUT, FEVER)], store=store, collection="all")
    assert list(store.status().collections) == ["all"]
    assert (report.read, report.skipped) == (2, {"the same id twice": 1})


def test_retracting_removes_documents_or_a_whole_collection(store: Store, corpus: Corpus) -> None:
    build([corpus("first", FEVER, GOUT), corpus("second", DIABETES)], store=store)
    assert retract(store, collection="first", document_ids=["gout", "unknown"]).removed == 1
    assert retract(store, collection="second").removed == 1
    assert texts(store, "fever gout 糖尿病") == [FEVER["text"]]
    assert list(store.status().collections) == ["first"]


def test_a_broken_input_leaves_the_old_generation_serving(store: Store, corpus: Corpus) -> None:
    before = build([corpus("kb", FEVER)], store=store)
    path = corpus("kb", GOUT)
    path.write_text(path.read_text() + "{broken\n")
    with pytest.raises(CorpusError, match=r"kb\.jsonl, line 2"):
        build([path], store=store)
    assert store.status().generation == before.generation
    assert texts(store, "fever gout") == [FEVER["text"]]


def test_an_input_without_documents_does_not_empty_a_collection(
    store: Store, corpus: Corpus
) -> None:
    build([corpus("kb", FEVER)], store=store)
    with pytest.raises(CorpusError, match="retract it"):
        build([corpus("kb", {"id": "x", "text": " "})], store=store)
    assert texts(store, "fever") == [FEVER["text"]]


def test_without_an_index_the_message_says_how_to_build_one(store: Store) -> None:
    for ask in (store.generation, store.status):
        with pytest.raises(IndexMissing, match="medloop index build"):
            ask()


def test_a_running_store_notices_a_new_generation(
    new_store: Callable[[], Store], corpus: Corpus, clock: Clock
) -> None:
    serving, builder = new_store(), new_store()
    build([corpus("kb", FEVER)], store=builder)
    assert texts(serving, "fever gout") == [FEVER["text"]]
    report = build([corpus("kb", GOUT)], store=builder)
    assert texts(serving, "fever gout") == [FEVER["text"]]  # at most a second late
    clock.now += 1
    assert texts(serving, "fever gout") == [GOUT["text"]]
    assert serving.generation() == report.generation


def test_a_store_that_missed_several_builds_still_answers(
    new_store: Callable[[], Store], corpus: Corpus
) -> None:
    serving, builder = new_store(), new_store()
    for row in (FEVER, GOUT, DIABETES, FEVER):
        build([corpus("kb", row)], store=builder)
        assert len(texts(serving, "fever gout 糖尿病")) == 1


def test_rare_terms_weigh_more_and_unknown_ones_most(store: Store, corpus: Corpus) -> None:
    build([corpus("kb", FEVER, {**GOUT, "text": "Gout with fever."})], store=store)
    [common], [rare], [unknown] = (Lexical().query(w).indices for w in ("fever", "gout", "zorb"))
    common_idf, rare_idf, unknown_idf = store.idf([common, rare, unknown])
    assert 0 < common_idf < rare_idf < unknown_idf


def test_dense_vectors_find_what_words_do_not(store: Store, corpus: Corpus) -> None:
    encoder = TinyEncoder()
    build([corpus("kb", FEVER, GOUT, DIABETES)], store=store, encoder=encoder)
    assert len(encoder.encoded) == 3
    sparse = Lexical().query("gout sugar")
    dense = DenseQuery(encoder.name, encoder.encode(["sugar"])[0])
    hybrid = store.search(sparse, limit=3, dense=dense).passages
    assert {scored.passage.document_id for scored in hybrid[:2]} == {"gout", "diabetes"}
    assert hybrid[0].score == pytest.approx(1 / 61 + 1 / 63, abs=2e-3)  # reciprocal ranks, k = 60


def test_another_encoder_than_the_index_has_is_refused(store: Store, corpus: Corpus) -> None:
    encoder = TinyEncoder()
    build([corpus("kb", FEVER)], store=store, encoder=encoder)
    other = TinyEncoder()
    other.name = "tiny-2"
    with pytest.raises(IndexMismatch, match="tiny-1"):
        build([corpus("kb", GOUT)], store=store, encoder=other)
    with pytest.raises(IndexMismatch, match="tiny-1"):
        build([corpus("kb", GOUT)], store=store)
    with pytest.raises(IndexMismatch, match="tiny-2"):
        store.search(Lexical().query("fever"), limit=3, dense=DenseQuery("tiny-2", [0, 0, 1]))
    assert retract(store, collection="kb").removed == 1  # removing needs no encoder


def test_progress_is_told_after_every_document(store: Store, corpus: Corpus) -> None:
    told: list[tuple[int, int | None]] = []
    build([corpus("kb", FEVER, GOUT)], store=store, progress=lambda *step: told.append(step))
    assert told == [(1, None), (2, None)]


def test_a_collection_is_named_after_its_file_or_folder(tmp_path: Path) -> None:
    assert collection_name(tmp_path / "drugs.v2.jsonl.gz") == "drugs"
    assert collection_name(tmp_path) == tmp_path.name
