"""Our service's exports of answers and conversations."""

from pathlib import Path
from typing import Any

import pytest

from tests.train.sources import files
from train import sources
from train.errors import DataError
from train.sources.turns import assistant, user

PROMPT = [{"role": "system", "content": "Cite. "}, user("头痛怎么办？")]
ANSWER = [assistant("先量血压。[1]")]
TAGS = {"lang": "zh", "specialty": "神经科", "conversation": "c0", "source": "clinician"}


def loaded(tmp_path: Path, **row: Any) -> dict[str, Any]:
    [got] = sources.load("exports", files.jsonl(tmp_path / "e.jsonl", {"id": "5f", **row, **TAGS}))
    return got


def test_an_approved_answer_keeps_its_prompt_weight_and_source(tmp_path: Path) -> None:
    sft = {"prompt": PROMPT, "completion": ANSWER, "weight": 0.6, "kind": "approved"}
    assert loaded(tmp_path, **sft, release="r1", harm="none") == {
        **{"id": "exports-5f", "source": "exports", "lang": "zh", "messages": [*PROMPT, *ANSWER]},
        **{"specialty": "神经科", "origin": "clinician", "harm": "none", "kind": "approved"},
        **{"release": "r1", "conversation": "c0", "weight": 0.6},
    }


@pytest.mark.parametrize(
    ("label", "harm", "why"),
    [(True, "none", ""), (False, "none", "undesirable"), (True, "mild", "harmful")],
)
def test_of_labelled_answers_only_the_wanted_are_learnt(
    tmp_path: Path, label: bool, harm: str, why: str
) -> None:
    kto = {"prompt": PROMPT, "completion": ANSWER, "label": label, "weight": 1.0, "harm": harm}
    got = loaded(tmp_path, **kto)
    assert (got["label"], got["weight"], sources.set_aside(got)) == (label, 1.0, why)
    assert "chosen" not in got


UP, DOWN = ({"kind": "thumb", "thumb": thumb, "reasons": []} for thumb in ("up", "down"))


@pytest.mark.parametrize(
    ("judgements", "why"),
    [
        ([UP], ""),
        ([UP, {"kind": "aspects", "aspects": {"safety": 5}}], ""),
        ([UP, UP, {"kind": "harm", "level": "mild"}], "harmful"),
        ([UP, {"kind": "harm", "level": "none"}], ""),
        ([UP, DOWN], "undesirable"),
        ([], "unjudged"),
    ],
)
def test_of_conversations_only_the_approved_are_learnt(
    tmp_path: Path, judgements: list[Any], why: str
) -> None:
    got = loaded(tmp_path, messages=[*PROMPT, *ANSWER], judgements=judgements, release="r1")
    assert (got["messages"], sources.set_aside(got)) == ([*PROMPT, *ANSWER], why)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"prompt": PROMPT, "chosen": ANSWER, "rejected": ANSWER}, "by the source preferences"),
        ({"prompt": PROMPT}, "expected the fields prompt, completion"),
        ({"prompt": ANSWER, "completion": ANSWER}, "a user's message and its answer at the end"),
        ({"messages": PROMPT, "judgements": []}, "a user's message and its answer at the end"),
        ({"messages": [*PROMPT, *ANSWER], "judgements": 1}, "a list in the field judgements"),
        ({"prompt": PROMPT, "completion": ANSWER, "weight": -1}, "from 0 up in the field weight"),
    ],
)
def test_a_row_of_another_shape_is_refused(tmp_path: Path, row: Any, told: str) -> None:
    with pytest.raises(DataError, match=told):
        loaded(tmp_path, **row)
