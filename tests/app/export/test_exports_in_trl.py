"""TRL takes our exports as they lie: its own trainers read, tokenize and train on every row."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.app.clinic import FEVER_EN, FEVER_ZH, Desk, OpenDesk
from tests.app.export.test_exports import files

ROOT = Path(__file__).parents[3]
PYTHON = ROOT / ".venv-train" / "bin" / "python"
SCRIPT = ROOT / "tests" / "train" / "read_rows.py"
# Beyond 1,024 tokens TRL's default drops a row without a word.
LONG = "以下是患者既往的就诊记录，供参考：反复发热，饮水少，精神尚可。" * 100
QUIET = os.environ | {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
TRAINERS = {"preferences": "dpo", "kto": "kto", "sft": "sft"}


async def judged(desk: Desk) -> None:
    """In zh and en: a comparison, a correction and thumbs, one question far longer than usual."""
    http = desk.person.http
    for at, words in enumerate((FEVER_ZH, FEVER_EN, LONG + FEVER_ZH)):
        options = {"consent": True, "retrieval": {"query": (FEVER_ZH, FEVER_EN, FEVER_ZH)[at]}}
        block = (await desk.ask(words, medloop=options))["medloop"]
        answer = block["answer_ids"][0]
        said = {"thumb": "up" if at else "down", "correction": f"请就医。See a doctor. {at}"}
        reply = await http.post("/v1/feedback", json={"answer_id": answer, **said})
        assert reply.status_code == 200, reply.text


async def read_by_trl(kind: str, rows: Path, model: Path) -> dict[str, Any]:
    if not PYTHON.exists():
        pytest.fail(f"There is no {PYTHON}: run the tests with `make test`, which installs it.")
    pipe = asyncio.subprocess.PIPE
    done = await asyncio.create_subprocess_exec(
        PYTHON, SCRIPT, TRAINERS[kind], rows, model, stdout=pipe, stderr=pipe, env=QUIET
    )
    out, wrong = await done.communicate()
    assert done.returncode == 0, wrong.decode()[-3000:]
    return json.loads(out.splitlines()[-1])


@pytest.mark.parametrize(
    ("kind", "format"),
    [("preferences", "jsonl"), ("preferences", "parquet"), ("kto", "jsonl"), ("sft", "jsonl")],
)
async def test_trl_keeps_every_row_and_its_whole_prompt(
    desk: OpenDesk, tiny_model: Path, tmp_path: Path, kind: str, format: str
):
    house = (await desk()).house
    clinic = Desk(house, await house.person("boss", "admin"))
    await judged(clinic)
    found = await files(clinic.person, kind, format=format)
    rows = tmp_path / f"{kind}.{format}"
    rows.write_bytes(found[rows.name])
    written = json.loads(found["manifest.json"])["rows"]
    told = await read_by_trl(kind, rows, tiny_model)
    assert written >= 3
    assert (told["rows"], told["kept"]) == (written, written)
    lines = await files(clinic.person, kind)
    prompt = json.loads(lines[f"{kind}.jsonl"].splitlines()[0])["prompt"]
    turns = "\n".join(f"<|im_start|>{each['role']}\n{each['content']}<|im_end|>" for each in prompt)
    assert told["first"].startswith(turns)
