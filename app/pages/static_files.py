"""The static files in memory, under one digest of them all: modules import each other by name.

A changed file is seen at the next look, so nothing needs a restart while one works on a page.
"""

import hashlib
from pathlib import Path
from typing import Final

MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


class StaticFiles:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: tuple[tuple[str, int, int], ...] = ()
        self._files: dict[str, bytes] = {}
        self._digest = ""

    def digest(self) -> str:
        """Names the contents of all files."""
        self._look()
        return self._digest

    def read(self, name: str) -> tuple[bytes, str] | None:
        """The contents and media type; only of what lies in the folder itself."""
        self._look()
        content = self._files.get(name)
        return None if content is None else (content, MEDIA_TYPES[Path(name).suffix])

    def _look(self) -> None:
        paths = sorted(path for path in self._folder.iterdir() if path.suffix in MEDIA_TYPES)
        stats = [(path.name, path.stat()) for path in paths]
        seen = tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)
        if seen == self._seen:
            return
        self._files = {path.name: path.read_bytes() for path in paths}
        whole = hashlib.sha256()
        for name, content in self._files.items():
            whole.update(f"{name}\0{len(content)}\0".encode() + content)
        self._digest = whole.hexdigest()[:16]
        self._seen = seen
