"""Exports: what was judged, as training data that is faithful, safe, anonymous and repeatable."""

import hashlib
import io
import json
import zipfile
from typing import Any

import pyarrow.parquet
import pytest

from app.models import AuditEvent, Conversation, Export, ExportedConversation, Turn
from tests.app.house import CHAT, House, Person, question

METFORMIN = "二甲双胍有哪些副作用？"
PARACETAMOL = "What is the risk of too much paracetamol?"
ROUTE = "/api/export"


@pytest.fixture
async def boss(library: None, house: House) -> Person:
    return await house.person("boss", "admin")


@pytest.fixture
async def li(library: None, house: House) -> Person:
    return await house.person("li", "clinician")


async def ask(who: Person, words: str, *, consent: bool = True, **more: Any) -> dict[str, Any]:
    body = question(words)
    body["medloop"] = {"consent": consent, **more}
    reply = await who.http.post(CHAT, json=body)
    assert reply.status_code == 200, reply.text
    return reply.json()["medloop"]


async def say(who: Person, answer: str, **said: Any) -> dict[str, Any]:
    reply = await who.http.post("/v1/feedback", json={"answer_id": answer, **said})
    assert reply.status_code == 200, reply.text
    return reply.json()


async def compare(who: Person, turn: str, *, first: bool = True, **said: Any) -> list[str]:
    """Prefers the draft shown first (or last); returns the answers, the preferred one first."""
    blind = (await who.http.post("/v1/comparisons", json={"turn_id": turn})).json()
    labels = [draft["label"] for draft in blind["drafts"]]
    order = labels if first else labels[::-1]
    body = said or {"ranking": [[label] for label in order]}
    reply = await who.http.post(f"/v1/comparisons/{blind['id']}/judgement", json=body)
    assert reply.status_code == 200, reply.text
    of_label = {each["label"]: each["answer_id"] for each in reply.json()["revealed"]}
    return [of_label[label] for label in order]


async def files(who: Person, kind: str, **query: Any) -> dict[str, bytes]:
    reply = await who.http.get(f"{ROUTE}/{kind}", params=query)
    assert reply.status_code == 200, reply.text
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


async def exported(who: Person, kind: str, **query: Any) -> list[dict[str, Any]]:
    found = await files(who, kind, **query)
    return [json.loads(line) for line in found[f"{kind}.jsonl"].splitlines()]


async def dropped(who: Person, kind: str, **query: Any) -> dict[str, int]:
    ledger = json.loads((await files(who, kind, **query))["ledger.json"])
    assert ledger["candidates"] == ledger["kept"] + sum(ledger["dropped"].values())
    return ledger["dropped"]


async def sent(house: House, turn: str) -> list[dict[str, Any]]:
    [row] = [row for row in await house.rows(Turn) if row.id == turn]
    return row.sent or []


async def test_a_comparison_becomes_a_pair_with_the_prompt_that_the_model_saw(
    house: House, boss: Person, li: Person
):
    block = await ask(li, METFORMIN)
    better, worse = await compare(li, block["turn_id"])
    [row] = await exported(boss, "preferences")
    assert row["prompt"] == await sent(house, block["turn_id"])
    whole = await li.read(block["conversation_id"])
    said = {answer["id"]: answer["message"]["content"] for answer in whole["turns"][0]["answers"]}
    assert row["chosen"] == [{"role": "assistant", "content": said[better]}]
    assert row["rejected"] == [{"role": "assistant", "content": said[worse]}]
    assert (row["source"], row["lang"], row["harm"]) == ("clinician", "zh", "none")
    assert 0 < row["weight"] <= 1
    assert row["release"].startswith("fp_")


async def test_nobody_and_nothing_is_named_in_a_row(house: House, boss: Person, li: Person):
    block = await ask(li, METFORMIN)
    await compare(li, block["turn_id"])
    found = await files(boss, "preferences")
    for id in (li.id, boss.id, block["conversation_id"], block["turn_id"], *block["answer_ids"]):
        assert id.encode() not in b"".join(found.values())


async def test_a_correction_becomes_what_is_chosen(boss: Person, li: Person):
    block = await ask(li, METFORMIN)
    await say(li, block["answer_ids"][0], correction="常见的副作用是恶心和腹泻 [1]。")
    [row] = await exported(boss, "preferences")
    assert row["chosen"][0]["content"] == "常见的副作用是恶心和腹泻 [1]。"
    assert row["kind"] == "correction"
    [lesson] = await exported(boss, "sft")
    assert lesson["completion"] == row["chosen"]
    assert lesson["prompt"] == row["prompt"]


