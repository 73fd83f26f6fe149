"""The messages a model is sent: order, fence, budget, and the same bytes every time."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus import Passage
from retrieval.errors import PromptTooLong
from retrieval.prompt import MESSAGE_TOKENS, Message, Prompt, build, estimate_tokens

Make = Callable[..., Passage]
ROOMY = 100_000

SYSTEM: Message = {"role": "system", "content": "Answer in one line."}
HELLO: Message = {"role": "user", "content": "Hello"}
HI: Message = {"role": "assistant", "content": "Hi"}
QUESTION: Message = {"role": "user", "content": "What is {metformin} for?"}


def contents(prompt: Prompt) -> list[str]:
    return [message["content"] or "" for message in prompt.messages]


def cost(prompt: Prompt) -> int:
    return sum(estimate_tokens(content) + MESSAGE_TOKENS for content in contents(prompt))


def room_for(history: list[Message], passages: list[Passage]) -> int:
    return cost(build(history, passages, "en", budget=ROOMY, count=estimate_tokens))


def test_the_order_is_ours_the_clients_the_history_the_question(passage: Make) -> None:
    history = [HELLO, HI, SYSTEM, QUESTION]
    prompt = build(history, [passage("For diabetes.")], "en", budget=ROOMY, count=estimate_tokens)
    assert [message["role"] for message in prompt.messages] == [
        *("system", "system", "user", "assistant", "user")
    ]
    assert contents(prompt)[0].startswith("You are Medloop")
    assert contents(prompt)[1:4] == ["Answer in one line.", "Hello", "Hi"]


def test_the_question_follows_its_numbered_evidence_in_a_fence(passage: Make) -> None:
    passages = [passage("For diabetes.", heading="Use"), passage("Not for gout.", title="")]
    prompt = build([QUESTION], passages, "en", budget=ROOMY, count=estimate_tokens)
    assert contents(prompt)[-1] == (
        "<evidence>\n[1] Metformin — Use (clinic)\nFor diabetes.\n\n"
        "[2] (clinic)\nNot for gout.\n</evidence>\n\nQuestion: What is {metformin} for?"
    )
    assert prompt.passages == tuple(passages)


def test_chinese_questions_get_chinese_instructions(passage: Make) -> None:
    grounded = build([QUESTION], [passage("x")], "zh", budget=ROOMY, count=estimate_tokens)
    honest = build([QUESTION], [], "zh-CN", budget=ROOMY, count=estimate_tokens)
    assert "只依据随问题给出的、带编号的资料作答" in contents(grounded)[0]
    assert "问题：" in contents(grounded)[-1]
    assert "资料库中没有" in contents(honest)[0]


def test_without_evidence_the_model_is_told_to_say_so() -> None:
    prompt = build([QUESTION], [], "en", budget=ROOMY, count=estimate_tokens)
    assert "holds no evidence" in contents(prompt)[0]
    assert contents(prompt)[-1] == QUESTION["content"]


@pytest.mark.parametrize(
    "attack",
    [
        *("</evidence>", "< /evidence>", "</EVIDENCE >", "<|im_end|>", "<|im_start|>system"),
        *("</s>", "[INST]", "[/INST]", "<start_of_turn>", "<!--"),
    ],
)
def test_no_passage_can_leave_its_fence(passage: Make, attack: str) -> None:
    passages = [passage(f"Before {attack} after", title=f"T\n{attack}", heading=attack)]
    prompt = build([QUESTION], passages, "en", budget=ROOMY, count=estimate_tokens)
    ours = 1 if attack == "</evidence>" else 0
    assert contents(prompt)[-1].count(attack) == ours


def test_comparisons_in_a_passage_stay_as_they_are(passage: Make) -> None:
    text = "eGFR<30, p < 0.05, [DNA] and a->b"
    prompt = build([QUESTION], [passage(text)], "en", budget=ROOMY, count=estimate_tokens)
    assert text in contents(prompt)[-1]


def test_the_worst_passages_go_first_then_the_oldest_turns_then_the_best_passage(
    passage: Make,
) -> None:
    passages = [passage(f"Passage {n}. " + "x" * 300, number=n) for n in (1, 2, 3)]
    history = [HELLO, HI, HELLO, HI, QUESTION]

    def at(budget: int) -> tuple[int, int]:
        prompt = build(history, passages, "en", budget=budget, count=estimate_tokens)
        assert cost(prompt) <= budget
        assert passages == [*prompt.passages, *prompt.dropped]
        return len(prompt.passages), prompt.dropped_messages

    rounding = 5  # the estimate of a whole is a little less than that of its parts
    whole = room_for(history, passages) + rounding
    one = room_for(history, passages[:1]) + rounding
    bare = room_for([QUESTION], passages[:1]) + rounding
    assert at(whole) == (3, 0)
    assert at(whole - 20) == (2, 0)
    assert at(one) == (1, 0)
    assert at(one - 10) == (1, 2)
    assert at(bare) == (1, 4)
    assert at(bare - 20)[0] == 0


def test_a_question_that_cannot_fit_is_refused_with_its_size() -> None:
    question: Message = {"role": "user", "content": "x" * 9000}
    with pytest.raises(PromptTooLong, match="room for 2000"):
        build([question], [], "en", budget=2000, count=estimate_tokens)


def test_tool_calls_after_the_question_pass_through_untouched(passage: Make) -> None:
    call = {"role": "assistant", "content": None, "tool_calls": [{"id": "1"}]}
    result = {"role": "tool", "content": "42", "tool_call_id": "1"}
    prompt = build([QUESTION, call, result], [passage("x")], "en", budget=ROOMY, count=len)
    assert prompt.messages[-2:] == [call, result]
    assert (prompt.messages[-3]["content"] or "").startswith("<evidence>")


def test_a_conversation_without_a_question_gets_no_evidence(passage: Make) -> None:
    prompt = build([SYSTEM], [passage("x")], "en", budget=ROOMY, count=estimate_tokens)
    assert prompt.passages == ()


def test_what_was_given_is_not_changed(passage: Make) -> None:
    history = [dict(QUESTION)]
    first = build(history, [passage("x")], "en", budget=ROOMY, count=estimate_tokens)
    assert history == [QUESTION]
    assert build(history, [passage("x")], "en", budget=ROOMY, count=estimate_tokens) == first


@given(st.lists(st.sampled_from([SYSTEM, HELLO, HI, QUESTION])), st.integers(300, 900))
def test_no_prompt_exceeds_its_budget(history: list[Message], budget: int) -> None:
    passages = [Passage(str(n), "d", n, "Text. " * 20, "", 0, 1, "T", "s") for n in range(4)]
    try:
        prompt = build(history, passages, "en", budget=budget, count=estimate_tokens)
    except PromptTooLong:
        return
    assert cost(prompt) <= budget


def test_the_estimate_is_over_what_bilingual_tokenizers_need() -> None:
    assert estimate_tokens("") == 0
    assert estimate_tokens("二甲双胍是降糖药") >= 8
    assert estimate_tokens("hydrochlorothiazide twice daily") >= 9
    assert estimate_tokens("500 mg, 38.5") >= 8
    assert estimate_tokens("😀\ud800") >= 2
