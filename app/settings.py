"""Every setting of the service, read once at the door from `MEDLOOP_*` and handed down.

Nothing below `main.py` and `cli.py` reads the environment.
"""

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from retrieval.settings import RetrievalSettings


def _read_json(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value


# In the environment it is JSON; compose and others hand it on as they got it.
JsonObject = Annotated[dict[str, str], NoDecode, BeforeValidator(_read_json)]


class Settings(BaseSettings):
    """Defaults run the whole product on one machine, embedded; a URL scales each part."""

    model_config = SettingsConfigDict(env_prefix="MEDLOOP_", env_ignore_empty=True, extra="ignore")

    home: Path = Field(default=Path(".medloop"), description="where embedded data lives")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    root_path: str = Field(default="", description="path prefix a reverse proxy strips")
    forwarded_allow_ips: str = Field(
        default="127.0.0.1", description="proxies whose X-Forwarded-* headers are believed"
    )
    tls_cert: Path | None = None
    tls_key: Path | None = None
    log_level: Literal["critical", "error", "warning", "info", "debug", "trace"] = "info"

    secret: SecretStr = Field(
        default=SecretStr(""), description="empty: made once, in `home`; several processes share it"
    )
    session_hours: float = Field(default=72.0, gt=0, description="how long a sign-in may last")
    secure_cookies: bool = Field(
        default=False, description="cookies by https alone, even if the proxy does not say https"
    )
    public_url: str = Field(
        default="", description="how browsers reach the service; empty: as they ask for it"
    )
    password_days: int = Field(default=0, ge=0, description="a new password so often; 0: never")
    oidc_issuer: str = Field(default="", description="an OpenID provider; empty: passwords alone")
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_role_claim: str = Field(default="", description="the claim that says who may do what")
    oidc_roles: JsonObject = Field(
        default={}, description='its values as roles, JSON: {"doctors": "clinician"}'
    )
    oidc_auto_provision: bool = Field(
        default=False, description="whoever the provider knows gets an account, uninvited"
    )

    database_url: str = Field(default="", description="empty: SQLite in `home`")

    qdrant_url: str = Field(default="", description="empty: Qdrant Edge in `home`")
    qdrant_api_key: SecretStr = SecretStr("")
    qdrant_collection: str = "medloop"
    top_k: int = Field(default=5, ge=1, le=20)

    llm_url: str = Field(default="", description="empty: the built-in extractive engine")
    llm_key: SecretStr = SecretStr("")
    llm_model: str = Field(default="", description="empty: the first model the server lists")
    context_tokens: int = Field(default=8192, ge=256, description="if the server does not say")
    answer_tokens: int = Field(default=1024, ge=1, description="kept free for the answer")
    engine_timeout: float = Field(default=600.0, gt=0, description="seconds for a whole answer")
    engine_silence: float = Field(
        default=120.0, gt=0, description="seconds a stream may say nothing"
    )

    encoder_url: str = Field(default="", description="a server with /v1/embeddings")
    encoder_key: SecretStr = SecretStr("")
    encoder_model: str = ""
    reranker_url: str = Field(default="", description="a server with /v1/rerank")
    reranker_key: SecretStr = SecretStr("")
    reranker_model: str = ""

    rate_per_minute: int = Field(default=120, ge=1, description="requests a key, per process")
    max_concurrent: int = Field(default=128, ge=1, description="answers being written at once")
    max_queue: int = Field(default=256, ge=0, description="requests that may wait for a place")
    queue_seconds: float = Field(default=10.0, gt=0)
    max_body_bytes: int = Field(default=4 * 1024 * 1024, ge=1024)
    record_queue: int = Field(default=4096, ge=1, description="writes that may wait for a commit")
    key_cache_seconds: float = Field(default=5.0, ge=0)

    review_overlap: int = Field(default=3, ge=1, le=20, description="judges of a review item")
    review_random_share: float = Field(
        default=0.2, gt=0, le=1, description="of the sampled items: a plain random audit"
    )
    review_lock_minutes: float = Field(
        default=15.0, gt=0, le=120, description="how long an opened item is kept for its judge"
    )
    review_gold_share: float = Field(
        default=0.1, ge=0, le=1, description="of the items given: some whose answer is known"
    )

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite+aiosqlite:///{self.home / 'medloop.db'}"

    def address(self, port: int | None = None) -> str:
        """Where the service listens; behind a proxy, where people find it."""
        if self.public_url:
            return self.public_url.rstrip("/")
        scheme = "https" if self.tls_cert else "http"
        return f"{scheme}://{self.host}:{self.port if port is None else port}{self.root_path}"

    @property
    def retrieval(self) -> RetrievalSettings:
        return RetrievalSettings(
            index_path=self.home / "index",
            qdrant_url=self.qdrant_url,
            qdrant_api_key=self.qdrant_api_key.get_secret_value(),
            collection=self.qdrant_collection,
            top_k=self.top_k,
        )
