"""Prometheus metrics. Labels are routes, statuses, engines: never a word of anybody's."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "medloop_requests_total",
            "HTTP requests",
            ("route", "method", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "medloop_request_seconds",
            "Seconds until the whole reply was sent",
            ("route",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.answers = Counter(
            "medloop_answers_total",
            "Answers by how they ended",
            ("status",),
            registry=self.registry,
        )
        self.red_flags = Counter(
            "medloop_red_flags_total",
            "Red flags raised by the screen",
            ("category",),
            registry=self.registry,
        )
        self.active = Gauge(
            "medloop_answers_active", "Answers being written now", registry=self.registry
        )
        self.queued = Gauge(
            "medloop_requests_queued", "Requests waiting for a place", registry=self.registry
        )
        self.unrecorded = Gauge(
            "medloop_writes_waiting", "Writes waiting for a commit", registry=self.registry
        )

    def render(self) -> bytes:
        return generate_latest(self.registry)
