"""`/`: ask, read what the answer rests on, judge it."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.access import CHAT, require
from app.notices import ADVICE, LEAD, SELF_HARM
from app.pages.frame import PageUser, render

router = APIRouter(include_in_schema=False)
# A stored turn has the categories of its red flags; the page shows their notices again.
NOTICES: Final = {
    lang: {"lead": LEAD[lang], "self_harm": SELF_HARM[lang], "advice": ADVICE[lang]}
    for lang in LEAD
}


@router.get("/")
async def chat_page(request: Request, who: PageUser) -> Response:
    require(who, CHAT)
    return render(request, "chat.html", who, also=("judging",), notices=NOTICES)
