"""Which engine answers to which model name.

`medloop` is the serving release (until one is registered, the configured engine),
`medloop-extractive` the built-in engine; any other name passes through to the model server.
"""

from dataclasses import dataclass

from app.engine import Engine
from app.errors import EngineUnavailable, NotFound
from app.extractive import NAME as EXTRACTIVE
from app.extractive import Extractive
from app.llm import LLM

SERVING = "medloop"


@dataclass(frozen=True, slots=True)
class Route:
    engine: Engine
    model: str  # the engine's own name for it
    grounded: bool  # retrieval is on unless the request says otherwise


class Engines:
    def __init__(self, llm: LLM | None, extractive: Extractive) -> None:
        self.llm = llm
        self._extractive = extractive

    async def route(self, name: str) -> Route:
        """Raises NotFound (code `model_not_found`) for a name nobody serves."""
        if name == EXTRACTIVE or (name == SERVING and self.llm is None):
            return Route(self._extractive, EXTRACTIVE, grounded=True)
        if self.llm is None:
            raise NotFound(f"The model {name[:100]!r} does not exist.", code="model_not_found")
        if name == SERVING:
            return Route(self.llm, await self.llm.server.default_model(), grounded=True)
        return Route(self.llm, await self.llm.resolve(name), grounded=False)

    async def names(self) -> dict[str, int]:
        """Every name a request may use, with the second it came to be (0: always was)."""
        names = {SERVING: 0, EXTRACTIVE: 0}
        if self.llm is not None:
            try:
                models = await self.llm.server.models()
            except EngineUnavailable:
                return names
            names |= {model.id: model.created for model in models.values()}
        return names
