"""One setting decides between the embedded engine and a server."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from retrieval.embedded import EmbeddedStore
from retrieval.server_store import ServerStore
from retrieval.settings import RetrievalSettings, open_store


def test_without_a_url_the_index_is_a_folder_and_with_one_a_server(tmp_path: Path) -> None:
    embedded = open_store(RetrievalSettings(index_path=tmp_path))
    server = open_store(RetrievalSettings(qdrant_url="http://127.0.0.1:9"))
    assert isinstance(embedded, EmbeddedStore)
    assert isinstance(server, ServerStore)
    server.close()


def test_a_secret_is_not_shown_and_a_typo_is_refused() -> None:
    assert "s3cret" not in repr(RetrievalSettings(qdrant_api_key="s3cret"))
    with pytest.raises(ValidationError):
        RetrievalSettings.model_validate({"qdrant_ulr": "http://x"})
