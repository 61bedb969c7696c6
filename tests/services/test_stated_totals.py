"""Every sum that a document states is kept with its plan, and held against its items on the page and in Excel."""

from datetime import date
from pathlib import Path

from tests.drafts import bare
from tests.ludvika import settings_for
from tests.services.editing import NOW
from tracker.documents.reading import read_plan
from tracker.domain.event import PROGRAM
from tracker.services.balances import plan_balance
from tracker.services.draft_balance import draft_balance
from tracker.services.exporting import PlanForm, export_plan
from tracker.services.finding import find_plan
from tracker.services.importing import import_document
from tracker.services.plan_saving import Source
from tracker.store.opening import opened

TEXT = """Åtgärdsplan 2019
Byggnadsnämnden
Underskott per sista mars 2019;5 mnkr

Nr;Åtgärd;Beslutad effekt 2019 (tkr);Prognos 2019 (tkr);Helårseffekt (tkr)
Vägar;;;;
1;Färre hyrbilar;100;90;200
2;Senare plogning;50;50;
;Summa;150;140;210
Park;;;;
3;Färre blommor;30;30;60
;Totalt;180;170;270
"""


def test_every_stated_sum_is_kept_and_compared(database: Path) -> None:
    settings = settings_for(database)
    source = Source("plan.csv", TEXT.encode())
    reading = read_plan(source.content, source.name)
    with opened(database) as db:
        done = import_document(db, source, reading, dry_run=False, actor=PROGRAM, now=NOW)
        assert done.slug is not None
        stated = plan_balance(db, find_plan(db, done.slug), date(2019, 5, 28)).stated
        written = export_plan(db, settings, done.slug, PlanForm.XLSX, now=NOW)
    assert {(each.label, each.computed_kr, each.difference_kr) for each in stated} == {
        ("Summa Vägar, beslutad", 150_000, 0),
        ("Summa Vägar", 140_000, 0),
        ("Summa Vägar, prognos helår 2019", 200_000, 10_000),
        ("Totalt, beslutad", 180_000, 0),
        ("Totalt", 170_000, 0),
        ("Totalt, prognos helår 2019", 260_000, 10_000),
    }
    assert set(draft_balance(reading.draft).stated) == set(stated)
    back = bare(read_plan(written.content, written.name).draft).stated_totals
    assert [(each.label, each.amount, each.period, each.kind, each.numbers) for each in back] == [
        (each.label, each.amount, each.period, each.kind, each.numbers) for each in reading.draft.stated_totals
    ]
