"""Two real ranks, under DDP and under ZeRO-3, against one process."""

from pathlib import Path

import pytest

from tests.train.staging import Ran, prepare, run, run_ranks
from train.planning import launch

SETTINGS = {
    "max_steps": 3,
    "model_init_kwargs": {},
    "save_strategy": "no",
    "load_best_model_at_end": False,
    "eval_steps": 3,
}
ZERO3 = {"deepspeed": str(launch.ROOT / "train" / "recipes" / "zero3.json")}
HALF = ("--gradient_accumulation_steps", "1")


def figures(ran: Ran) -> list[float]:
    assert ran.code == 0, ran.log[-3000:]
    names = ("loss", "eval_loss", "grad_norm", "rewards/margins")
    found = [value for row in ran.history for name, value in row.items() if name in names]
    assert len(found) > 6
    return found


@pytest.fixture(scope="module")
def alone(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> list[float]:
    folder = tmp_path_factory.mktemp("alone")
    return figures(run(prepare(folder, tiny, "dpo", settings=SETTINGS, train=LAYOUT)))


LAYOUT = {"layout": "shared_prompt"}


@pytest.mark.parametrize("sharding", [{}, ZERO3], ids=["ddp", "zero3"])
def test_two_ranks_learn_what_one_process_learns(
    tiny: Path, tmp_path: Path, alone: list[float], sharding: dict[str, str]
) -> None:
    config = prepare(tmp_path, tiny, "dpo", settings=SETTINGS | sharding, train=LAYOUT)
    assert figures(run_ranks(config, *HALF, ranks=2)) == pytest.approx(alone, rel=1e-3, abs=1e-4)
