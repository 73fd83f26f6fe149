"""The one error tree. An error knows its HTTP status; `openai_envelope` renders every one alike.

MedloopError
  BadRequest 400 - UnsupportedParameter
  Unauthorized 401, Forbidden 403, NotFound 404, Conflict 409, BodyTooLarge 413
  RateLimited 429
  Unavailable 503 - EngineUnavailable, StoreUnavailable
  EngineFailed 502 (after the first byte it becomes an error event)
"""

import logging
from typing import Any

log = logging.getLogger(__name__)


class MedloopError(Exception):
    status: int = 500
    type: str = "api_error"
    code: str | None = "internal_error"

    def __init__(
        self,
        message: str,
        *,
        param: str | None = None,
        code: str | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.param = param
        self.error_code = code or self.code
        self.retry_after = retry_after

    @property
    def headers(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        if self.retry_after is not None:
            headers["Retry-After"] = str(self.retry_after)
        if self.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return headers


class BadRequest(MedloopError):
    status = 400
    type = "invalid_request_error"
    code = None


class UnsupportedParameter(BadRequest):
    code = "unsupported_parameter"


class Unauthorized(MedloopError):
    status = 401
    type = "authentication_error"
    code = "invalid_api_key"


class Forbidden(MedloopError):
    status = 403
    type = "permission_error"
    code = "insufficient_scope"


class NotFound(MedloopError):
    status = 404
    type = "invalid_request_error"
    code = "not_found"


class Conflict(MedloopError):
    status = 409
    type = "invalid_request_error"
    code = "conflict"


class BodyTooLarge(MedloopError):
    status = 413
    type = "invalid_request_error"
    code = "body_too_large"


class RateLimited(MedloopError):
    status = 429
    type = "rate_limit_error"
    code = "rate_limit_exceeded"


class Unavailable(MedloopError):
    status = 503
    type = "service_unavailable"
    code = "unavailable"

    def __init__(self, message: str, *, retry_after: int = 5, **more: Any) -> None:
        super().__init__(message, retry_after=retry_after, **more)


class EngineUnavailable(Unavailable):
    code = "engine_unavailable"


class StoreUnavailable(Unavailable):
    code = "store_unavailable"


class EngineFailed(MedloopError):
    """The engine broke an answer it had begun, or sent what is not an answer."""

    status = 502
    type = "api_error"
    code = "engine_failed"


def unexpected(error: Exception) -> MedloopError:
    """A bug, as what the caller is told. Logged by kind and place: its own words may be a
    patient's."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "nowhere"
    log.error("%s at %s", type(error).__name__, where)
    return MedloopError("Something went wrong in the service; it has been logged.")


def openai_envelope(error: MedloopError) -> dict[str, Any]:
    """OpenAI's error body: `{"error": {message, type, param, code}}`."""
    return {
        "error": {
            "message": error.message,
            "type": error.type,
            "param": error.param,
            "code": error.error_code,
        }
    }
