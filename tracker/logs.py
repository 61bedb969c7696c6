"""Logging of the programs that run for long: one line an event on stderr, in UTC."""

import logging
import sys
import time


def log_to_stderr() -> None:
    """Our own rooms from INFO on, the delivery loop and the parts from WARNING on: an idle poll says nothing."""
    handler = logging.StreamHandler(sys.stderr)
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("tracker").setLevel(logging.INFO)
    logging.getLogger("tracker.mail").setLevel(logging.WARNING)
    # That a poll is still under way when the next is due is no fault: it is made up for by one.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
