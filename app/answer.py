"""The life of one question: screen, search, prompt, store, ask the engine. No HTTP here."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

import orjson
from sqlalchemy.orm import Session

from app.access import Principal, found, own_conversations
from app.audit import Audit
from app.chat_request import ChatRequest, engine_message, sampling_of
from app.citations import shifted
from app.consent import set_consent
from app.db import Database
from app.engine import Call
from app.engines import Engines, Route
from app.errors import BadRequest, EngineFailed, MedloopError
from app.history import said_before, supersede
from app.ids import new_id
from app.models import Conversation
from app.record import Recorder, Write
from app.relay import Choice
from app.safety import notice, screen
from app.turn import Turn
from retrieval.errors import IndexMissing, IndexUnavailable, PromptTooLong
from retrieval.prompt import MESSAGE_TOKENS, Message, Prompt, build, estimate_tokens
from retrieval.query import derive_query
from retrieval.search import Evidence, Filters, Retriever
from retrieval.sentences import detect_lang

# The writes that keep a reply for a repeated request; they join the answer's own commit.
Keep = Callable[[bytes, Turn], Sequence[Write]]


class Answerer:
    def __init__(
        self,
        *,
        engines: Engines,
        retriever: Retriever,
        database: Database,
        recorder: Recorder,
        audit: Audit,
        top_k: int,
        answer_tokens: int,
    ) -> None:
        self._engines = engines
        self._retriever = retriever
        self._database = database
        self._recorder = recorder
        self._audit = audit
        self._top_k = top_k
        self._answer_tokens = answer_tokens

    async def open(self, who: Principal, request: ChatRequest) -> Turn:
        """Everything before the engine speaks; on return the question is stored."""
        started = time.perf_counter()
        timings: dict[str, float] = {}
        route = await self._engines.route(request.model)
        asked = [engine_message(message) for message in request.messages]
        history = await self._history(who, request, asked)
        messages = history + asked
        question = next(
            message["content"] for message in reversed(asked) if message["role"] == "user"
        )
        lang = detect_lang(question)
        flags = screen(question)
        timings["screen_ms"] = _since(started)
        # Words of despair find passages by chance, and a quotation is no answer to them.
        search = not any(flag.category == "self_harm" for flag in flags)
        sent, passages, retrieval = await self._ground(
            route, request, messages, lang, timings, search=search
        )
        sampling = sampling_of(request)
        turn = Turn(
            user_id=who.user_id,
            organisation_id=who.organisation_id,
            model=request.model,
            engine=route.engine,
            release=await route.engine.release(route.model),
            call=Call(route.model, sent, sampling, question, lang, passages),
            question=asked,
            retrieval=retrieval,
            flags=flags,
            notice=notice(flags, lang) if flags else "",
            request={"sampling": sampling, "metadata": request.metadata},
            conversation_id=request.medloop.conversation_id or new_id("conv"),
            is_new_conversation=request.medloop.conversation_id is None,
            timings=timings,
            started=started,
        )
        before = time.perf_counter()
        await self._store(who, request, turn)
        timings["record_ms"] = _since(before)
        return turn

    async def _store(self, who: Principal, request: ChatRequest, turn: Turn) -> None:
        """The question, and in the same commit what it says of the conversation it is put in."""
        options = request.medloop
        if options.consent is None and options.edits is None:
            await self._recorder.write(turn.opened())
            return

        def work(db: Session) -> None:
            if options.edits is not None:
                supersede(db, who, turn.conversation_id, options.edits)
            for statement, row in turn.opened():
                db.connection().execute(statement, row)
            if options.consent is not None:
                set_consent(db, self._audit, who, turn.conversation_id, options.consent)

        await self._recorder.run(work)

    async def complete(self, turn: Turn, keep: Keep) -> bytes:
        """The whole answer as a `chat.completion` in JSON; stored before it is returned."""
        try:
            body = await turn.engine.complete(turn.call)
            choices = [_choice(turn, choice) for choice in body["choices"]]
        except MedloopError as error:
            await self.fail(turn, error)
            raise
        except asyncio.CancelledError:
            self._recorder.submit(turn.answered(turn.choices(), status="aborted"))
            raise
        rows = turn.answered(choices, status="complete", usage=body.get("usage"))
        reply = orjson.dumps(_dress(turn, body, choices))
        await self._recorder.write([*rows, *keep(reply, turn)])
        return reply

    async def fail(self, turn: Turn, error: MedloopError) -> None:
        """The question stays, with an answer that says what went wrong.

        Whoever is in an emergency is told so, engine or no engine.
        """
        if turn.notice:
            error.message = f"{turn.notice}\n\n{error.message}"
        rows = turn.answered(turn.choices(), status="failed", error=error.error_code)
        await self._recorder.write(rows)

    async def _history(
        self, who: Principal, request: ChatRequest, asked: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """A client that sends only its new question gets the stored turns put before it; one that
        sends the whole history itself is taken at its word.
        """
        conversation_id = request.medloop.conversation_id
        if conversation_id is None:
            return []
        async with self._database.sessions() as session:
            statement = own_conversations(who).where(Conversation.id == conversation_id)
            found(await session.scalar(statement))
            if sum(message["role"] != "system" for message in asked) > 1:
                return []
            return await said_before(session, conversation_id, request.medloop.edits)

    async def _ground(
        self,
        route: Route,
        request: ChatRequest,
        messages: list[dict[str, Any]],
        lang: str,
        timings: dict[str, float],
        *,
        search: bool,
    ) -> tuple[list[dict[str, Any]], Sequence[Any], dict[str, Any]]:
        """The messages as the engine will get them, the numbered passages, and their record."""
        options = request.medloop.retrieval
        enabled = route.grounded if options.enabled is None else options.enabled
        if not enabled:
            return messages, (), {"status": "disabled"}
        before = time.perf_counter()
        query = options.query or derive_query(_plain(messages))
        evidence, status = await self._search(query, request) if search else (None, "withheld")
        timings["search_ms"] = _since(before)
        before = time.perf_counter()
        hits = evidence.hits if evidence else ()
        budget = await self._budget(route, request)
        prompt = await self._prompt(route, messages, [hit.passage for hit in hits], lang, budget)
        timings["prompt_ms"] = _since(before)
        record = {
            "status": status,
            "query": query,
            "generation": evidence.generation if evidence else None,
            "passages": [passage_record(n, hits) for n in range(1, len(prompt.passages) + 1)],
            "candidates": evidence.candidates if evidence else [],
        }
        return [dict(message) for message in prompt.messages], prompt.passages, record

    async def _search(self, query: str, request: ChatRequest) -> tuple[Evidence | None, str]:
        options = request.medloop.retrieval
        wanted = options.filters
        filters = Filters(tuple(wanted.lang), tuple(wanted.source), tuple(wanted.specialty))
        try:
            evidence = await self._retriever.search(
                query, top_k=options.top_k or self._top_k, filters=filters
            )
        except IndexMissing:
            return None, "index_missing"
        except IndexUnavailable:
            return None, "index_unavailable"
        return evidence, "thin" if evidence.thin else "found"

    async def _budget(self, route: Route, request: ChatRequest) -> int:
        window = await route.engine.context_tokens(route.model)
        wanted = request.max_completion_tokens or request.max_tokens or self._answer_tokens
        # However long an answer is asked for, half of the window belongs to the question.
        return window - min(wanted, window // 2)

    async def _prompt(
        self,
        route: Route,
        messages: list[dict[str, Any]],
        passages: list[Any],
        lang: str,
        budget: int,
    ) -> Prompt:
        """With the over-estimate first: only a prompt it finds too long is counted exactly."""
        whole = build(messages, passages, lang, budget=2**31, count=estimate_tokens)
        texts = [message["content"] or "" for message in whole.messages]
        if sum(estimate_tokens(text) + MESSAGE_TOKENS for text in texts) <= budget:
            return whole
        seen: list[str] = []

        def note(text: str) -> int:
            seen.append(text)
            return 0

        build(messages, passages, lang, budget=budget, count=note)
        counts = dict(zip(seen, await route.engine.count(route.model, seen), strict=True))

        def count(text: str) -> int:
            return counts[text] if text in counts else estimate_tokens(text)

        try:
            return build(messages, passages, lang, budget=budget, count=count)
        except PromptTooLong as error:
            raise BadRequest(str(error), code="context_length_exceeded", param="messages") from None


def passage_record(number: int, hits: Sequence[Any]) -> dict[str, Any]:
    """A numbered passage as clients and the record see it."""
    hit = hits[number - 1]
    passage = hit.passage
    return {
        "number": number,
        "id": passage.id,
        "document_id": passage.document_id,
        "title": passage.title,
        "heading": passage.heading,
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "source": passage.source,
        "url": passage.url,
        "lang": passage.lang,
        "licence": passage.licence,
        "specialty": passage.specialty,
        "metadata": dict(passage.metadata),
        "score": hit.score,
        "rank": hit.rank,
    }


def _plain(messages: list[dict[str, Any]]) -> list[Message]:
    return [{"role": message["role"], "content": message["content"] or ""} for message in messages]


def _choice(turn: Turn, raw: dict[str, Any]) -> Choice:
    choice = Choice(raw.get("index", 0))
    if not 0 <= choice.index < len(turn.answer_ids):
        raise EngineFailed("The engine answered with more choices than were asked for.")
    choice.finish_reason = raw.get("finish_reason")
    choice.add(raw.get("message") or {})
    return choice


def _dress(turn: Turn, body: dict[str, Any], choices: list[Choice]) -> dict[str, Any]:
    """The engine's answer with our envelope, notice, annotations and `medloop` block."""
    prefix = turn.prefix
    for raw, choice in zip(body["choices"], choices, strict=True):
        message = raw["message"]
        if prefix:
            message["content"] = prefix + (message.get("content") or "")
        message["annotations"] = shifted(turn.check(choice)["annotations"], len(prefix))
    return {
        **body,
        "id": turn.completion_id,
        "model": turn.model,
        "system_fingerprint": turn.release.fingerprint,
        "medloop": turn.block(
            verification=[turn.check(choice)["verification"] for choice in choices]
        ),
    }


def _since(start: float) -> float:
    return round((time.perf_counter() - start) * 1000, 3)
