"""The one door out: judged answers as training data, with a ledger and a manifest.

`medloop export KIND` and `GET /api/export/KIND`. The same database gives the same bytes: nothing
in the files says when, or by whom, they were made; that is in the table of exports and in the
audit trail.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, Literal

from sqlalchemy.orm import Session

from app.access import Principal
from app.agreement.judged import Judged, load_judged
from app.audit import Audit, Event
from app.errors import BadRequest
from app.export.candidates import CANDIDATES
from app.export.files import Form, Packed, pack
from app.export.rows import Built, Filters, build
from app.ids import new_id
from app.models import Export, ExportedConversation

Kind = Literal["preferences", "sft", "kto", "conversations"]
WEIGHTS = "dawid-skene; p(better) - p(worse)"  # app/agreement/dawid_skene.py


@dataclass(frozen=True, slots=True)
class Exported:
    built: Built
    ledger: dict[str, Any]
    packed: Packed


def export(
    db: Session,
    kind: Kind,
    filters: Filters,
    key: bytes,
    *,
    form: Form = "jsonl",
    organisation_id: str | None = None,
) -> Exported:
    """Reads only. `organisation_id` None: of all organisations (the command line)."""
    if not 0 <= filters.min_agreement <= 1:
        raise BadRequest("min_agreement is between 0 and 1.", param="min_agreement")
    judged = load_judged(db, organisation_id)
    dropped: Counter[str] = Counter()
    candidates = list(CANDIDATES[kind](db, judged, organisation_id, dropped))
    total = len(candidates) + dropped.total()
    built = build(db, candidates, filters, key)
    built.dropped += dropped
    ledger = _ledger(kind, total, built, judged)
    facts = {"kind": kind, "filters": filters.record(), "weights": WEIGHTS}
    facts["medloop"] = version("medloop")
    return Exported(built, ledger, pack(kind, form, built.rows, ledger, facts))


def record_export(
    db: Session,
    audit: Audit,
    who: Principal | None,
    kind: Kind,
    filters: Filters,
    exported: Exported,
    organisation_id: str | None = None,
) -> str:
    """Who took what out, and which conversations were in it: erasure asks for these one day."""
    row = Export(
        id=new_id("exp"),
        organisation_id=who.organisation_id if who else organisation_id,
        user_id=who.user_id if who else None,
        kind=kind,
        filters=filters.record(),
        rows=len(exported.built.rows),
        data_sha256=exported.packed.data_sha256,
        created_at=datetime.now(UTC),
    )
    db.add(row)
    db.flush()
    for conversation in sorted(exported.built.conversations):
        db.add(ExportedConversation(export_id=row.id, conversation_id=conversation))
    details = {"kind": kind, "rows": row.rows, "sha256": row.data_sha256}
    audit.append(db, Event("export.create", "export", row.id, who, details))
    return row.id


def _ledger(kind: Kind, total: int, built: Built, judged: Judged) -> dict[str, Any]:
    kept, lost = len(built.rows), built.dropped.total()
    if kept + lost != total:
        raise ArithmeticError(f"the ledger does not balance: {total} in, {kept} + {lost} out")
    ids = "\n".join(sorted(word.id for word in judged.words)).encode()
    return {
        "step": f"export {kind}",
        "candidates": total,
        "kept": kept,
        "dropped": {reason: built.dropped[reason] for reason in sorted(+built.dropped)},
        "judgements": len(judged.words),
        "judgements_sha256": hashlib.sha256(ids).hexdigest(),
    }
