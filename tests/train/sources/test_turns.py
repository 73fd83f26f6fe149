"""What real dialogues do beside taking turns."""

from typing import Any

import pytest

from train.errors import DataError
from train.sources import turns
from train.sources.reading import Record

HERE = Record("a.jsonl, line 3", 0, "", ".jsonl", None)


def said(*words: tuple[str, str], prompt: bool = False) -> list[tuple[str, str]]:
    messages = [{"role": role, "content": content} for role, content in words]
    taken = turns.in_turn(turns.read(HERE, messages), prompt=prompt)
    return [(message["role"], message["content"]) for message in taken]


def test_roles_by_other_names_are_user_and_assistant() -> None:
    assert said(("病人", "咳嗽"), ("医生", "多久了")) == [("user", "咳嗽"), ("assistant", "多久了")]
    assert said(("Patient", "hi"), ("Doctor", "hello")) == said(("human", "hi"), ("gpt", "hello"))


def test_one_role_speaking_twice_is_one_message() -> None:
    two = said(("user", "头痛"), ("user", "三天了"), ("assistant", "发热吗"), ("assistant", " "))
    assert two == [("user", "头痛\n三天了"), ("assistant", "发热吗")]


def test_the_doctors_opening_and_the_patients_last_word_go() -> None:
    exchange = [("user", "My knee hurts."), ("assistant", "Since when?")]
    assert said(("assistant", "Hello!"), *exchange, ("user", "A week.")) == exchange


def test_a_prompt_ends_with_the_patient() -> None:
    earlier = [("user", "手麻"), ("assistant", "哪只手？")]
    assert said(*earlier, ("user", "左手"), prompt=True) == [*earlier, ("user", "左手")]
    assert said(*earlier, prompt=True) == [("user", "手麻")]


def test_system_notes_are_one_and_come_first() -> None:
    mixed = said(("user", "hi"), ("system", "Be brief."), ("assistant", "hello"), ("system", "Ok."))
    assert mixed == [("system", "Be brief.\nOk."), ("user", "hi"), ("assistant", "hello")]


def test_nothing_is_left_where_nobody_was_answered() -> None:
    assert said(("assistant", "您好"), ("user", "您好")) == []
    assert said(("system", "note"), ("user", "  "), ("assistant", "yes")) == []


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        ([{"role": "tool", "content": "x"}], "role 'tool' is none of system, user"),
        ([{"role": "user", "content": ["x"]}], "a message's content is no text"),
        ([{"role": "user"}], "a message's content is no text"),
        (["hello"], "messages is no list of messages"),
        ([], "messages is no list of messages"),
        ("hello", "messages is no list of messages"),
    ],
)
def test_other_shapes_are_refused_where_they_stand(messages: Any, told: str) -> None:
    with pytest.raises(DataError) as refusal:
        turns.read(HERE, messages)
    assert str(refusal.value).startswith("a.jsonl, line 3: ")
    assert told in str(refusal.value)
