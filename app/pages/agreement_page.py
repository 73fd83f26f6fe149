"""`/agreement`: how far judges agree, and what each is in the habit of."""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.access import AGREEMENT, require
from app.agreement.agreement_api import agreement_of
from app.agreement.figures import Agreement
from app.agreement.plots import number
from app.agreement.ratings import MOST, Part
from app.pages.agreement_plots import ORDER, draw, reviewer_name, what
from app.pages.frame import PageUser, language, render, words
from app.service import service_of

router = APIRouter(include_in_schema=False)


@router.get("/agreement")
async def agreement_page(
    request: Request, who: PageUser, of: str = "", specialty: str = "", since: str = ""
) -> Response:
    """The form sends every field, empty ones too; `lang` is the page's own language."""
    require(who, AGREEMENT)
    day = _day(since)
    part = Part(of if of in ("zh", "en") else None, specialty or None, day)
    shown = await agreement_of(service_of(request), who, part)
    say = words(("judging", "agreement"), language(request)).__getitem__
    return render(
        request,
        "agreement.html",
        who,
        also=("judging",),
        shown=shown,
        plots=draw(shown.agreement, shown.reviewers, say),
        parts=_parts(shown.agreement),
        names={one.number: reviewer_name(one, say) for one in shown.reviewers},
        number=number,
        part=part,
        day=day.date().isoformat() if day else "",
        bad_date=bool(since) and day is None,
        is_part=part != Part(),
        most=MOST,
    )


def _day(text: str) -> datetime | None:
    """The beginning of that day, in UTC."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None


def _parts(agreement: list[Agreement]) -> dict[str, Any]:
    """The table by language and specialty: what was judged across, the parts down."""
    inner = [each for each in agreement if each.lang is not None]
    columns = {what(each): each for each in inner}
    rows: dict[tuple[str, str], dict[str, Agreement]] = {}
    for each in inner:
        rows.setdefault((each.lang or "", each.specialty or ""), {})[what(each)] = each
    return {
        "columns": [(key, columns[key]) for key in sorted(columns, key=ORDER.index)],
        "rows": sorted(rows.items()),
    }
