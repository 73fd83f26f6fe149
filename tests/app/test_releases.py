"""What is serving, and its digest: the same exactly when everything known of it is the same."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.releases import Release, hash_model_files

RELEASE = Release("vllm", "0.32.0", "/models/base", "/models/adapter", "a" * 64, "b" * 64)
OTHER = {
    "engine": "openai-compatible",
    "engine_version": "0.33.0",
    "base": "/models/other",
    "adapter": None,
    "tokenizer_sha256": "c" * 64,
    "template_sha256": None,
}


def test_the_same_release_has_the_same_fingerprint() -> None:
    assert replace(RELEASE).fingerprint == RELEASE.fingerprint
    assert RELEASE.fingerprint.startswith("fp_")


@pytest.mark.parametrize("part", OTHER)
def test_the_fingerprint_changes_with_any_part(part: str) -> None:
    assert replace(RELEASE, **{part: OTHER[part]}).fingerprint != RELEASE.fingerprint


def test_no_part_is_left_out_of_the_record() -> None:
    assert set(OTHER) == set(Release.__dataclass_fields__)
    assert RELEASE.record == {
        **{name: getattr(RELEASE, name) for name in OTHER},
        "fingerprint": RELEASE.fingerprint,
    }


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("files", "tokenizer", "template"),
    [
        ({}, None, None),
        ({"tokenizer.json": "t"}, sha256("t"), None),
        ({"tokenizer_config.json": "c"}, None, sha256("c")),
        (
            {"tokenizer.json": "t", "tokenizer_config.json": "c", "chat_template.jinja": "j"},
            sha256("t"),
            sha256("j"),
        ),
    ],
)
def test_a_model_folder_is_known_by_its_tokenizer_and_template(
    tmp_path: Path, files: dict[str, str], tokenizer: Any, template: Any
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    assert hash_model_files(tmp_path) == {
        "tokenizer_sha256": tokenizer,
        "template_sha256": template,
    }


def test_a_hub_id_hides_its_files() -> None:
    assert set(hash_model_files(Path("Qwen/Qwen3-8B")).values()) == {None}
