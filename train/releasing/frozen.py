"""Tokenizer and chat template are frozen: a release ships its base's files, byte for byte.

Training libraries write these files anew beside the weights, with run-time settings (padding,
truncation) among them and in an order of their own. So what training left is compared by what it
means, every difference is named, and the release takes the base's bytes.
"""

import hashlib
import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from train.errors import ReleaseError

TOKENIZER = "tokenizer.json"
CONFIG = "tokenizer_config.json"
TEMPLATE = "chat_template.jinja"
FILES = (
    TOKENIZER,
    CONFIG,
    TEMPLATE,
    "added_tokens.json",
    "chat_template.json",
    "merges.txt",
    "special_tokens_map.json",
    "tokenizer.model",
    "vocab.json",
)
_RUN_TIME = ("padding", "truncation")
# Of tokenizer_config.json: what decides which tokens a text becomes, and which token ends it.
_MEANT = ("bos_token", "eos_token", "pad_token", "unk_token", "add_bos_token", "add_eos_token")


def files(folder: Path) -> list[Path]:
    """Those of FILES that are there. ReleaseError where no tokenizer is."""
    found = [folder / name for name in FILES if (folder / name).is_file()]
    if not (folder / TOKENIZER).is_file():
        raise ReleaseError(f"{folder} has no {TOKENIZER}: name the folder the tokenizer lies in")
    return found


def hashes(folder: Path) -> dict[str, str]:
    """sha256 of the two files that the service records of the model it serves."""
    template = folder / (TEMPLATE if (folder / TEMPLATE).is_file() else CONFIG)
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in (
            ("tokenizer_sha256", folder / TOKENIZER),
            ("chat_template_sha256", template),
        )
    }


def differences(trained: Path, base: Path) -> list[str]:
    """What `trained` would tokenize or render in another way than `base`; empty if nothing."""
    ours, theirs = _tokenizer(trained), _tokenizer(base)
    found = [
        f"{TOKENIZER}, {key!r}{_tokens_apart(key, ours.get(key), theirs.get(key))}"
        for key in sorted({*ours, *theirs})
        if ours.get(key) != theirs.get(key)
    ]
    config, frozen = _config(trained), _config(base)
    found += [
        f"{CONFIG}, {key!r}: {config.get(key)!r} instead of {frozen.get(key)!r}"
        for key in _MEANT
        if _text(config.get(key)) != _text(frozen.get(key))
    ]
    return found + list(_template_apart(template(trained), template(base)))


def template(folder: Path) -> str:
    """The chat template of a model folder; empty where it has none."""
    path = folder / TEMPLATE
    if path.is_file():
        return path.read_text(encoding="utf-8")
    written = _config(folder).get("chat_template") or ""
    return written if isinstance(written, str) else json.dumps(written, sort_keys=True)


def _tokenizer(folder: Path) -> dict[str, Any]:
    files(folder)
    content = _read(folder / TOKENIZER)
    content["added_tokens"] = {token["content"]: token for token in content["added_tokens"]}
    model = content.pop("model")
    # Older files write a merge as "a b", newer ones as ["a", "b"].
    pairs = model.pop("merges", [])
    merges = [tuple(pair.split(" ", 1)) if isinstance(pair, str) else tuple(pair) for pair in pairs]
    content |= {"vocabulary": dict(model.pop("vocab")), "merges": merges, "model": model}
    return {key: value for key, value in content.items() if key not in _RUN_TIME}


def _config(folder: Path) -> dict[str, Any]:
    path = folder / CONFIG
    return _read(path) if path.is_file() else {}


def _read(path: Path) -> dict[str, Any]:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ReleaseError(f"{path} is not JSON ({error}): take it from the base anew") from error


def _text(token: Any) -> Any:
    return token["content"] if isinstance(token, dict) else token


def _tokens_apart(key: str, ours: Any, theirs: Any) -> str:
    if key not in ("added_tokens", "vocabulary"):
        return ""
    added, gone = sorted({*ours} - {*theirs}), sorted({*theirs} - {*ours})
    if not added and not gone:
        return ": the same tokens, under other numbers or flags"
    return f": {len(added)} more {added[:3]}, {len(gone)} fewer {gone[:3]}"


def _template_apart(ours: str, theirs: str) -> Iterator[str]:
    lines = zip_longest(ours.splitlines(), theirs.splitlines())
    for number, (line, frozen) in enumerate(lines, 1):
        if line != frozen:
            yield f"chat template, line {number}: {line!r} instead of {frozen!r}"
            return
    if ours != theirs:
        yield "chat template: another line break at the end"
