"""How long foretelling a whole year takes for 290 committees; run as python -m tests.benchmarks.bench_rehearsal."""

import sys
import tempfile
import time
from pathlib import Path

from tests.ludvika import settings_for
from tests.many_committees import YEAR_BEGINS, YEAR_ENDS, fill
from tracker.services.recipients import recipients
from tracker.services.reminding import foretell
from tracker.store.migrating import migrate
from tracker.store.opening import opened

COMMITTEES = 290
MEETINGS = 5


def main() -> None:
    """Print the parts and the whole, in seconds of wall time, the median of five."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.sqlite"
        migrate(path)
        settings = settings_for(path)
        with opened(path) as db:
            fill(db, committee_count=COMMITTEES, meetings_each=MEETINGS)
            reading, whole = [], []
            for _ in range(5):
                begun = time.perf_counter()
                recipients(db, settings, YEAR_BEGINS.date())
                reading.append(time.perf_counter() - begun)
                begun = time.perf_counter()
                mails = foretell(db, settings, now=YEAR_BEGINS, until=YEAR_ENDS)
                whole.append(time.perf_counter() - begun)
    sys.stdout.write(
        f"rehearsal of a year, {COMMITTEES} committees with {MEETINGS} meetings and 10 owners each, "
        f"{len(mails)} mails: {sorted(whole)[2]:.2f} s, of which who owes what {sorted(reading)[2]:.2f} s\n"
    )


if __name__ == "__main__":
    main()
