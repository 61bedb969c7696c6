"""What was read is put right field by field before it is saved; what is left alone stays as it was read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.documents.corpus_builders import pdf
from tests.documents.writing.samples import MUNICIPALITY, STAMP, book
from tests.ludvika import settings_for
from tests.plan_on_file import ANNA, BO, COMMITTEE_SLUG, EVA, PlanOnFile, save_example
from tests.services.editing import NOW, actor, content
from tracker.documents.reading import outline_text, read_plan
from tracker.documents.writing.workbook import plan_xlsx
from tracker.domain.amount import Amount
from tracker.domain.draft import MeasureDraft, PlanDraft
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.status import Status
from tracker.services.finding import find_plan
from tracker.services.meanwhile import Edit
from tracker.services.plan_books import plan_book
from tracker.services.plan_saving import Source
from tracker.services.plan_uploads import NotReady, keep_upload, save_upload, upload_preview
from tracker.services.upload_page import Sent, UploadPreview
from tracker.store import committees, events, plans
from tracker.store.opening import opened

TODAY = date(2019, 5, 28)
TEXT = """Åtgärdsplan 2019, Gatukontoret
Byggnadsnämnden
Dnr BN 2019/7

Underskottet per 2019-03-31 är 4,0 mnkr. Under förutsättning av besparingar genom Vinterlagret med 1,0 mnkr.

1. Färre hyrbilar
Ansvarig: Karin Sand
Prognos utebliven kostnad: 1,2 mnkr
Återrapport 1 Nämnd 2019-06-12
Återrapport 2 Nämnd 2019-09-04

2. Senare plogning
Ansvarig: Anna Berg
Prognos utebliven kostnad: Summa ges efter analysen
- a. Vid busshållplatser
- b. På cykelvägar

