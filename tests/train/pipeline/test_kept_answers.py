"""What a model server was paid for outlasts a kill: a FAKE one counts what it is asked."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fake_upstream import MODEL, FakeUpstream, Step, says
from tests.train.curate.documents import documents, is_medical
from tests.train.curation import SOURCES, STEPS, curated, write_recipe
from train import rows
from train.errors import RecipeError

DOCUMENTS = documents(80)


@pytest.fixture
def upstream() -> Iterator[FakeUpstream]:
    with FakeUpstream(context=2048) as upstream:
        upstream.script(labels)
        yield upstream


@pytest.fixture
def folder(tmp_path: Path, upstream: FakeUpstream) -> Path:
    rows.write(tmp_path / "zh.jsonl", [row for row in DOCUMENTS if row["lang"] == "zh"])
    rows.write(tmp_path / "en.jsonl", [row for row in DOCUMENTS if row["lang"] == "en"])
    write(tmp_path, upstream)
    return tmp_path


def write(folder: Path, upstream: FakeUpstream, seeds: int = 60) -> None:
    settings = {"endpoint": upstream.url, "model": MODEL, "seeds": seeds}
    sources = [{**source, "domain": "medical"} for source in SOURCES]
    write_recipe(folder, sources=sources, curate=[{"domain": settings}])


async def labels(upstream: FakeUpstream, request: Any, body: Any) -> Any:
    """A or B, whichever is right in the order in which it is asked."""
    text = body["messages"][-1]["content"]
    turned = "A. general" in text or "A. 一般" in text
    right = is_medical(text.split("<text>")[-1].split("<文字>")[-1]) != turned
    return await says("A" if right else "B")(upstream, request, body)


def killing(running: list[subprocess.Popen[bytes]], says: Step, at: int) -> Step:
    """Answers, and at the `at`-th request kills who asks."""

    async def step(upstream: FakeUpstream, request: Any, body: Any) -> Any:
        if len(upstream.asked) >= at:
            running[0].kill()
        return await says(upstream, request, body)

    return step


def killed(folder: Path, upstream: FakeUpstream) -> list[str]:
    """Runs the command until it is in the second of two rounds of 60 questions; those of the
    first, whose answers it had."""
    kill(folder, upstream, "cpt", labels, at=100)
    return list(questions(upstream))[:60]


def kill(folder: Path, upstream: FakeUpstream, stage: str, says: Step, at: int) -> None:
    running: list[subprocess.Popen[bytes]] = []
    upstream.script(killing(running, says, at))
    typed = [sys.executable, "-m", "train.data", stage, "--recipe", str(folder)]
    typed += ["--data", str(folder), "--out", str(folder / "out"), "--shard-rows", "7"]
    running.append(subprocess.Popen(typed))
    assert running[0].wait() == -signal.SIGKILL
    upstream.script(says)


def questions(upstream: FakeUpstream) -> Counter[str]:
    """How often each was asked, in the order in which they were."""
    return Counter(body["messages"][-1]["content"] for body in upstream.asked)


def test_after_a_kill_no_label_is_asked_for_again(folder: Path, upstream: FakeUpstream) -> None:
    paid = killed(folder, upstream)
    resumed = curated(folder)
    asked = questions(upstream)
    assert len(asked) == 120
    assert {asked[question] for question in paid} == {1}
    assert resumed["steps"][1]["report"]["labelled"] == 60
    assert not (folder / "out" / "work").exists()
    assert curated(folder, anew=True) == resumed


def test_a_larger_sample_asks_for_what_is_new_alone(folder: Path, upstream: FakeUpstream) -> None:
    paid = killed(folder, upstream)
    write(folder, upstream, seeds=80)
    curated(folder, anew=True)
    asked = questions(upstream)
    assert len(asked) == 160
    assert {asked[question] for question in paid} == {1}


def test_the_folder_is_no_setting_of_a_recipe(folder: Path) -> None:
    write_recipe(folder, curate=[{"domain": {"labels": "declared", "work": "kept"}}])
    with pytest.raises(RecipeError, match="step 'domain', key 'work' is unknown"):
        curated(folder)
    write_recipe(folder, curate=[{f"{STEPS}.twins": {}}])
    assert curated(folder)["steps"][1]["in"] == 80  # a step that takes none is given none


async def answers_and_verdicts(upstream: FakeUpstream, request: Any, body: Any) -> Any:
    """An answer to a patient; of two answers the longer one, which is the model's own."""
    text = body["messages"][-1]["content"]
    if "Answer with one" not in text and "只回答" not in text:
        return await says("Own answer: rest, drink, and see a doctor.")(upstream, request, body)
    return await says("1" if text.find("Own answer") < text.find("Rest.") else "2")(
        upstream, request, body
    )


def test_after_a_kill_no_verdict_is_asked_for_again(folder: Path, upstream: FakeUpstream) -> None:
    who = {"endpoint": upstream.url, "model": MODEL}
    judged = {"judged": {"answerer": who, "judge": who, "batch": 4}}
    rows.write(folder / "talks.jsonl", [dialogue(number) for number in range(12)])
    source = {"source": "messages", "path": "${DATA}/talks.jsonl", "name": "talks"}
    write_recipe(folder, "dpo", sources=[source], curate=[], pairs=judged)
    # Four dialogues are 4 answers and 4 * 8 verdicts: it dies among the third four's verdicts.
    kill(folder, upstream, "dpo", answers_and_verdicts, at=90)
    paid = list(questions(upstream))[:76]
    told = curated(folder, stage="dpo")
    assert {questions(upstream)[question] for question in paid} == {1}
    assert len(questions(upstream)) == 12 * 9
    (pairs,) = (step for step in told["steps"] if step["step"] == "pairs")
    assert pairs["report"]["kept"] == {"subjective": 12}


def dialogue(number: int) -> rows.Row:
    """As the source `messages` reads it."""
    said = [
        {"role": "user", "content": f"What helps a fever of day {number}?"},
        {"role": "assistant", "content": "Rest."},
    ]
    return {"id": str(number), "lang": "en", "messages": said}
