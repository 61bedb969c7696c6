"""Follow-ups and plans to write: an ordinary one, a large one, and one whose every text is hostile."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tests.plan_on_file import ludvika
from tracker.config import load_settings
from tracker.documents.plan_book import BookEffect, BookReport, BookValue, PlanBook, numbered_rows
from tracker.documents.writing.follow_up import FollowUp, follow_up
from tracker.domain.bridge import BridgeStep, StepKind
from tracker.domain.change import Change
from tracker.domain.draft import PlanDraft
from tracker.domain.summary import PlanSummary, Summary, SummaryLine

STAMP = datetime(2019, 6, 5, 5, 30, tzinfo=UTC)
MUNICIPALITY = "Exempelkommunen"
SECTIONS = load_settings(environment={}).documents.sections
HOSTILE = (
    "<script>alert(1)</script>",
    '#import "x.typ" $ x^2 $ *b* _i_ @ref `raw` // c \\ #sys.inputs',
    "]]></w:t><w:br/>&lt;&amp;&#0;{{ 7 * 7 }}{% raw %}",
    "\x00\x07\x1b[31m\ufffe\ud800 och\u202e bakvänt\u200b",
    "x" * 4000,
    "En familj \N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL} och \N{GRINNING FACE}, مرحبا, 漢字, \ue000",
    '=HYPERLINK("http://x")',
)


def step(kind: StepKind, label: str, amount: str, *kr: int) -> BridgeStep:
    return BridgeStep(kind, label, amount, kr[0] if kr else None, kr[-1] if kr else None)


def line(number: int, said: str = "", *, reported: bool = True, **changed: Any) -> SummaryLine:
    measure = f"{number}. Åtgärd om verksamhetsområdesövergripande lokalförsörjning, del {number}"
    ordinary = SummaryLine(measure, "Anna Berg", "pågår", "1,2\xa0mnkr", "0,3\xa0mnkr", said, reported)
    return replace(ordinary, **changed)


def plan(**changed: Any) -> PlanSummary:
    ordinary = PlanSummary(
        slug="plan",
        title="Åtgärdsplan 2019, Social välfärd",
        the_target="underskottet",
        target="29,9\xa0mnkr",
        additional="1,3–1,5\xa0mnkr + 1 åtgärd utan belopp",
        coverage="4,3–5,0\xa0%",
        gap="28,4–28,6\xa0mnkr",
        gap_change="Gapet har minskat med 0,4\xa0mnkr sedan planen beslutades.",
        gap_low_kr=28_400_000,
        gap_high_kr=28_600_000,
        since="sedan planen beslutades",
        presupposed=(("Ludvikamodellen", "5,5\xa0mnkr"),),
        stated=("Dokumentet anger 2,3\xa0mnkr (Summa), men posterna ger 2,5\xa0mnkr: skillnaden är −0,2\xa0mnkr.",),
        changes=(
            Change("2. Rätten till bistånd", "status", "ej påbörjad", "pågår"),
            Change("2. Rätten till bistånd", "prognos", "", "1,0–1,2\xa0mnkr"),
        ),
        lines=(
            line(2, "Första raden.\n\nAndra raden."),
            line(3, unchanged=True, outcome=""),
            line(4, reported=False),
            line(5, reported=False, owner=""),
        ),
        bridge=(
            step(StepKind.TARGET, "Underskott", "29,9\xa0mnkr", 29_900_000),
            step(StepKind.MEASURE, "2. Rätten till bistånd", "−1,0 till −1,2\xa0mnkr", -1_200_000, -1_000_000),
            step(StepKind.MEASURE, "4. Vuxenplaceringar", "Summa ges efter analysen"),
            step(StepKind.MEASURE, "5. Placeringar", "−0,3\xa0mnkr, preliminärt", -300_000),
            step(StepKind.GAP, "Kvar att täcka", "28,4–28,6\xa0mnkr", 28_400_000, 28_600_000),
        ),
        reference="SUN 2019/117",
    )
    return replace(ordinary, **changed)


def summary(*plans: PlanSummary, **changed: Any) -> Summary:
    ordinary = Summary(
        committee="Social- och utbildningsnämnden",
        committee_slug="social-och-utbildningsnamnden",
        held_on=date(2019, 6, 12),
        as_of=date(2019, 6, 5),
        plans=plans or (plan(),),
    )
    return replace(ordinary, **changed)


def hostile() -> Summary:
    """Every text that somebody else can write is one that means something to some format."""
    lines = tuple(
        line(number, f"{text}\n{text}", measure=f"{number}. {text}", owner=text) for number, text in enumerate(HOSTILE)
    )
    return summary(
        plan(
            title=" ".join(HOSTILE),
            lines=lines,
            changes=tuple(Change(text, "status", text, text) for text in HOSTILE),
            bridge=(*plan().bridge[:-1], *(step(StepKind.MEASURE, text, text, -1) for text in HOSTILE)),
            presupposed=tuple((text, text) for text in HOSTILE),
            stated=HOSTILE,
            reference=HOSTILE[1],
        ),
        committee=f"Nämnden {HOSTILE[0]}{HOSTILE[2]}",
        introduction="\n".join(HOSTILE),
    )


def large(measures: int = 25) -> Summary:
    """A plan of many measures, each with a page-filling text."""
    text = (
        "Handläggningen har ändrats så att varje ansökan prövas av två personer, och uppföljningen visar effekt. " * 18
    )
    lines = tuple(line(number, text) for number in range(1, measures + 1))
    steps = tuple(
        step(StepKind.MEASURE, each.measure, f"−{number},0\xa0mnkr", -number * 1_000_000)
        for number, each in enumerate(lines, 1)
    )
    target = step(StepKind.TARGET, "Underskott", "400,0\xa0mnkr", 400_000_000)
    gap = step(StepKind.GAP, "Kvar att täcka", "75,0\xa0mnkr", 75_000_000)
    return summary(plan(lines=lines, bridge=(target, *steps, gap)))


def said(of: Summary | None = None) -> FollowUp:
    return follow_up(of or summary(), SECTIONS, ("Förvaltningschef", "Verksamhetschef"))


def book(draft: PlanDraft | None = None, **changed: Any) -> PlanBook:
    """The plan (else Ludvika's) with its effects as history and its reports to come."""
    draft = draft or ludvika()
    rows = list(numbered_rows(draft))
    ordinary = PlanBook(
        draft=draft,
        as_of=date(2019, 6, 1),
        owners={"anna.berg@kommun.example": "Anna Berg"},
        effects=tuple(
            BookEffect(row, each.kind, each.period, each.amount, date(2019, 3, 31), each.label)
            for row, _, measure in rows
            for each in measure.effects
        ),
        reports=tuple(BookReport(row, day) for row, _, measure in rows for day in measure.report_dates),
        values=tuple(
            BookValue(row, said, year, value, date(2019, 3, 31))
            for row, _, measure in rows
            if measure.indicator
            for said, year, value in measure.indicator.values
        ),
    )
    return replace(ordinary, **changed)
