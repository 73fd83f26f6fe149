"""`GET /api/agreement`: do the judges agree, and what are the habits of each?

Everybody who judges sees the figures and their own name; colleagues are "Reviewer 1", "Reviewer 2",
always the same ones. Whoever adjudicates sees all names. Nobody sees another organisation.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import UTC
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import AwareDatetime, BaseModel, Field

from app.access import AGREEMENT, Principal, knows_judges, require
from app.agreement.alpha import Offset
from app.agreement.figures import Agreement, Counts, Figures, Weights, work_out
from app.agreement.judge_habits import Leanings, Pace
from app.agreement.ratings import Part, read_material
from app.agreement.reviewers import Flag, Gold, Reviewer, Skill
from app.auth import CurrentUser
from app.chat_request import NO_NUL
from app.openapi import errors
from app.service import Service, service_of

router = APIRouter(prefix="/api/agreement", tags=["Agreement"])
# However many people look at the figures, they are worked out on one thread, one after the other.
_worker = ThreadPoolExecutor(1, thread_name_prefix="agreement")


class ShownReviewer(BaseModel):
    """Null where there is nothing to tell it from."""

    name: str = Field(description='"Reviewer 2" for colleagues, unless you adjudicate')
    number: int
    user_id: str | None
    you: bool
    judgements: int
    comparison: Skill | None = Field(description="of rankings: accuracy and its drift")
    thumb: Skill | None
    leanings: Leanings | None = Field(description="to the left draft, to the longer one")
    severity: Offset | None = Field(description="points against the judge in the middle")
    pace: Pace | None
    gold: Gold | None
    flags: list[Flag] = Field(description="reasons to talk with somebody, not verdicts")


class ShownAgreement(BaseModel):
    """Intervals are 95 %."""

    object: str = "agreement"
    counts: Counts
    complete: bool = Field(description="false: there are more judgements; these are the newest")
    specialties: list[str]
    agreement: list[Agreement] = Field(description="Krippendorff's alpha")
    weights: Weights = Field(description="of pairs of drafts, as an export weighs them")
    reviewers: list[ShownReviewer]


@router.get("", responses=errors(400, 401, 403, 503))
async def read_agreement(
    request: Request,
    who: CurrentUser,
    lang: Literal["zh", "en"] | None = None,
    specialty: Annotated[str | None, Query(max_length=200, pattern=NO_NUL)] = None,
    since: AwareDatetime | None = None,
) -> ShownAgreement:
    """Of your organisation's judgements that count now, or of a part of them."""
    require(who, AGREEMENT)
    at = since.astimezone(UTC) if since else None
    return await agreement_of(service_of(request), who, Part(lang, specialty, at))


async def agreement_of(service: Service, who: Principal, part: Part) -> ShownAgreement:
    material = await service.database.read_apart(
        lambda db: read_material(db, who.organisation_id, part)
    )
    loop = asyncio.get_running_loop()
    return _shown(await loop.run_in_executor(_worker, work_out, material), who)


def _shown(figures: Figures, who: Principal) -> ShownAgreement:
    return ShownAgreement(
        counts=figures.counts,
        complete=figures.complete,
        specialties=figures.specialties,
        agreement=figures.agreement,
        weights=figures.weights,
        reviewers=[_reviewer(each, who) for each in figures.reviewers],
    )


def _reviewer(one: Reviewer, who: Principal) -> ShownReviewer:
    you = one.id == who.user_id
    known = you or knows_judges(who)
    fields: dict[str, Any] = asdict(one)
    del fields["id"], fields["name"]
    return ShownReviewer(
        name=one.name if known else f"Reviewer {one.number}",
        user_id=one.id if known else None,
        you=you,
        **fields,
    )
