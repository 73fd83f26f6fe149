"""Fixtures of all rooms: a running service, a real model server, a fake one."""

from tests.app.running import over_vllm, prepared, serve, upstream
from tests.vllm import tiny_model, vllm

__all__ = ["over_vllm", "prepared", "serve", "tiny_model", "upstream", "vllm"]
