"""Builds the operator that DeepSpeed's ranks speak through on a CPU: a minute, the first time.

    DS_ACCELERATOR=cpu python -m train.smoke.operator

Ranks build it when they first meet; done here, it is done while another stage trains. Later starts
find it in torch's cache.
"""
# pyright: reportMissingImports=false

from deepspeed.ops.op_builder.cpu import ShareMemCommBuilder

if __name__ == "__main__":
    ShareMemCommBuilder().load()
