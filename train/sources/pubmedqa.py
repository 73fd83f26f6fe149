"""PubMedQA: does an abstract answer its question with yes, no or maybe? 1,000 labelled by experts
(PQA-L), 211,269 by rule (PQA-A); the unlabelled PQA-U is refused.

Origin: github.com/pubmedqa/pubmedqa (ori_pqal.json, ori_pqaa.json), hub qiaojin/PubMedQA with the
configs pqa_labeled, pqa_artificial. Licence: MIT. The files are one object by PubMed id: QUESTION,
CONTEXTS, LONG_ANSWER, final_decision; the hub has pubid, question, context {contexts}, long_answer,
final_decision. What is asked is the abstract without its conclusion, then the question; the
conclusion is the explanation.
"""

from collections.abc import Iterator

from train.errors import DataError
from train.rows import Row
from train.sources import shapes
from train.sources.reading import Record, records

KIND = "question"
HUB = {"qiaojin/PubMedQA": "pqa_labeled"}
OPTIONS = {"A": "yes", "B": "no", "C": "maybe"}


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path, HUB, keyed_by="pubid"):
        if isinstance(record.value, dict) and "QUESTION" in record.value:
            names = ("QUESTION", "LONG_ANSWER", "final_decision")
            contexts = shapes.fields(record, *names, "CONTEXTS")["CONTEXTS"]
        else:
            names = ("question", "long_answer", "final_decision")
            context = shapes.fields(record, "pubid", *names, "context")["context"]
            contexts = context.get("contexts") if isinstance(context, dict) else None
        yield _row(record, name, contexts, *shapes.texts(record, *names))


def _row(
    record: Record, name: str, contexts: object, asked: str, conclusion: str, decision: str
) -> Row:
    if not isinstance(contexts, list) or not all(isinstance(text, str) for text in contexts):
        raise DataError(f"{record.where}: expected a list of texts as contexts")
    letters = {text: letter for letter, text in OPTIONS.items()}
    if decision.lower() not in letters:
        raise DataError(f"{record.where}: expected yes, no or maybe in final_decision")
    return shapes.question(
        record,
        name,
        "\n".join([*contexts, "", asked]) if asked else "",
        OPTIONS,
        letters[decision.lower()],
        own=record.value["pubid"],
        lang="en",
        explanation=conclusion,
    )
