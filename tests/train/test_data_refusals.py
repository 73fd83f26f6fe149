"""Wrong input: one line that says what is wrong and where, exit code 2, nothing half-written."""

import errno
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from tests.train.curation import CURATE, SOURCES, STEPS, command, curated, write_data, write_recipe
from train import rows
from train.errors import DataError, DiskFull, RecipeError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_data(tmp_path)
    write_recipe(tmp_path)
    return tmp_path


def first(step: dict[str, Any]) -> Callable[[Path], object]:
    return lambda folder: write_recipe(folder, curate=[step, *CURATE])


def source(**changes: Any) -> Callable[[Path], object]:
    return lambda folder: write_recipe(folder, sources=[{**SOURCES[0], **changes}])


def content(data: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / "en.jsonl").write_bytes(data)


def cut_short(folder: Path) -> None:
    path = folder / "en.jsonl.gz"
    path.write_bytes(gzip.compress((folder / "en.jsonl").read_bytes())[:40])
    write_recipe(folder, sources=[{**SOURCES[1], "path": "${DATA}/en.jsonl.gz"}])


WRONG = {
    "an unknown step": (first({"dedpu": {}}), "step 'dedpu' is unknown"),
    "an unknown key": (
        first({f"{STEPS}.short": {"min_char": 3}}),
        "step 'tests.train.steps.short', key 'min_char' is unknown; did you mean 'min_chars'?",
    ),
    "a setting that is missing": (first({f"{STEPS}.named": {}}), "needs the key 'path'"),
    "an unknown source": (source(source="txets"), "txets"),
    "a missing file": (source(path="${DATA}/none.jsonl"), "none.jsonl is not there"),
    "a row of another shape": (content(b'{"txt": "fever"}\n'), "en.jsonl"),
    "an empty file": (content(b""), "en.jsonl has no row"),
    "what is not text": (content(b"\xff\xfe\x00\x01\x81 fever"), "en.jsonl"),
    "a file cut short": (cut_short, "en.jsonl.gz"),
    "filters that leave nothing": (
        first({f"{STEPS}.short": {"min_chars": 9999}}),
        "step 'tests.train.steps.short' left none of 60 rows: too_short 60",
    ),
    "too little to hold out": (
        lambda folder: write_recipe(folder, held_out=0.0001),
        "0 to test on",
    ),
    "rows that the stage cannot use": (
        lambda folder: write_recipe(folder, stage="cpt").write_text(
            (folder / "cpt.data.yaml").read_text().replace("stage: cpt", "stage: sft")
        ),
        "stage sft cannot use it",
    ),
}


@pytest.mark.parametrize(("spoil", "told"), WRONG.values(), ids=WRONG.keys())
def test_is_refused(folder: Path, spoil: Callable[[Path], object], told: str) -> None:
    spoil(folder)
    with pytest.raises((DataError, RecipeError)) as refused:
        curated(folder)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not list(folder.glob("out/*.*"))


@pytest.mark.parametrize("wrong", ["an unknown key", "filters that leave nothing"])
def test_the_command_says_it_in_one_line_and_ends_with_2(folder: Path, wrong: str) -> None:
    spoil, told = WRONG[wrong]
    spoil(folder)
    ended = command(folder)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert told in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_recipe_and_steps_are_refused_before_a_row_is_read(folder: Path) -> None:
    first({f"{STEPS}.short": {"min_char": 3}})(folder)
    with pytest.raises(RecipeError):
        curated(folder)
    assert not (folder / "out").exists()


class Full:
    """A fake of a file on a disk that has room for so many bytes."""

    def __init__(self, file: IO[bytes], room: int) -> None:
        self.file, self.room = file, room

    def write(self, data: bytes) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return self.file.write(data)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def __enter__(self) -> "Full":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()


def test_on_a_full_disk_nothing_is_half_written_and_it_goes_on_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open
    with monkeypatch.context() as patch:

        def open_full(path: Path, mode: str = "r", **how: Any) -> Any:
            file = opened(path, mode, **how)
            return Full(file, 500) if path.name == "00001.jsonl.half" else file

        patch.setattr(Path, "open", open_full)
        with pytest.raises(DiskFull, match="free some and run the same command again"):
            curated(folder)
    assert not list(folder.rglob("*.half"))
    assert not list(folder.glob("out/*.jsonl"))
    assert curated(folder)["written"]["train"]["rows"] > 30
    assert rows.sha256(folder / "out" / "train.jsonl")


def test_a_folder_that_cannot_be_written_is_named(folder: Path) -> None:
    (folder / "out").write_text("a file")
    ended = command(folder)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"{folder / 'out'}: ")
    assert ended.stderr.count("\n") == 1
