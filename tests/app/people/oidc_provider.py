"""A small OpenID provider on a real socket: discovery, authorize, token, jwks, userinfo.

It checks what a strict one checks (client, redirect URI, PKCE, codes that work once) and signs with
RS256. A test makes it lie by setting what its next ID token says or how it is signed.
"""

import base64
import hashlib
import secrets
import threading
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "medloop-client", "only the two of us know"


@cache
def key_pair(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig", "alg": "RS256"})


def unsigned(claims: dict[str, Any]) -> str:
    def part(value: dict[str, Any]) -> str:
        text = str(value).replace("'", '"').encode()
        return base64.urlsafe_b64encode(text).decode().rstrip("=")

    return f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(claims)}."


@dataclass
class Person:
    """Who is at the provider's own sign-in page."""

    sub: str = "subject-1"
    told: dict[str, Any] = field(default_factory=lambda: {"preferred_username": "dr.wu"})
    userinfo: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass
class OidcProvider:
    url: str = ""
    person: Person = field(default_factory=Person)
    # Lies: claims of the next ID token in place of the true ones, and who signs it how.
    claims: dict[str, Any] = field(default_factory=dict[str, Any])
    signer: str = "published"  # "published", "unknown", "none", "shared secret"
    issuer: str | None = None  # what discovery says
    asked: list[str] = field(default_factory=list[str])
    exchanged: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    _codes: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    _tokens: dict[str, Person] = field(default_factory=dict[str, Person])

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.discovery),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/jwks", self.jwks),
                Route("/userinfo", self.userinfo),
            ]
        )

    async def discovery(self, request: Request) -> Response:
        self.asked.append("discovery")
        places = {f"{name}_endpoint": f"{self.url}/{name}" for name in ("token", "userinfo")}
        return JSONResponse(
            {
                "issuer": self.issuer or self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "jwks_uri": f"{self.url}/jwks",
                "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
                **places,
            }
        )

    async def authorize(self, request: Request) -> Response:
        wanted = dict(request.query_params)
        right = (
            wanted["client_id"] == CLIENT
            and wanted["response_type"] == "code"
            and wanted["code_challenge_method"] == "S256"
            and len(wanted["code_challenge"]) == 43
            and wanted["redirect_uri"].endswith("/sign-in/oidc/callback")
            and "openid" in wanted["scope"].split()
        )
        if not right:
            return JSONResponse({"error": "invalid_request"}, 400)
        code = secrets.token_urlsafe(16)
        self._codes[code] = wanted
        back = urlencode({"code": code, "state": wanted["state"], "iss": self.url})
        return RedirectResponse(f"{wanted['redirect_uri']}?{back}", 302)

    async def token(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        if _basic(request) != [CLIENT, SECRET]:
            return JSONResponse({"error": "invalid_client"}, 401)
        began = self._codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (
            began is None
            or form["redirect_uri"] != began["redirect_uri"]
            or challenge != began["code_challenge"]
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        self.exchanged.append(form)
        access = secrets.token_urlsafe(16)
        self._tokens[access] = self.person
        token = self._id_token(began["nonce"])
        return JSONResponse({"access_token": access, "token_type": "Bearer", "id_token": token})

    async def jwks(self, request: Request) -> Response:
        self.asked.append("jwks")
        return JSONResponse(KeySet([key_pair("published")]).as_dict(private=False))

    async def userinfo(self, request: Request) -> Response:
        person = self._tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))
        if person is None:
            return JSONResponse({"error": "invalid_token"}, 401)
        return JSONResponse({"sub": person.sub} | person.userinfo)

    def _id_token(self, nonce: str) -> str:
        now = int(time.time())
        true = {"iss": self.url, "aud": CLIENT, "sub": self.person.sub, "nonce": nonce,
                "iat": now, "exp": now + 300}  # fmt: skip
        claims = {k: v for k, v in (true | self.person.told | self.claims).items() if v is not None}
        if self.signer == "none":
            return unsigned(claims)
        if self.signer == "shared secret":
            return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET * 2), ["HS256"])
        header = {"alg": "RS256", "kid": "published"}
        return jwt.encode(header, claims, key_pair(self.signer), ["RS256"])


def _basic(request: Request) -> list[str]:
    pair = request.headers.get("authorization", "").removeprefix("Basic ")
    return [unquote_plus(part) for part in base64.b64decode(pair).decode().split(":")]


class Served(uvicorn.Server):
    def __init__(self, provider: OidcProvider) -> None:
        super().__init__(uvicorn.Config(provider.app(), port=0, log_level="error"))
        self.provider = provider
        self.ready = threading.Event()
        self._thread = threading.Thread(target=self.run, name="oidc provider")

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        port = self.servers[0].sockets[0].getsockname()[1]
        self.provider.url = f"http://127.0.0.1:{port}"
        self.ready.set()

    def __enter__(self) -> OidcProvider:
        self._thread.start()
        assert self.ready.wait(10)
        return self.provider

    def __exit__(self, *error: object) -> None:
        self.should_exit = True
        self._thread.join()
