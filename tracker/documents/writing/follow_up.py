"""What a follow-up says, the same in mail, on the page, in Word and in PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tracker.documents.writing.content import Block, Items, Letter, Paragraph, Picture, Section, Table, Tone, unofficial
from tracker.documents.writing.plain import plain, plain_paragraphs
from tracker.domain.dates import full_date
from tracker.domain.summary import PlanSummary, Summary, SummaryLine

SectionName = Literal[
    "proposal", "introduction", "summary", "matter", "changes", "economy", "reports", "missing", "signatures"
]
_OF_THE_WHOLE = ("proposal", "introduction", "signatures")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up in the order in which it is read."""

    title: str
    committee: str
    held_on: date
    as_of: date
    references: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def unofficial(self) -> tuple[Section, ...]:
        """What mail and page show of it: all but what makes it a letter to the agenda."""
        return unofficial(self.sections)

    def letter(self, municipality: str) -> Letter:
        """The follow-up as it goes to the agenda."""
        return Letter(
            title=self.title,
            municipality=plain(municipality),
            committee=self.committee,
            form="Tjänsteskrivelse",
            dated=self.as_of,
            references=self.references,
            sections=self.sections,
        )


def follow_up(summary: Summary, wanted: Sequence[SectionName], signatures: Sequence[str] = ()) -> FollowUp:
    """The follow-up with the wanted sections in that order; those of a plan stand together under its title.

    signatures: the titles of those who sign, as "Förvaltningschef".
    """
    of_plans = [each for each in wanted if each not in _OF_THE_WHOLE]
    first = min((wanted.index(each) for each in of_plans), default=len(wanted))
    sections: list[Section] = []
    for position, name in enumerate(wanted):
        if position == first:
            sections += _plans(summary, of_plans)
        if name == "proposal":
            sections.append(_proposal(summary))
        elif name == "introduction" and (said := plain_paragraphs(summary.introduction)):
            sections.append(Section("introduction", "Inledning", tuple(Paragraph(each) for each in said)))
        elif name == "signatures" and signatures:
            signed = tuple(Paragraph(plain(each), Tone.SIGNATURE) for each in signatures)
            sections.append(Section("signatures", "Underskrifter", signed, official=True))
    return FollowUp(
        title=plain(f"Uppföljning till {summary.committee} {full_date(summary.held_on)}"),
        committee=plain(summary.committee),
        held_on=summary.held_on,
        as_of=summary.as_of,
        references=tuple(dict.fromkeys(plain(each.reference) for each in summary.plans if each.reference.strip())),
        sections=tuple(sections),
    )


def _proposal(summary: Summary) -> Section:
    """Worded to be read alone: who decides, on what, and to which meeting it was put."""
    to_meeting = f"till sammanträdet {full_date(summary.held_on)}"
    points = tuple(
        Paragraph(plain(f"{summary.committee} noterar uppföljningen av {_named(each)} {to_meeting}."))
        for each in summary.plans
    )
    return Section("proposal", "Förslag till beslut", points, official=True)


def _named(plan: PlanSummary) -> str:
    return f"”{plan.title}” (dnr\u00a0{plan.reference})" if plan.reference else f"”{plan.title}”"


def _plans(summary: Summary, wanted: Sequence[str]) -> Iterator[Section]:
    tables = _Numbers()
    for plan in summary.plans:
        of_name = {
            "summary": _summary(plan),
            "matter": _matter(summary, plan),
            "changes": _changes(plan),
            "economy": _economy(plan, tables),
            "reports": _reports(plan),
            "missing": _missing(plan),
        }
        sections = (of_name[each] for each in wanted)
        yield Section("plan", plain(plan.title), sections=tuple(each for each in sections if each is not None))


class _Numbers:
    """Counts the tables of a document."""

    def __init__(self) -> None:
        self.count = 0

    def caption(self, words: str) -> str:
        self.count += 1
        return f"Tabell {self.count}. {words}"


def _summary(plan: PlanSummary) -> Section:
    if plan.gap_low_kr is None:
        sums = f"{plan.the_target.capitalize()}: {plan.target}. Åtgärderna väntas ge {plan.additional}."
    else:
        sums = (
            f"{plan.the_target.capitalize()} är {plan.target}. Åtgärderna väntas ge {plan.additional}. "
            f"Det täcker {plan.coverage}."
        )
    if plan.gap_high_kr is not None and plan.gap_high_kr < 0:
        sums += f" Det är mer än hela {plan.the_target}."
    came = f"{len(plan.reported)} av {len(plan.lines)} återrapporter har kommit in."
    return Section(
        "summary",
        "Sammanfattning",
        (
            Paragraph("Kvar att täcka", Tone.LABEL),
            Paragraph(plain(plan.gap), Tone.FIGURE),
            Paragraph(plain(f"{sums} {plan.gap_change}")),
            Paragraph(came),
        ),
    )


