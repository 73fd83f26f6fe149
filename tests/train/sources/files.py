"""Writes files in the forms that data sets come in."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def jsonl(path: Path, *values: Any) -> str:
    path.write_text("".join(json.dumps(v, ensure_ascii=False) + "\n" for v in values), "utf-8")
    return str(path)


def array(path: Path, *values: Any) -> str:
    path.write_text(json.dumps(values, ensure_ascii=False, indent=2), "utf-8")
    return str(path)


def text(path: Path, lines: Iterable[str], encoding: str = "utf-8") -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
    return str(path)
