"""Follow-ups keep their drug or disease; questions that stand alone are left alone."""

import pytest

from retrieval.prompt import Message
from retrieval.query import derive_query


def said(*questions: str) -> list[Message]:
    messages: list[Message] = [{"role": "system", "content": "Be kind."}]
    for question in questions:
        messages.append({"role": "user", "content": question})
        messages.append({"role": "assistant", "content": "Answer about something else."})
    return messages[:-1]


@pytest.mark.parametrize(
    "follow_up",
    [
        *("what about children?", "Is it safe in pregnancy?", "What are the side effects?"),
        *("And for how long?", "Can I take it with aspirin?", "why?", "what about ibuprofen?"),
        *("那孕妇呢？", "它有什么副作用？", "剂量是多少", "为什么？", "那布洛芬呢？", "怎么预防"),
    ],
)
def test_a_follow_up_brings_the_question_before_it(follow_up: str) -> None:
    query = derive_query(said("Tell me about metformin, 二甲双胍", follow_up))
    assert query == f"Tell me about metformin, 二甲双胍\n{follow_up}"


@pytest.mark.parametrize(
    "question",
    [
        *("Is it safe to take ibuprofen with warfarin?", "metformin", "What causes gout?"),
        *("That hurts my knee when I walk upstairs", "高血压患者可以吃布洛芬吗", "头疼"),
        "what about ibuprofen and warfarin in patients with kidney disease?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert derive_query(said("Tell me about metformin", question)) == question


def test_a_chain_of_follow_ups_reaches_back_to_its_subject() -> None:
    chain = ("二甲双胍有哪些副作用", "那孕妇呢？", "哺乳期呢？")
    assert derive_query(said("痛风怎么治疗", *chain)) == "\n".join(chain)


def test_only_user_messages_count() -> None:
    assert derive_query([]) == ""
    assert derive_query([{"role": "assistant", "content": "Hello"}]) == ""
    assert derive_query(said("why?")) == "why?"


def test_a_pasted_record_is_shortened_to_its_beginning_and_end() -> None:
    query = derive_query(said("What is this? " + "x" * 1_000_000 + " Is it gout?"))
    assert len(query) < 2100
    assert query.startswith("What is this?")
    assert query.endswith("Is it gout?")
