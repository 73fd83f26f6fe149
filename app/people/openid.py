"""An OpenID provider as this service asks it: discovery, the code's exchange, the ID token's proof.

authlib checks the claims and joserfc, which it is built on, the signature. The requests go through
aiohttp, which the service has anyway: authlib's own asynchronous client would bring httpx2 along.
Sign-ins are rare, so nothing is kept between them: keys that were replaced are no trouble.
"""

import base64
from dataclasses import dataclass
from typing import Any, Protocol, cast
from urllib.parse import quote_plus, urlencode, urlsplit

import aiohttp
import orjson
from authlib.oauth2 import rfc7636
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.errors import Unauthorized, Unavailable
from app.settings import Settings

TIMEOUT = aiohttp.ClientTimeout(total=15)
# Signatures that only the provider can make: never "none", never one made with our own secret.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
LEEWAY = 60  # seconds by which clocks may differ
SCOPE = "openid profile email"
Claims = dict[str, Any]


class _Checked(Protocol):
    def validate(self, now: int | None = None, leeway: int = 0) -> None: ...


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to sign in: what the provider must bring back, and what only we know."""

    state: str
    nonce: str
    verifier: str
    redirect_uri: str


class Provider:
    def __init__(self, settings: Settings) -> None:
        self._issuer = settings.oidc_issuer
        self._client = settings.oidc_client_id
        self._secret = settings.oidc_client_secret.get_secret_value()

    async def authorization_url(self, attempt: Attempt) -> str:
        async with _http() as http:
            place = _endpoint(await self._metadata(http), "authorization_endpoint")
        challenge: str = cast(Any, rfc7636).create_s256_code_challenge(attempt.verifier)
        query = {
            "response_type": "code",
            "client_id": self._client,
            "redirect_uri": attempt.redirect_uri,
            "scope": SCOPE,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{place}{'&' if urlsplit(place).query else '?'}{urlencode(query)}"

    async def claims(self, attempt: Attempt, code: str) -> Claims:
        """Who came back, as the provider vouches for it. Raises Unauthorized or Unavailable."""
        async with _http() as http:
            metadata = await self._metadata(http)
            tokens = await self._exchange(http, metadata, attempt, code)
            keys = await _json(http.get(_endpoint(metadata, "jwks_uri")))
            claims = self._proved(tokens, keys, attempt.nonce)
            return await self._with_userinfo(http, metadata, tokens, claims)

    async def _metadata(self, http: aiohttp.ClientSession) -> Claims:
        place = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
        metadata = await _json(http.get(place))
        if metadata.get("issuer") != self._issuer:
            raise _refused("the provider calls itself by another name than MEDLOOP_OIDC_ISSUER")
        return metadata

    async def _exchange(
        self, http: aiohttp.ClientSession, metadata: Claims, attempt: Attempt, code: str
    ) -> Claims:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": attempt.redirect_uri,
            "code_verifier": attempt.verifier,
        }
        ways = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        headers: dict[str, str] = {}
        if self._secret and "client_secret_basic" in ways:
            headers["Authorization"] = _basic(self._client, self._secret)
        else:
            form["client_id"] = self._client
            if self._secret:
                form["client_secret"] = self._secret
        place = _endpoint(metadata, "token_endpoint")
        return await _json(http.post(place, data=form, headers=headers, allow_redirects=False))

    def _proved(self, tokens: Claims, keys: Claims, nonce: str) -> Claims:
        """The ID token's claims, once its signature and each of them is as it must be."""
        try:
            token = jwt.decode(
                str(tokens.get("id_token", "")), KeySet.import_key_set(cast(Any, keys)), ALGORITHMS
            )
            wanted = {"iss": {"essential": True, "value": self._issuer},
                      "aud": {"essential": True, "value": self._client}}  # fmt: skip
            given = {"nonce": nonce, "client_id": self._client}
            if "access_token" in tokens:
                given["access_token"] = str(tokens["access_token"])
            checked = cast(Any, CodeIDToken)(token.claims, token.header, wanted, given)
            cast(_Checked, checked).validate(leeway=LEEWAY)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise _refused(f"its ID token does not hold ({type(error).__name__})") from None
        return token.claims

    async def _with_userinfo(
        self, http: aiohttp.ClientSession, metadata: Claims, tokens: Claims, claims: Claims
    ) -> Claims:
        """Some providers tell names and groups only here; the ID token's own word goes first."""
        if "userinfo_endpoint" not in metadata or "access_token" not in tokens:
            return claims
        headers = {"Authorization": f"Bearer {tokens['access_token']}"}
        place = _endpoint(metadata, "userinfo_endpoint")
        more = await _json(http.get(place, headers=headers, allow_redirects=False))
        if more.get("sub") != claims["sub"]:
            raise _refused("it tells of somebody else than it let in")
        return more | claims


def _http() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(timeout=TIMEOUT, trust_env=True)


async def _json(asked: Any) -> Claims:
    """The provider's reply, an object."""
    try:
        async with asked as reply:
            status: int = reply.status
            body: bytes = await reply.read()
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Unavailable(f"The sign-in provider is away ({type(error).__name__}).") from None
    if status >= 500:
        raise Unavailable(f"The sign-in provider answers with {status}.")
    try:
        found: Any = orjson.loads(body)
    except orjson.JSONDecodeError:
        found = None
    if status != 200 or not isinstance(found, dict):
        raise _refused(f"it answers with {status}")
    return cast(Claims, found)


def _basic(client: str, secret: str) -> str:
    """RFC 6749, 2.3.1: each part is form-encoded first."""
    pair = f"{quote_plus(client)}:{quote_plus(secret)}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


def _endpoint(metadata: Claims, name: str) -> str:
    place = str(metadata.get(name, ""))
    if not place.startswith(("https://", "http://")):
        raise _refused(f"it names no {name}")
    return place


def _refused(why: str) -> Unauthorized:
    return Unauthorized(f"The sign-in provider is not believed: {why}.", code="oidc_refused")
