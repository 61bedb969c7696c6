"""Serving the pages with granian: worker processes with one blocking thread each (DESIGN 8)."""

import logging
import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from tracker.app import create_app
from tracker.clock import parse_now, standing_clock, system_clock
from tracker.config import Settings, load_settings
from tracker.listening import check_address
from tracker.services.example_time import example_clock_of

_STOPPING_SECONDS = 2


def application() -> Flask:
    """The application of one worker, from TRACKER_CONFIG, TRACKER_DATABASE and TRACKER_NOW, which serve() has set."""
    _end_with_server()
    settings = load_settings()
    now = os.environ.get("TRACKER_NOW")
    clock = standing_clock(parse_now(now)) if now else example_clock_of(settings) or system_clock()
    return create_app(settings, clock)


def serve(settings: Settings, *, config: Path | None, now: str | None, when_ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT. config and now: what was said on the command line, for the workers.

    Raises ConfigError where the address cannot be used.
    """
    check_address(settings.web.host, settings.web.port)
    os.environ["TRACKER_DATABASE"] = str(settings.database.path)
    for name, value in (("TRACKER_CONFIG", config), ("TRACKER_NOW", now)):
        if value is not None:
            os.environ[name] = str(value)
    # Not forked: the server has threads by the time that it starts a worker again.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "tracker.serving:application",
        factory=True,
        interface=Interfaces.WSGI,
        address=settings.web.host,
        port=settings.web.port,
        workers=settings.web.workers,
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOPPING_SECONDS,
        log_level=LogLevels.warning,
        websockets=False,
    )
    # It writes its log to stdout; ours goes to stderr, all of it.
    logging.getLogger("_granian").handlers = logging.getLogger().handlers
    server.on_startup(when_ready)
    server.serve()


def _end_with_server() -> None:
    """A worker must not outlive the server that started it, also where that was killed."""
    server = parent_process()
    if server is not None:
        threading.Thread(target=lambda: (wait([server.sentinel]), os._exit(1)), name="lifeline", daemon=True).start()
