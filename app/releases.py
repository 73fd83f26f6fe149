"""What is serving: the release that answers are attributed to, and its digest."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Release:
    """Whatever is known of the weights; a hub id or a remote server hides its files (None)."""

    engine: str  # "vllm", "openai-compatible" or "extractive"
    engine_version: str | None
    base: str
    adapter: str | None = None
    tokenizer_sha256: str | None = None
    template_sha256: str | None = None

    @cached_property
    def fingerprint(self) -> str:
        """`system_fingerprint`: equal exactly when everything above is equal."""
        canonical = json.dumps(asdict(self), sort_keys=True).encode()
        return "fp_" + hashlib.sha256(canonical).hexdigest()[:16]

    @cached_property
    def record(self) -> dict[str, Any]:
        return {**asdict(self), "fingerprint": self.fingerprint}


def hash_model_files(folder: Path) -> dict[str, str | None]:
    """Tokenizer and chat-template hashes of a local model folder; None where there is no file."""
    tokenizer = folder / "tokenizer.json"
    template = folder / "chat_template.jinja"
    if not template.is_file():
        template = folder / "tokenizer_config.json"  # older folders keep the template in here
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
        for name, path in (("tokenizer_sha256", tokenizer), ("template_sha256", template))
    }
