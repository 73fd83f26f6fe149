"""Where the index lives and how it is searched. Plain values: the service reads the environment."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from retrieval.embedded import EmbeddedStore
from retrieval.store import Store


class RetrievalSettings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    index_path: Path = Path(".medloop/index")
    qdrant_url: str = Field(default="", description="empty: the embedded engine in `index_path`")
    qdrant_api_key: str = Field(default="", repr=False)
    collection: str = Field(default="medloop", description="the alias on the Qdrant server")
    top_k: int = Field(default=5, ge=1, le=20, description="passages an answer is given")
    candidates: int = Field(default=30, ge=1, le=200, description="passages considered")
    per_document: int = Field(default=2, ge=1, description="passages of one document, at most")
    min_coverage: float = Field(
        default=0.6, ge=0, le=1, description="below it, evidence is too thin to answer from"
    )


def open_store(settings: RetrievalSettings) -> Store:
    if not settings.qdrant_url:
        return EmbeddedStore(settings.index_path)
    # Only here: qdrant_client costs every process that imports it 43 MB and a second.
    from retrieval.server_store import ServerStore

    return ServerStore(settings.qdrant_url, settings.collection, settings.qdrant_api_key)
