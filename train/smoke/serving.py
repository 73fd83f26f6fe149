"""A release behind medloop, as a user starts it: `medloop up --model RELEASE`, vLLM and all.

Training meets the service only over HTTP: questions go in, answers and their record come out.
"""

import json
import os
import re
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from train.errors import EndpointError

MEDLOOP = Path(sys.executable).with_name("medloop")
QUESTIONS = {
    "zh": "儿童发热什么时候需要去急诊？",
    "en": "What are the red flags of a fever in a child?",
}
TOKENS = 48  # of an answer
PATIENCE = 600.0  # seconds; loading vLLM on a busy machine takes a minute and more
LINE = re.compile(r"(address|key): (\S+)")


@dataclass(frozen=True)
class Service:
    url: str
    key: str

    def ask(self, question: str) -> dict[str, Any]:
        """The answer, and the record the service keeps of it."""
        asked = [{"role": "user", "content": question}]
        body = {"model": "medloop", "messages": asked, "max_tokens": TOKENS}
        reply = self._json("/v1/chat/completions", body)
        newest = self._json("/v1/conversations?limit=1")["data"][0]["id"]
        turn = self._json(f"/v1/conversations/{newest}")["turns"][-1]
        return {
            "question": question,
            "answer": reply["choices"][0]["message"]["content"],
            "tokens": reply["usage"]["completion_tokens"],
            "evidence": reply["medloop"]["retrieval"]["status"],
            "release": turn["answers"][0]["release"],
        }

    def _json(self, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            return json.load(reply)


@contextmanager
def medloop(release: Path, home: Path, log: Path) -> Iterator[Service]:
    """The service before the release until the end of the block, on a home of its own.

    Raises EndpointError with the end of its log if it does not start.
    """
    environment = {**os.environ, "MEDLOOP_HOME": str(home), "MEDLOOP_PORT": "0"}
    command = [MEDLOOP, "up", "--home", home, "--port", "0", "--model", release]
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, env=environment, text=True
        )
    patience = threading.Timer(PATIENCE, process.kill)
    patience.start()
    try:
        yield Service(**_told(process, log))
    finally:
        patience.cancel()
        process.terminate()
        process.wait()


def _told(process: "subprocess.Popen[str]", log: Path) -> dict[str, str]:
    """The address and the first key, which `up` says once it serves."""
    told: dict[str, str] = {}
    for line in process.stdout or ():
        if found := LINE.fullmatch(line.strip()):
            told["url" if found[1] == "address" else "key"] = found[2]
        if len(told) == 2:
            return told
    tail = log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
    raise EndpointError("medloop did not start:\n" + "\n".join(tail))
