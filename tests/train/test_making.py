"""The smoke's own rows: of the shipped corpus, in both languages, the same every time."""

import re
from pathlib import Path

import pytest

from train import rows
from train.smoke import making, starter

NAMES = ("text", "dialogues", "questions", "preferences")
DIGITS = re.compile(r"\d")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[rows.Row]]:
    folder = tmp_path_factory.mktemp("made")
    counts = making.write(folder)
    found = {name: list(rows.read(folder / f"{name}.jsonl")) for name in NAMES}
    assert counts == {name: len(each) for name, each in found.items()}
    return found


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_as_many_rows(made: dict[str, list[rows.Row]], name: str) -> None:
    told = [row["lang"] for row in made[name]]
    assert told.count("zh") == told.count("en") > 200
    assert len({row["id"] for row in made[name]}) == len(told)


def test_the_same_corpus_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        making.write(tmp_path / folder)
    for name in NAMES:
        one, other = (tmp_path / folder / f"{name}.jsonl" for folder in ("one", "other"))
        assert one.read_bytes() == other.read_bytes()


def test_no_section_is_in_two_rows(made: dict[str, list[rows.Row]]) -> None:
    answers = [m["content"] for row in made["dialogues"] for m in row["messages"][1::2]]
    sections = sum(len(topic.sections) for topic in starter.topics())
    assert len({*answers}) == len(answers) == len({row["text"] for row in made["text"]}) == sections


def test_a_question_has_one_right_option_and_it_is_of_the_topic(
    made: dict[str, list[rows.Row]],
) -> None:
    topics = {topic.id: topic for topic in starter.topics()}
    places = set()
    for row in made["questions"]:
        topic = topics[row["id"].rpartition("-")[0]]
        of_it = {s for section in topic.sections for s in section.sentences}
        assert len(row["options"]) == 4
        assert [letter for letter, text in row["options"].items() if text in of_it] == [
            row["answer"]
        ]
        places.add(row["answer"])
    assert places == {*"ABCD"}


def test_an_answer_is_preferred_to_another(made: dict[str, list[rows.Row]]) -> None:
    for row in made["preferences"]:
        [chosen], [rejected] = row["chosen"], row["rejected"]
        assert chosen["content"] != rejected["content"]


def test_every_number_is_the_corpus_own(made: dict[str, list[rows.Row]]) -> None:
    """Templates bring none, so no dose is invented."""
    for words in (making.ASKS, making.DISMISSALS):
        assert not any(DIGITS.search(text) for texts in words.values() for text in texts)
    corpus = {
        topic.title + sentence
        for topic in starter.topics()
        for section in topic.sections
        for sentence in section.sentences
    }
    numbers = {number for text in corpus for number in re.findall(r"\d+", text)}
    for name in NAMES:
        for row in made[name]:
            assert {*re.findall(r"\d+", " ".join(rows.words(row)))} <= numbers
