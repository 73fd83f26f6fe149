"""The health checks of docker-compose.yml, run as they stand against servers of the test."""

import os
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from app import health
from tests.deploy.deployment import services

PORTS = {"app": "8000", "qdrant": "6333", "vllm": "8000"}
PATHS = {"app": "/readyz", "qdrant": "/readyz", "vllm": "/health"}


class Server(ThreadingHTTPServer):
    def __init__(self, status: int) -> None:
        self.status = status
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(BaseHTTPRequestHandler):
    server: Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(status: int, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(status)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def check(name: str, port: int, **environment: str) -> int:
    """The exit status of a service's own check, asked at another port."""
    form, program, flag, script = services()[name]["healthcheck"]["test"]
    assert (form, flag) == ("CMD", "-c")
    if program.startswith("python"):
        program = sys.executable
    script = script.replace("$$", "$").replace(PORTS[name], str(port))
    return subprocess.run(
        [program, "-c", script],
        env={"PATH": os.environ["PATH"], "MEDLOOP_PORT": str(port), **environment},
        stderr=subprocess.DEVNULL,
        timeout=10,
    ).returncode


@pytest.mark.parametrize("name", PORTS)
def test_healthy_is_what_answers_200(name: str) -> None:
    with serving(200) as server:
        assert check(name, server.server_port) == 0
        assert server.asked == [PATHS[name]]


@pytest.mark.parametrize("name", PORTS)
def test_unhealthy_is_what_answers_503_or_nothing(name: str) -> None:
    with serving(503) as server:
        assert check(name, server.server_port) != 0
        assert server.asked == [PATHS[name]]
    assert check(name, server.server_port) != 0


def test_the_app_is_asked_over_tls_when_it_ends_tls_itself(tmp_path: Path) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-subj", "/CN=medloop", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    with serving(200, tls) as server:
        assert check("app", server.server_port, MEDLOOP_TLS_CERT="/tls/cert.pem") == 0
        assert check("app", server.server_port, MEDLOOP_TLS_CERT="") != 0


def test_the_app_answers_where_its_check_asks() -> None:
    assert PATHS["app"] in {getattr(route, "path", None) for route in health.router.routes}