async def test_both_bad_and_a_correction_make_the_correction_better_than_both(
    boss: Person, li: Person
):
    block = await ask(li, METFORMIN)
    await compare(li, block["turn_id"], both_bad=True)
    assert await dropped(boss, "preferences") == {"both_bad": 1}
    await say(li, block["answer_ids"][0], correction="请咨询医生。")
    rows = await exported(boss, "preferences")
    assert len(rows) == 2
    assert {row["chosen"][0]["content"] for row in rows} == {"请咨询医生。"}


@pytest.mark.parametrize("level", ["moderate", "severe"])
async def test_a_harmful_answer_is_never_chosen_though_it_won(
    house: House, boss: Person, li: Person, level: str
):
    block = await ask(li, METFORMIN)
    better, worse = await compare(li, block["turn_id"])
    before = (await exported(boss, "preferences"))[0]
    await say(li, better, harm=level)
    [row] = await exported(boss, "preferences")
    assert (row["chosen"], row["rejected"]) == (before["rejected"], before["chosen"])
    assert row["harm"] == level
    await say(li, worse, harm=level)
    assert await dropped(boss, "preferences") == {"both_harmful": 1}


async def test_taking_the_harm_back_does_not_make_it_chosen(boss: Person, li: Person):
    block = await ask(li, METFORMIN)
    better, _ = await compare(li, block["turn_id"])
    won = (await exported(boss, "preferences"))[0]["chosen"]
    await say(li, better, harm="severe")
    await say(li, better, harm="none")
    [row] = await exported(boss, "preferences")
    assert row["rejected"] == won


@pytest.mark.parametrize("kind", ["preferences", "sft", "kto", "conversations"])
async def test_without_consent_or_after_it_is_withdrawn_nothing_is_exported(
    boss: Person, li: Person, kind: str
):
    block = await ask(li, METFORMIN, consent=False)
    await compare(li, block["turn_id"])
    await say(li, block["answer_ids"][0], thumb="up")
    assert await exported(boss, kind) == []
    assert (await dropped(boss, kind))["no_consent"] >= 1
    place = f"/v1/conversations/{block['conversation_id']}"
    await li.http.patch(place, json={"consent": True})
    assert await exported(boss, kind) != []
    await li.http.patch(place, json={"consent": False})
    assert await exported(boss, kind) == []


@pytest.mark.parametrize("kind", ["preferences", "sft", "kto", "conversations"])
async def test_what_is_erased_is_in_no_later_export(boss: Person, li: Person, kind: str):
    block = await ask(li, METFORMIN)
    await compare(li, block["turn_id"])
    await say(li, block["answer_ids"][0], thumb="up", correction="请咨询医生。")
    assert await exported(boss, kind) != []
    await li.http.delete(f"/v1/conversations/{block['conversation_id']}")
    assert await exported(boss, kind) == []


async def test_thumbs_make_rows_for_kto_and_approved_answers_for_sft(boss: Person, li: Person):
    good, bad = await ask(li, METFORMIN), await ask(li, PARACETAMOL)
    await say(li, good["answer_ids"][0], thumb="up", reasons=["accurate"])
    await say(li, bad["answer_ids"][0], thumb="down", reasons=["incomplete"])
    labels = {row["lang"]: row["label"] for row in await exported(boss, "kto")}
    assert labels == {"zh": True, "en": False}
    [lesson] = await exported(boss, "sft")
    assert (lesson["lang"], lesson["kind"]) == ("zh", "approved")
    await say(li, good["answer_ids"][0], aspects={"accuracy": 3})
    assert await dropped(boss, "sft") == {"low_aspect": 1, "not_approved": 1}


async def test_what_a_patient_says_is_no_judgement(house: House, boss: Person):
    patient = await house.person("pat")
    block = await ask(patient, METFORMIN)
    await say(patient, block["answer_ids"][0], thumb="up")
    for kind in ("preferences", "sft", "kto"):
        assert await exported(boss, kind) == []


async def test_a_fault_of_the_corpus_teaches_the_model_nothing(boss: Person, li: Person):
    block = await ask(li, METFORMIN)
    _, worse = await compare(li, block["turn_id"])
    await say(li, worse, faults=["corpus_gap"])
    assert await dropped(boss, "preferences") == {"fault_outside_weights": 1}


FILTERS: list[tuple[dict[str, Any], str]] = [
    ({"lang": "en"}, "filter_lang"),
    ({"specialty": "oncology"}, "filter_specialty"),
    ({"release": "another"}, "filter_release"),
    ({"since": "2100-01-01T00:00:00Z"}, "filter_since"),
    ({"until": "2000-01-01T00:00:00Z"}, "filter_until"),
]


