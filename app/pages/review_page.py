"""`/review`: the queue of answers to judge, and for reviewers what is in it."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.access import ADJUDICATE, REVIEW, require
from app.pages.frame import PageUser, render

router = APIRouter(include_in_schema=False)


@router.get("/review")
async def review_page(
    request: Request, who: PageUser, view: Annotated[Literal["queue", "items"], Query()] = "queue"
) -> Response:
    require(who, REVIEW if view == "queue" else ADJUDICATE)
    # The page counts a lock down by our clock: a visitor's own may be wrong.
    now = datetime.now(UTC).isoformat()
    return render(request, "review.html", who, also=("judging",), view=view, now=now)
