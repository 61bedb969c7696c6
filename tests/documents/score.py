"""How well the documents of the corpus are read: what is recognised right, missed and imagined, document by document.

`python -m tests.documents.score` prints the table; tests/documents/test_score.py holds it to its floor.
Every document has its expectation beside it in corpus/<name>.toml: what a person reads in it. questions: what has to be
asked; answers: what she answers, after which nothing may be missed.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tests.documents.corpus_builders import excel, kinds, pdf, word
from tracker.documents.reading import read_plan
from tracker.domain.amount import Amount
from tracker.domain.draft import MeasureDraft, PlanDraft, Reading
from tracker.domain.phasing import Ramp

CORPUS = Path(__file__).parent / "corpus"
HARD = ("amount", "date", "target", "total", "table", "presupposed", "kind", "ramp", "falls_to", "measured", "value")
"""The facts that must never be wrong: figures and dates, and what decides how they are summed."""


@dataclass(frozen=True)
class Fact:
    """One thing that a document says. kind: what sort of thing; name: which; value: what it says."""

    kind: str
    name: str
    value: str

    @property
    def hard(self) -> bool:
        return self.kind in HARD


@dataclass(frozen=True)
class Score:
    """One document's facts."""

    name: str
    right: frozenset[Fact]
    missed: frozenset[Fact]
    imagined: frozenset[Fact]
    reading: Reading

    @property
    def hard_imagined(self) -> frozenset[Fact]:
        return frozenset(each for each in self.imagined if each.hard)


def documents() -> dict[str, Callable[[], bytes]]:
    """Every document of the corpus by its file's name: those that lie there, and those that are built."""
    lying = {file.name: partial(Path.read_bytes, file) for file in sorted(CORPUS.iterdir()) if file.suffix != ".toml"}
    return {**lying, **word.DOCUMENTS, **pdf.DOCUMENTS, **excel.DOCUMENTS, **kinds.DOCUMENTS}


def expectation(name: str) -> dict[str, Any]:
    """What a person reads in the document."""
    return tomllib.loads((CORPUS / name).with_suffix(".toml").read_text(encoding="utf-8"))


def score(name: str, data: bytes, answers: dict[str, str] | None = None) -> Score:
    """Read one document and hold it against its expectation."""
    reading = read_plan(data, name, answers)
    expected, claimed = frozenset(expected_facts(expectation(name))), frozenset(claimed_facts(reading))
    return Score(name, expected & claimed, expected - claimed, claimed - expected, reading)


def expected_facts(expected: dict[str, Any]) -> Iterator[Fact]:
    for field in ("title", "committee", "reference", "year"):
        if field in expected:
            yield Fact(field, "", str(expected[field]))
    yield Fact("kind", "", expected.get("kind", "action_plan"))
    for target in expected.get("targets", ()):
        yield Fact("target", target["as_of"].isoformat(), _expected_amount(target["kr"]))
    for total in expected.get("totals", ()):
        other = total if isinstance(total, dict) else {"kr": total}
        of = " ".join([other.get("of", ""), *other.get("measures", ())]).strip()
        yield Fact("total", of, _expected_amount(other["kr"]))
    for table in expected.get("tables", ()):
        for label, *amounts in table["rows"]:
            for column, kr in zip(table["columns"], amounts, strict=True):
                if kr != "":
                    yield Fact("table", f"{table['title']}/{label}/{column}", _expected_amount(kr))
    for presupposed in expected.get("presupposed", ()):
        yield Fact("presupposed", presupposed.get("measure", ""), _expected_amount(presupposed["kr"]))
    for measure in expected.get("measures", ()):
        yield from _expected_measure(measure, expected.get("dates", ()))


def _expected_measure(measure: dict[str, Any], dates: list[date]) -> Iterator[Fact]:
    number = measure.get("number") or measure["title"]
    yield Fact(measure.get("form", "measure"), number, measure["title"])
    for field in ("owner", "owner_email", "status", "falls_to", "ramp", "measured"):
        if field in measure:
            yield Fact(field, number, measure[field])
    for of, value in measure.get("values", {}).items():
        yield Fact("value", f"{number} {of}", value)
    for effect, kr in measure.get("amounts", {}).items():
        yield Fact("amount", f"{number} {effect}", _expected_amount(kr))
    for day in measure.get("dates", dates):
        yield Fact("date", number, day.isoformat())
    for part in measure.get("parts", ()):
        yield from _expected_measure(part, [])


def claimed_facts(reading: Reading) -> Iterator[Fact]:
    """What the draft says, without the direction of an indicator that is still asked about."""
    draft = reading.draft
    asked = {each.line for each in reading.questions if each.question and each.question.key.startswith("better-")}
    for fact in _claimed_facts(draft):
        unsure = fact.kind == "measured" and any(
            (each.number or each.title) == fact.name and each.line in asked for each in draft.every_measure
        )
        if not unsure:
            yield fact


