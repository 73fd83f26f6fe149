"""Preference pairs for DPO: `pairs:` in a dpo recipe.

    pairs:
      ratio: {subjective: 9019, objective: 3708}   # Aquila-Med's; without it, all there are
      max: 12727                                   # pairs in all
      objective: {form: letter_text}
      judged: {answerer: {endpoint: …, model: …}, judge: {endpoint: …, model: …}}

    mixed = mix(rows, settings, seed)
    for pair in mixed: …
    mixed.dropped, mixed.report()

Questions become objective pairs (objective), dialogues judged pairs (judged), and pairs stay what
they are, with their weights. A row becomes one pair or is counted under the reason why not.
"""

from train.pairs.mixture import Mixture, mix

__all__ = ["Mixture", "mix"]
