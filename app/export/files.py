"""An export as files: the rows as JSON lines or Parquet, their ledger, and the manifest.

The manifest names every other file with its SHA-256, so a release can name its data by digest.
"""

import hashlib
import importlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import orjson

from app.errors import BadRequest

Form = Literal["jsonl", "parquet"]
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a zip keeps times; ours must not differ
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Packed:
    """File contents by name; `data_sha256` is the digest of the rows' own file."""

    files: dict[str, bytes]
    data_sha256: str

    def zipped(self) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(self.files.items()):
                archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    def write(self, folder: Path) -> None:
        """The manifest last: with it, the folder is complete."""
        folder.mkdir(parents=True, exist_ok=True)
        if not folder.is_dir():
            raise BadRequest(f"{folder} is not a folder.")
        for name in sorted(self.files, key=lambda name: (name == MANIFEST, name)):
            draft = folder / f".{name}.part"
            draft.write_bytes(self.files[name])
            draft.replace(folder / name)


def pack(
    kind: str, form: Form, rows: list[dict[str, Any]], ledger: dict[str, Any], facts: dict[str, Any]
) -> Packed:
    data = _jsonl(rows) if form == "jsonl" else _parquet(rows)
    name = f"{kind}.{form}"
    digest = hashlib.sha256(data).hexdigest()
    files = {name: data, "ledger.json": _json({**ledger, "output_sha256": digest})}
    manifest = {
        **facts,
        "format": form,
        "rows": len(rows),
        "files": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in sorted(files.items())
        },
    }
    return Packed({**files, MANIFEST: _json(manifest)}, digest)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _jsonl(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(orjson.dumps(row) + b"\n" for row in rows)


def _parquet(rows: list[dict[str, Any]]) -> bytes:
    # Only here: it is 100 MB that the service itself need not carry.
    arrow: Any = importlib.import_module("pyarrow")
    parquet: Any = importlib.import_module("pyarrow.parquet")
    buffer = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows), buffer, compression="zstd")
    return buffer.getvalue()
