"""The slot for dense encoders: what an index needs to know of one. The encoders come later."""

from collections.abc import Sequence
from typing import Protocol


class Encoder(Protocol):
    """Turns texts into vectors of one length. An index remembers the name and refuses another."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> list[list[float]]: ...
