"""DPO that encodes a prompt once for both of its responses: `layout: shared_prompt` in a recipe.

`SharedPromptDPOTrainer` takes what TRL's DPOTrainer takes and computes the same loss and gradients.
The pairs of a batch lie end to end in one sequence (batch), where each sees its own prompt only
(attention); logits are made where they predict a response (forward); what the reference says is
computed once and kept on the disk (reference).
"""

from train.shared_prompt.trainer import SharedPromptDPOTrainer

__all__ = ["SharedPromptDPOTrainer"]
