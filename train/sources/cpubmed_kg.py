"""CPubMed-KG: 4.4 to 4.6 million triples from Chinese medical journals, told as text.

Origin: cpubmed.openi.org.cn (CPubMed-KGv1_1.txt, CPubMed-KGv2_0.txt). Licence: CC BY-ND 4.0, so do
not pass on what is made of it. Text with tabs: head@@type, relation, tail@@type (types may be
missing), the first line may name the columns. All triples of a head are one row, with heads,
relations and tails in the order of their characters, whatever the file's order. Its lines are
sorted in memory: about 0.7 GB for the whole graph.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from train.errors import DataError
from train.rows import Row
from train.sources import graph, shapes
from train.sources.reading import Record, files, lines

KIND = "text"
_FORMS = (".txt", ".tsv", ".csv")


def rows(path: str, name: str) -> Iterator[Row]:
    for file, part in files(path, _FORMS):
        for n, (head, triples) in enumerate(groupby(_triples(file), lambda triple: triple[0])):
            record = Record(str(file), n, part, ".txt", None)
            yield from _rows(record, name, head, [triple[1:] for triple in triples])


def _rows(record: Record, name: str, head: str, said: list[list[str]]) -> Iterator[Row]:
    entity, _, kind = head.partition("@@")
    relations: dict[str, list[str]] = {}
    for relation, tail in said:
        things = relations.setdefault(relation, [])
        thing = tail.partition("@@")[0]
        if thing not in things[-1:]:
            things.append(thing)
    title = f"{entity}（{kind}）" if kind else entity
    for number, text in enumerate(graph.told(title, relations)):
        own = f"{head}#{number}" if number else head  # 白细胞介素-1 is another head's name
        yield shapes.text(record, name, text, own=own, lang="zh")


def _triples(file: Path) -> Iterator[list[str]]:
    found: list[bytes] = []  # half the memory of str, and the same order
    for number, line in lines(file):
        triple = [part.strip() for part in line.split("\t")]
        if number == 1 and triple[1:2] == ["relation"]:
            continue
        if not line.strip():
            continue
        if len(triple) != 3 or not all(triple):
            raise DataError(
                f"{file}, line {number}: expected head@@type, relation and tail@@type,"
                f" with tabs between them, found {len(triple)} parts"
            )
        found.append("\t".join(triple).encode())
    if not found:
        raise DataError(f"{file} has no row")
    found.sort()
    for packed in found:
        yield packed.decode().split("\t")