3. Vinterlagret
Utebliven kostnad, beslutad: 1,0 mnkr
"""
ONE, TWO, A, B, THREE = "m7", "m13", "m16", "m17", "m19"
JUNE, SEPTEMBER = date(2019, 6, 12), date(2019, 9, 4)


@pytest.fixture
def plan(database: Path) -> PlanOnFile:
    return save_example(database)


@pytest.fixture
def db(plan: PlanOnFile) -> Iterator[Database]:
    with opened(plan.path) as opened_db:
        yield opened_db


def keep(db: Database, plan: PlanOnFile, data: bytes = TEXT.encode(), name: str = "plan.txt") -> int:
    return keep_upload(db, COMMITTEE_SLUG, Source(name, data), person_id=plan.people[EVA], now=NOW)


def look(db: Database, plan: PlanOnFile, upload_id: int, sent: Sent | None = None) -> UploadPreview:
    every, person_id = committees.every(db), plan.people[EVA]
    return upload_preview(
        db, COMMITTEE_SLUG, upload_id, sent or Sent(), person_id=person_id, offered=every, today=TODAY
    )


def typed(
    page: UploadPreview, changes: dict[str, str], answers: dict[str, str] | None = None, settled: str = ""
) -> Sent:
    """What a browser sends of the page where these fields were changed."""
    assert set(changes) <= {*page.typed.values, "committee_id"}
    edit = Edit({**page.typed.values, **changes}, page.typed.read)
    return Sent(answers or {}, edit, frozenset(settled.split()))


def save(db: Database, plan: PlanOnFile, page: UploadPreview) -> PlanDraft:
    """The plan as it is on file after saving."""
    saved = find_plan(db, save_upload(db, page, actor=actor(plan, EVA), now=NOW))
    return plan_book(db, settings_for(plan.path), saved, today=TODAY).draft


def saved_with(
    db: Database, plan: PlanOnFile, changes: dict[str, str], answers: dict[str, str] | None = None
) -> PlanDraft:
    upload_id = keep(db, plan)
    page = look(db, plan, upload_id, typed(look(db, plan, upload_id), changes))
    assert page.problems == {}
    return save(db, plan, page)


def bare(measure: MeasureDraft) -> MeasureDraft:
    """Without where it stood, and without the words that are not kept."""
    return replace(
        measure,
        line=0,
        place="",
        owner="",
        status_words="",
        effects=tuple(replace(each, line=0, place="") for each in measure.effects),
        sub_measures=tuple(bare(each) for each in measure.sub_measures),
    )


def test_what_is_left_alone_is_saved_as_it_was_read(db: Database, plan: PlanOnFile) -> None:
    read, found = read_plan(TEXT.encode(), "plan.txt").draft, saved_with(db, plan, {})
    assert (found.title, found.reference, found.year, found.unit) == (read.title, "BN 2019/7", 2019, Unit.MNKR)
    assert [each.amount for each in found.targets] == [each.amount for each in read.targets]
    assert found.measures[1].effects[0].amount == Amount.unknown("Summa ges efter analysen")
    assert [each.owner_email for each in found.measures] == [None, ANNA, None]
    assert [replace(bare(each), owner_email=None) for each in found.measures] == [bare(each) for each in read.measures]


def test_every_field_of_the_plan_can_be_put_right(db: Database, plan: PlanOnFile) -> None:
    changes = {"title": "Plan för gatorna", "reference": "BN 2019/8", "unit": "tkr"}
    changes |= {"target-0-amount": "4 500 tkr", "target-0-as-of": "30 april"}
    changes |= {"presupposed-0-label": "Lagret", "presupposed-0-amount": "ca 0,9 mnkr"}
    found = saved_with(db, plan, changes)
    assert (found.title, found.reference, found.unit) == ("Plan för gatorna", "BN 2019/8", Unit.TKR)
    assert [(each.as_of, each.amount) for each in found.targets] == [
        (date(2019, 4, 30), Amount.exact(4_500_000, Unit.TKR))
    ]
    assert [(each.label, each.amount, each.measure_number) for each in found.presuppositions] == [
        ("Lagret", Amount.exact(900_000, Unit.MNKR, 1).marked_provisional(), "3")
    ]


def test_every_field_of_a_measure_can_be_put_right(db: Database, plan: PlanOnFile) -> None:
    bo = str(plan.people[BO])
    changes = {f"{ONE}-number": "11", f"{ONE}-title": "Inga hyrbilar", f"{ONE}-forecast-2019": "1-1,5"}
    changes |= {f"{ONE}-owner_id": bo, f"{ONE}-status": "in_progress", f"{ONE}-days": "4/9, 9 oktober"}
    changes |= {f"{TWO}-owner_id": "", f"{TWO}-forecast-2019": "", f"{A}-title": "Vid hållplatser", f"{B}-number": "2c"}
    one, two, three = saved_with(db, plan, changes).measures
    assert (one.number, one.title, one.owner_email, one.status) == ("11", "Inga hyrbilar", BO, Status.IN_PROGRESS)
    assert [each.amount for each in one.effects] == [Amount(1_000_000, 1_500_000, unit=Unit.MNKR, decimals=1)]
    assert one.report_dates == (SEPTEMBER, date(2019, 10, 9))
    assert (two.owner_email, two.effects) == (None, ())
    assert [(each.number, each.title) for each in two.sub_measures] == [
        ("2a", "Vid hållplatser"),
        ("2c", "På cykelvägar"),
    ]
    assert three.number == "3"


def test_what_is_left_out_is_not_saved_and_nothing_points_at_it(db: Database, plan: PlanOnFile) -> None:
    found = saved_with(db, plan, {f"{THREE}-left-out": "1", f"{B}-left-out": "1"})
    assert [each.number for each in found.every_measure] == ["1", "2", "2a"]
    assert [each.measure_number for each in found.presuppositions] == [None]
    other = saved_with_text(db, plan, {"presupposed-0-left-out": "1", "target-0-amount": "", "target-0-as-of": ""})
    assert (other.presuppositions, other.targets) == ((), ())


def saved_with_text(db: Database, plan: PlanOnFile, changes: dict[str, str]) -> PlanDraft:
    """Of a document with one more line, since the same bytes are one plan."""
    upload_id = keep(db, plan, f"{TEXT}\nSlut.\n".encode())
    return save(db, plan, look(db, plan, upload_id, typed(look(db, plan, upload_id), changes)))


def test_a_number_that_was_put_right_is_followed_by_what_points_at_it(db: Database, plan: PlanOnFile) -> None:
    assert saved_with(db, plan, {f"{THREE}-number": "9"}).presuppositions[0].measure_number == "9"


def test_for_another_year_the_document_is_read_again(db: Database, plan: PlanOnFile) -> None:
    text = (
        TEXT.replace("2019-06-12", "12 juni").replace("Åtgärdsplan 2019, ", "Åtgärdsplan ").replace("2019-09-04", "4/9")
    )
    upload_id = keep(db, plan, text.encode())
    page = look(db, plan, upload_id)
    assert not page.can_be_saved
    assert page.year == ""
    found = save(db, plan, look(db, plan, upload_id, Sent({"year": "2020"})))
    assert found.year == 2020
    assert found.measures[0].report_dates == (date(2020, 6, 12), date(2020, 9, 4))
    assert found.measures[0].effects[0].period == Period(2020)


def test_it_can_be_saved_for_another_committee_that_was_offered(db: Database, plan: PlanOnFile) -> None:
    save_example(plan.path, PlanDraft("En plan", "Byggnadsnämnden", 2019), slug="annan")
    other = next(each for each in committees.every(db) if each.name == "Byggnadsnämnden")
    assert saved_with(db, plan, {"committee_id": str(other.id)}).committee == "Byggnadsnämnden"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("title", " ", "Skriv vad planen heter"),
        ("unit", "dollar", "Välj den enhet"),
        ("committee_id", "99", "Välj en nämnd"),
        ("target-0-amount", "mycket", "går inte att läsa som ett belopp"),
        ("target-0-amount", "", "Skriv hur stort det är"),
        ("target-0-as-of", "snart", "Här finns inget datum"),
        ("presupposed-0-amount", "", "Skriv beloppet"),
        (f"{ONE}-number", "2", "Åtgärd 2 finns två gånger"),
        (f"{ONE}-number", "", "Skriv åtgärdens nummer"),
        (f"{ONE}-number", "ett två", "utan mellanrum"),
        (f"{ONE}-title", "", "Skriv vad åtgärden heter"),
        (f"{ONE}-title", "Gäller 640823-3234", "personnummer"),
        (f"{ONE}-forecast-2019", "-1 mnkr", "utan minustecken"),
        (f"{ONE}-forecast-2019", "1.200.3", "kan läsas på flera sätt"),
        (f"{ONE}-owner_id", "99", "Välj någon i listan"),
        (f"{ONE}-status", "klar?", "Välj en av statusarna"),
        (f"{ONE}-days", "12 juni, 31 februari", "Den dagen finns inte"),
        (f"{A}-number", "2b", "Åtgärd 2b finns två gånger"),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_field_and_nothing_typed_is_lost(
    db: Database, plan: PlanOnFile, field: str, value: str, says: str
) -> None:
    upload_id = keep(db, plan)
    before = content(plan.path)
    changes = {f"{TWO}-title": "Något annat", f"{THREE}-decided-2019": "0,8 mnkr", field: value}
    page = look(db, plan, upload_id, typed(look(db, plan, upload_id), changes))
    assert any(says in words for words in page.problems.values()), page.problems
    assert set(page.problems) <= set(page.labels)
    kept = {name: value for name, value in changes.items() if name != "committee_id"}
    assert kept.items() <= page.typed.values.items()
    with pytest.raises(NotReady):
        save_upload(db, page, actor=actor(plan, EVA), now=NOW)
    assert content(plan.path) == before


def test_an_error_is_settled_by_saying_so(db: Database, plan: PlanOnFile) -> None:
    text = TEXT.replace("1,2 mnkr", "1,2 mnkr, därav 0,3 mnkr").replace(
        "är 4,0 mnkr.", "är 4,0 mnkr. Underskottet är 5 mnkr."
    )
    upload_id = keep(db, plan, text.encode())
    page = look(db, plan, upload_id)
    assert [each.finding.line for each in page.faults] == [5, 9]
    assert [each.finding.line for each in page.faults_of(page.fields[0])] == [9]
    target, amount = (each.key for each in page.faults)
    changes = {f"{ONE}-forecast-2019": "1,2 mnkr"}
    assert not look(db, plan, upload_id, typed(page, changes, settled=amount)).can_be_saved
    changes |= {"target-0-amount": "4", "target-0-as-of": "31 mars"}
    given = look(db, plan, upload_id, typed(page, changes, settled=amount))
    assert [each.key for each in given.faults] == [amount], "an amount that was typed settles that there was none"
    without = look(db, plan, upload_id, typed(page, {}, settled=f"{target} {amount}"))
    assert without.can_be_saved
    found = save(db, plan, given)
    assert [each.amount.low_kr for each in found.targets] == [4_000_000]
    assert found.measures[0].effects[0].amount.low_kr == 1_200_000


def test_what_was_put_right_stands_in_the_history(db: Database, plan: PlanOnFile) -> None:
    saved_with(db, plan, {f"{ONE}-forecast-2019": "1,3", f"{ONE}-owner_id": str(plan.people[BO])})
    of_plan = next(each.id for each in plans.every(db) if each.reference == "BN 2019/7")
    event = next(each for each in events.about(db, {"plan": [of_plan]}) if "Åtgärd 1: ansvarig" in each.after)
    assert event.actor == "eva.lind"
    assert event.before == {"Åtgärd 1: ansvarig": "ingen", "Åtgärd 1: prognos 2019": "1,2 mnkr"}
    assert event.after == {"Åtgärd 1: ansvarig": "Bo Ek", "Åtgärd 1: prognos 2019": "1,3"}


def test_what_was_read_stands_beside_where_it_stood(db: Database, plan: PlanOnFile) -> None:
    quotes = look(db, plan, keep(db, plan)).reading.quotes
    assert quotes[9] == "Prognos utebliven kostnad: 1,2 mnkr"
    assert quotes[7] == "Färre hyrbilar"


def test_the_programs_own_workbook_can_be_put_right_as_well(db: Database, plan: PlanOnFile) -> None:
    upload_id = keep(db, plan, plan_xlsx(book(), municipality=MUNICIPALITY, stamp=STAMP), "plan.xlsx")
    page = look(db, plan, upload_id)
    field = next(each for each in page.fields if each.draft.number == "3")
    changes = {field.name("title"): "Stödboende", "title": "En annan plan"}
    found = save(db, plan, look(db, plan, upload_id, typed(page, changes)))
    assert (found.title, found.measures[2].title) == ("En annan plan", "Stödboende")


@pytest.mark.parametrize(("data", "name"), [(TEXT.encode("cp1252"), "plan.txt"), (pdf.long_table(), "plan.pdf")])
def test_out_of_its_kept_outline_a_document_reads_the_same(data: bytes, name: str) -> None:
    assert read_plan(data, name, outlined=outline_text(data, name)) == read_plan(data, name)


def test_more_measures_than_fit_in_a_form_are_saved_as_they_were_read(db: Database, plan: PlanOnFile) -> None:
    rows = "\n".join(f"{number};Åtgärd {number};100" for number in range(1, 300))
    text = f"Åtgärdsplan 2019\n\nUnderskott per sista mars 2019;50 mnkr\n\nNr;Åtgärd;Prognos (tkr)\n{rows}\n"
    upload_id = keep(db, plan, text.encode(), "plan.csv")
    page = look(db, plan, upload_id)
    assert page.fields == ()
    assert len(save(db, plan, look(db, plan, upload_id, typed(page, {"title": "Stor plan"}))).measures) == 299