def _matter(summary: Summary, plan: PlanSummary) -> Section:
    text = (
        f"{summary.committee} följer upp ”{plan.title}” till sammanträdet {full_date(summary.held_on)}. Uppgifterna "
        f"gäller läget {full_date(summary.as_of)}. För varje åtgärd har den ansvariga lämnat status, prognos och vad "
        "som har hänt sedan sist."
    )
    return Section("matter", "Ärendet", (Paragraph(plain(text)),), official=True)


def _changes(plan: PlanSummary) -> Section | None:
    if not plan.since:
        return None
    of_measure: dict[str, list[str]] = {}
    for each in plan.changes:
        words = f"{each.what} från {each.before} till {each.after}" if each.before else f"{each.what} {each.after}"
        of_measure.setdefault(each.measure, []).append(words)
    items = tuple((plain(f"{measure}:"), plain(", ".join(words))) for measure, words in of_measure.items())
    nothing = Paragraph("Varken status, prognos eller utfall har ändrats.")
    return Section("changes", plain(f"Ändrat {plan.since}"), (Items(items) if items else nothing,))


def _economy(plan: PlanSummary, tables: _Numbers) -> Section:
    blocks: list[Block] = []
    if plan.bridge:
        rows = tuple((plain(each.label), plain(each.amount)) for each in plan.bridge)
        steps = "; ".join(": ".join(row) for row in rows)
        blocks.append(
            Table(
                caption=tables.caption(f"Från {plan.the_target} till det som är kvar att täcka"),
                head=("Post", "Belopp"),
                rows=rows,
                about=f"Bryggan från {plan.the_target} till gapet, en rad för varje åtgärd som räknas.",
                strong=tuple(n for n, each in enumerate(plan.bridge) if each.kind.is_end),
            )
        )
        drawn = tuple(replace(each, label=row[0], amount=row[1]) for each, row in zip(plan.bridge, rows, strict=True))
        blocks.append(Picture(drawn, f"Bryggan ur tabellen, ritad i skala. {steps}."))
    if plan.presupposed:
        blocks.append(
            Table(
                caption=tables.caption(f"Besparingar som redan är inräknade i {plan.the_target}"),
                head=("Besparing", "Belopp"),
                rows=tuple((plain(label[:1].upper() + label[1:]), plain(amount)) for label, amount in plan.presupposed),
                about=f"En rad för varje besparing som {plan.the_target} förutsätter.",
            )
        )
    blocks += [Paragraph(plain(each), Tone.NOTE) for each in plan.stated]
    return Section("economy", "Ekonomi", tuple(blocks) or (Paragraph("Inga belopp att summera."),))


def _reports(plan: PlanSummary) -> Section:
    heading = f"Rapporterat ({len(plan.reported)} av {len(plan.lines)})"
    nothing = () if plan.reported else (Paragraph("Inget har kommit in."),)
    return Section("reports", heading, nothing, tuple(_report(each) for each in plan.reported))


def _report(line: SummaryLine) -> Section:
    said = [f"{line.status[:1].upper()}{line.status[1:]}"]
    said += [f"prognos {line.forecast}"] if line.forecast else []
    said += [f"utfall hittills {line.outcome}"] if line.outcome else []
    unchanged = " Oförändrat sedan förra gången." if line.unchanged else ""
    quoted = list(plain_paragraphs(line.said))
    if quoted:
        quoted[0] = f"”{quoted[0]}"
        quoted[-1] = f"{quoted[-1]}”"
    return Section(
        "report",
        plain(line.measure),
        (
            Paragraph(plain(line.owner) or "Ingen ansvarig", Tone.BYLINE),
            Paragraph(plain(f"{', '.join(said)}.{unchanged}")),
            *(Paragraph(each, Tone.QUOTE) for each in quoted),
        ),
    )


def _missing(plan: PlanSummary) -> Section:
    items = tuple((plain(each.measure), f"({plain(each.owner) or 'ingen ansvarig'})") for each in plan.missing)
    block = Items(items) if items else Paragraph("Inget saknas.")
    return Section("missing", f"Saknas ({len(plan.missing)})", (block,))