def _claimed_facts(draft: PlanDraft) -> Iterator[Fact]:
    for field, value in (
        ("title", draft.title),
        ("committee", draft.committee),
        ("reference", draft.reference),
        ("year", str(draft.year or "")),
    ):
        if value:
            yield Fact(field, "", value)
    yield Fact("kind", "", draft.kind.value)
    for target in draft.targets:
        yield Fact("target", target.as_of.isoformat(), _amount(target.amount))
    for total in draft.stated_totals:
        period = f"{total.kind} {total.period}" if total.kind else ""
        yield Fact("total", " ".join([period, *total.numbers]).strip(), _amount(total.amount))
    for table in draft.stated_tables:
        for row in table.rows:
            for column, amount in zip(table.columns, row.cells, strict=True):
                if amount is not None:
                    yield Fact("table", f"{table.title}/{row.label}/{column}", _amount(amount))
    for presupposed in draft.presuppositions:
        yield Fact("presupposed", presupposed.measure_number or "", _amount(presupposed.amount))
    for measure in draft.measures:
        yield from _claimed_measure(measure)


def _claimed_measure(measure: MeasureDraft) -> Iterator[Fact]:
    number = measure.number or measure.title
    yield Fact(measure.form.value, number, measure.title)
    yield from _claimed_details(measure, number)
    if measure.owner:
        yield Fact("owner", number, measure.owner)
    if measure.owner_email:
        yield Fact("owner_email", number, measure.owner_email)
    if measure.status_words:
        yield Fact("status", number, measure.status.value)
    for effect in measure.effects:
        yield Fact("amount", f"{number} {effect.kind} {effect.period}", _amount(effect.amount))
    for day in measure.report_dates:
        yield Fact("date", number, day.isoformat())
    for part in measure.sub_measures:
        yield from _claimed_measure(part)


def _claimed_details(measure: MeasureDraft, number: str) -> Iterator[Fact]:
    """What some kinds have besides amounts. measured: unit, direction, when it is followed up and from when."""
    if measure.falls_to:
        yield Fact("falls_to", number, measure.falls_to)
    for _kind, shape in measure.phasings:
        if isinstance(shape, Ramp):
            figures = (shape.more_each_month, shape.first_month, shape.cap, shape.kr_each_month)
            yield Fact("ramp", number, " ".join(map(str, figures)))
    read = measure.indicator
    if read is not None:
        since = [str(read.measured_from)] if read.measured_from else []
        words = (read.measured, read.better, *read.followed_up, *since)
        yield Fact("measured", number, " ".join(words))
        for said, year, value in read.values:
            written = value.written(read.measured).replace("\u00a0", " ")
            yield Fact("value", f"{number} {said} {year}", written)


def _expected_amount(kr: int | str | list[int]) -> str:
    return f"{kr[0]}–{kr[1]}" if isinstance(kr, list) else str(kr)


def _amount(amount: Amount) -> str:
    if amount.low_kr is None:
        return "unknown"
    figure = f"{amount.low_kr}–{amount.high_kr}" if amount.is_interval else f"{amount.low_kr}"
    return f"ca {figure}" if amount.provisional else figure


def report(scores: list[Score]) -> Iterator[str]:
    """The table, the sums, and every fact that was missed or imagined."""
    yield f"{'':26}{'rätt':>6}{'missat':>8}{'påhittat':>10}{'frågor':>8}{'fel':>5}{'säkerhet':>10}"
    for each in scores:
        reading = each.reading
        errors = sum(finding.severity.value == "error" for finding in reading.findings)
        yield (
            f"{each.name:26}{len(each.right):6}{len(each.missed):8}{len(each.imagined):10}"
            f"{len(reading.questions):8}{errors:5}{reading.confidence:10}"
        )
    right, missed = sum(len(each.right) for each in scores), sum(len(each.missed) for each in scores)
    imagined = sum(len(each.imagined) for each in scores)
    yield f"{f'{len(scores)} dokument':26}{right:6}{missed:8}{imagined:10}"
    hard = sum(fact.hard for each in scores for fact in each.right)
    wrong = sum(len(each.hard_imagined) for each in scores)
    yield f"Belopp och datum: {hard} rätt, {wrong} fel. Igenkänt: {100 * right / (right + missed):.1f} %."
    for each in scores:
        for word_, facts in (("missat", each.missed), ("påhittat", each.imagined)):
            for fact in sorted(facts, key=str):
                yield f"  {each.name}: {word_} {fact.kind} {fact.name} {fact.value}"


def main() -> None:
    scores = [score(name, build()) for name, build in documents().items()]
    print("\n".join(report(scores)))  # noqa: T201 - it is a program


if __name__ == "__main__":
    main()
