"""The tiny model that the other tests train."""
# pyright: reportMissingImports=false

from pathlib import Path

from transformers import AutoModelForCausalLM, AutoTokenizer

ASKED = [{"role": "user", "content": "发热？ Fever?"}]
ANSWERED = [*ASKED, {"role": "assistant", "content": "去急诊。 Go."}]


def test_the_template_renders_a_question_alike_alone_and_before_its_answer(tiny: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(tiny)
    alone = tokenizer.apply_chat_template(ASKED, tokenize=False, add_generation_prompt=True)
    whole = tokenizer.apply_chat_template(ANSWERED, tokenize=False)
    assert whole == f"{alone}去急诊。 Go.<|im_end|>\n"


def test_the_template_marks_what_the_assistant_wrote_and_where_it_stops(tiny: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(tiny)
    read = tokenizer.apply_chat_template(
        ANSWERED, return_dict=True, return_assistant_tokens_mask=True
    )
    marked = [
        token
        for token, mark in zip(read["input_ids"], read["assistant_masks"], strict=True)
        if mark
    ]
    assert tokenizer.decode(marked) == "去急诊。 Go.<|im_end|>"


def test_the_model_knows_every_token(tiny: Path) -> None:
    model = AutoModelForCausalLM.from_pretrained(tiny)
    assert model.config.vocab_size == len(AutoTokenizer.from_pretrained(tiny))