@pytest.mark.parametrize(("query", "reason"), FILTERS)
async def test_what_a_filter_leaves_out_is_in_the_ledger(
    boss: Person, li: Person, query: dict[str, Any], reason: str
):
    block = await ask(li, METFORMIN)
    await compare(li, block["turn_id"])
    assert await dropped(boss, "preferences", **query) == {reason: 1}


async def test_a_release_is_found_by_its_fingerprint(boss: Person, li: Person):
    block = await ask(li, METFORMIN)
    await compare(li, block["turn_id"])
    [row] = await exported(boss, "preferences")
    assert len(await exported(boss, "preferences", release=row["release"])) == 1


async def test_the_same_database_gives_the_same_bytes(boss: Person, li: Person):
    for words in (METFORMIN, "What are the side effects of metformin?"):
        block = await ask(li, words)
        await compare(li, block["turn_id"])
        await say(li, block["answer_ids"][0], thumb="up")
    for kind in ("preferences", "sft", "kto", "conversations"):
        for form in ("jsonl", "parquet"):
            assert await files(boss, kind, format=form) == await files(boss, kind, format=form)


async def test_the_manifest_names_every_file_by_its_digest(house: House, boss: Person, li: Person):
    block = await ask(li, METFORMIN)
    await compare(li, block["turn_id"])
    found = await files(boss, "preferences")
    manifest = json.loads(found.pop("manifest.json"))
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}
    assert {name: facts["sha256"] for name, facts in manifest["files"].items()} == digests
    assert manifest["rows"] == 1
    [row] = await house.rows(Export)
    assert row.data_sha256 == digests["preferences.jsonl"]
    [held] = await house.rows(ExportedConversation)
    assert held.conversation_id == block["conversation_id"]


async def test_parquet_holds_what_the_lines_hold(boss: Person, li: Person):
    block = await ask(li, METFORMIN)
    await compare(li, block["turn_id"])
    found = await files(boss, "preferences", format="parquet")
    table: Any = pyarrow.parquet.read_table(io.BytesIO(found["preferences.parquet"]))
    assert table.to_pylist() == await exported(boss, "preferences")


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
async def test_with_nothing_judged_an_export_is_empty_and_whole(boss: Person, format: str):
    found = await files(boss, "preferences", format=format)
    assert json.loads(found["manifest.json"])["rows"] == 0


async def test_every_export_is_on_the_audit_trail_before_it_leaves(house: House, boss: Person):
    await files(boss, "kto")
    [event] = [row for row in await house.rows(AuditEvent) if row.action == "export.create"]
    assert event.actor == boss.id
    assert json.loads(event.details)["kind"] == "kto"


async def test_an_administrator_exports_their_own_organisation_only(
    house: House, boss: Person, li: Person
):
    block = await ask(li, METFORMIN)
    await compare(li, block["turn_id"])
    stranger = await house.person("stranger", "admin", organisation="elsewhere")
    assert await exported(stranger, "preferences") == []
    assert await exported(stranger, "conversations") == []
    assert len(await exported(boss, "conversations")) == 1
    assert (await stranger.http.get(ROUTE)).json()["data"] != []
    assert len((await boss.http.get(ROUTE)).json()["data"]) == 1


@pytest.mark.parametrize("role", ["user", "clinician", "reviewer"])
async def test_only_administrators_export(house: House, role: str):
    who = await house.person("who", role)
    assert (await who.http.get(f"{ROUTE}/preferences")).status_code == 403
    assert (await house.client().get(f"{ROUTE}/preferences")).status_code == 401
    assert await house.rows(Export) == []


async def test_an_identifier_in_question_and_correction_is_replaced_and_evidence_is_not(
    house: House, boss: Person, li: Person
):
    words = "我叫王建国，电话13812345678。二甲双胍有哪些副作用？"
    block = await ask(li, words, retrieval={"query": METFORMIN})
    await say(li, block["answer_ids"][0], correction="王建国您好，常见的是恶心和腹泻 [1]。")
    [row] = await exported(boss, "preferences")
    told = json.dumps(row, ensure_ascii=False)
    assert "王建国" not in told
    assert "13812345678" not in told
    before = [message["content"] for message in await sent(house, block["turn_id"])]
    after = [message["content"] for message in row["prompt"]]
    assert after[0] == before[0]
    evidence = before[-1][: before[-1].index("</evidence>")]
    assert after[-1].startswith(evidence)
    assert (await house.rows(Conversation))[0].id not in told
