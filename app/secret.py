"""The installation's secret: one random value, from which each purpose derives its own key.

Several processes share it by `MEDLOOP_SECRET`; alone, it is made once and kept in the home folder.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from app.errors import BadRequest

FEWEST = 32


class Secret:
    def __init__(self, value: str) -> None:
        self._value = value.encode()

    def key(self, purpose: str) -> bytes:
        """32 bytes that say nothing of the secret or of other purposes' keys."""
        return hmac.digest(self._value, f"medloop {purpose}".encode(), hashlib.sha256)


def load_secret(given: str, home: Path) -> Secret:
    """`given` wins; otherwise the one in `home`, which the first call makes."""
    if given:
        if len(given) < FEWEST:
            raise BadRequest(f"MEDLOOP_SECRET needs at least {FEWEST} characters.")
        return Secret(given)
    path = home / "secret"
    try:
        return Secret(path.read_text())
    except FileNotFoundError:
        return Secret(_make(path))


def _make(path: Path) -> str:
    """Whole or not at all: of two that start at once, one's value is what both read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"secret.{os.getpid()}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(32))
    try:
        os.link(draft, path)  # unlike a rename, this never replaces
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()
