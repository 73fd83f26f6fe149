"""release.json: what a release folder holds, file by file, and whether it still does."""

import hashlib
import json
from pathlib import Path
from typing import Any

from train import rows
from train.errors import ReleaseError

FILE = "release.json"
WEIGHTS = ("model.safetensors", "model-*.safetensors", "model.safetensors.index.json")


def write(release: Path, told: dict[str, Any]) -> dict[str, Any]:
    """The manifest: what is told, and every file under the folder."""
    manifest = {**told, "files": [_listed(release, path) for path in _paths(release)]}
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (release / FILE).write_text(text + "\n", encoding="utf-8")
    return manifest


def check(release: Path) -> dict[str, Any]:
    """The manifest, once every file is as it says. ReleaseError names all that is not."""
    path = release / FILE
    if not path.is_file():
        raise ReleaseError(
            f"{release} is no release, it has no {FILE}: name a folder of train.release"
        )
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        listed = {file["path"]: file for file in manifest["files"]}
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            f"{path} is not a release's ({error!r}): copy or make it again"
        ) from error
    there = {path: _listed(release, path) for path in _paths(release)}
    wrong = [f"{name} is missing" for name in sorted(listed.keys() - there.keys())]
    wrong += [f"{name} is not listed" for name in sorted(there.keys() - listed.keys())]
    wrong += [
        f"{name} has other bytes"
        for name in sorted(listed.keys() & there.keys())
        if listed[name] != there[name]
    ]
    if wrong:
        raise ReleaseError(
            f"{release} is not what its {FILE} says, copy or make it again:\n- "
            + "\n- ".join(wrong)
        )
    return manifest


def weights_sha256(model: Path) -> str:
    """One digest of a model folder's weights, whatever else lies there."""
    names = sorted(path.name for pattern in WEIGHTS for path in model.glob(pattern))
    if not names:
        raise ReleaseError(f"{model} holds no safetensors weights: name a model's folder")
    told = "".join(f"{rows.sha256(model / name)}  {name}\n" for name in names)
    return hashlib.sha256(told.encode()).hexdigest()


def _paths(folder: Path) -> list[str]:
    """Of every file in a release but its manifest."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in paths if path != FILE)


def _listed(folder: Path, path: str) -> dict[str, Any]:
    size = (folder / path).stat().st_size
    return {"path": path, "sha256": rows.sha256(folder / path), "size": size}
