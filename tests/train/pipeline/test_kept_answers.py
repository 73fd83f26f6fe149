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


def killing(running: list[subprocess.Popen[bytes]], at: int) -> Step:
    """Labels, and at the `at`-th request kills who asks."""

    async def step(upstream: FakeUpstream, request: Any, body: Any) -> Any:
        if len(upstream.asked) >= at:
            running[0].kill()
        return await labels(upstream, request, body)

    return step


def killed(folder: Path, upstream: FakeUpstream) -> list[str]:
    """Runs the command until it is in the last of four rounds of 30 questions, two a language; the
    questions of the others, whose answers it had."""
    running: list[subprocess.Popen[bytes]] = []
    upstream.script(killing(running, at=100))
    typed = [sys.executable, "-m", "train.data", "cpt", "--recipe", str(folder)]
    typed += ["--data", str(folder), "--out", str(folder / "out"), "--shard-rows", "7"]
    running.append(subprocess.Popen(typed))
    assert running[0].wait() == -signal.SIGKILL
    upstream.script(labels)
    return list(questions(upstream))[:90]


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
