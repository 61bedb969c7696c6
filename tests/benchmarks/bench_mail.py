"""How fast the ledger is delivered, against raw smtplib: python -m tests.benchmarks.bench_mail [owners].

Both send to the same kind of aiosmtpd sink in a process of its own, over one connection. Prints; passes no judgement.
"""

import smtplib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from typing import Any

from jinja2 import Environment
from sqlite_utils import Database

from tests.mailing import SENDER, mail_settings, plan_mails
from tests.smtp_sink import running_sink
from tracker.clock import system_clock
from tracker.domain.delivery import Delivery
from tracker.mail.delivering import Compose, deliver_due
from tracker.mail.message import Composed, message_bytes
from tracker.mail.smtp import SmtpTransport
from tracker.store import deliveries
from tracker.store.migrating import migrate
from tracker.store.opening import opened

OWNERS = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 2900
ROUNDS = 5
MEASURES = [f"Översyn av bemanningen på äldreboendet, avdelning {number}" for number in range(1, 16)]
_jinja = Environment(autoescape=True)
TEXT = Environment(autoescape=False).from_string(  # noqa: S701 (the text part)
    "Hej {{ name }}!\n\nInför socialnämndens sammanträde onsdag 12 juni 2019 väntas dessa återrapporter:\n\n"
    "{% for title in measures %}{{ loop.index }}. {{ title }}\n   Prognos utebliven kostnad: {{ loop.index }},5 mnkr,"
    " pågår, senast rapporterad 15 maj 2019\n{% endfor %}\nLämna dem här: {{ link }}\n"
)
CELL = "padding:8px 12px 8px 0;border-bottom:1px solid #cccccc;vertical-align:top;font-size:16px;line-height:24px"
HTML = _jinja.from_string(
    "<!doctype html><html lang=sv><body style='font-family:sans-serif;max-width:600px'><p>Hej {{ name }}!</p><table>"
    "{% for title in measures %}"
    f"<tr><td style='{CELL}'>{{{{ loop.index }}}}</td>"
    f"<td style='{CELL}'>{{{{ title }}}}<br>"
    "<span style='color:#595959'>pågår, senast rapporterad 15 maj 2019</span></td></tr>\n"
    "{% endfor %}</table><p><a href='{{ link }}'>Skicka återrapport</a></p></body></html>"
)


def rendered(db: Database, delivery: Delivery) -> Composed:
    """A reminder of realistic size out of a template."""
    given = {
        "name": delivery.name,
        "measures": MEASURES,
        "link": f"https://kommun.example/aterrapport/{delivery.id:064}",
    }
    return Composed("Påminnelse: återrapport till socialnämnden 12 juni", TEXT.render(given), HTML.render(given))


@contextmanager
def sink_process() -> Iterator[int]:
    """The port of a sink that runs in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_mail", "sink"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.communicate("")


def serve_until_told() -> None:
    """Be the sink."""
    with running_sink() as sink:
        sink.keep_content = False
        print(sink.port, flush=True)  # noqa: T201
        sys.stdin.read()


def per_second(work: Callable[[], Any]) -> float:
    """Owners a second."""
    began = time.perf_counter()
    work()
    return OWNERS / (time.perf_counter() - began)


def raw(port: int, messages: list[tuple[str, bytes]]) -> None:
    """What smtplib does with finished messages."""
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        for address, content in messages:
            smtp.sendmail(SENDER, [address], content)


def ledger(folder: Path) -> Path:
    """A new database in which every owner has a mail that is due."""
    path = folder / "tracker.sqlite"
    migrate(path)
    plan_mails(path, OWNERS, now=system_clock().now() - timedelta(hours=1))
    return path


def deliver(path: Path, port: int, compose: Compose) -> None:
    """The delivery loop over all that is due."""
    settings = mail_settings(host="127.0.0.1", port=port)
    tally = deliver_due(
        database=path,
        busy_seconds=5,
        transport=SmtpTransport(settings),
        settings=settings,
        clock=system_clock(),
        compose=compose,
    )
    assert tally.sent == OWNERS, tally


def round_of(port: int) -> tuple[float, float]:
    """The ledger with rendering, raw smtplib, and the ledger with prepared texts; each over a new connection.

    The shares of raw smtplib that the ledger reaches, with texts prepared and with rendering.
    """
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        fresh, prepared = ledger(Path(one)), ledger(Path(two))
        before = resident_megabytes()
        with_rendering = per_second(lambda: deliver(fresh, port, rendered))
        after = resident_megabytes()
        with opened(prepared) as db:
            planned = deliveries.all_deliveries(db, limit=OWNERS)
            texts = {each.id: rendered(db, each) for each in planned}
        began = time.perf_counter()
        messages = [
            (each.address, message_bytes(texts[each.id], each, sender_name="Återrapport", sender_address=SENDER))
            for each in planned
        ]
        building = (time.perf_counter() - began) / OWNERS
        plain = per_second(lambda: raw(port, messages))
        with_texts = per_second(lambda: deliver(prepared, port, lambda _, each: texts[each.id]))
        print(  # noqa: T201
            f"{OWNERS} mails of {sum(len(content) for _, content in messages) // OWNERS} bytes: "
            f"raw smtplib {plain:.0f}/s; ledger, texts prepared {with_texts:.0f}/s ({with_texts / plain:.0%}); "
            f"ledger with rendering {with_rendering:.0f}/s ({with_rendering / plain:.0%}); "
            f"building the bytes {building * 1e6:.0f} µs each; peak memory {before} -> {after} MB",
            flush=True,
        )
        return with_texts / plain, with_rendering / plain


def resident_megabytes() -> int:
    """The most memory that this process has had, in MB (Linux counts it in kB)."""
    return getrusage(RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    if sys.argv[1:] == ["sink"]:
        serve_until_told()
    else:
        with sink_process() as port:
            shares = [round_of(port) for _ in range(ROUNDS)]
        print("median shares: " + ", ".join(f"{median(each):.0%}" for each in zip(*shares, strict=True)))  # noqa: T201
