"""What a follow-up says, the same in mail, on the page, in Word and in PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tracker.documents.writing.content import Block, Items, Letter, Paragraph, Picture, Section, Table, Tone, unofficial
from tracker.documents.writing.kind_words import kind_words
from tracker.documents.writing.plain import plain, plain_paragraphs
from tracker.domain.bridge import gathered
from tracker.domain.kind import PlanKind
from tracker.domain.summary import PlanSummary, Summary, SummaryLine, SummaryTable, SummaryWords
from tracker.language import gettext as _
from tracker.language import speaking
from tracker.spoken import full_date

SectionName = Literal[
    "proposal", "introduction", "summary", "matter", "changes", "economy", "reports", "missing", "signatures"
]
_MOST_DRAWN = 14
"""More than these are drawn together: the picture shares its page with the table that has them all."""
_OF_THE_WHOLE = ("proposal", "introduction", "signatures")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up in the order in which it is read. language: "sv" or "en"."""

    title: str
    committee: str
    held_on: date
    as_of: date
    references: tuple[str, ...]
    sections: tuple[Section, ...]
    language: str

    @property
    def unofficial(self) -> tuple[Section, ...]:
        """What mail and page show of it: all but what makes it a letter to the agenda."""
        return unofficial(self.sections)

    def letter(self, municipality: str) -> Letter:
        """The follow-up as it goes to the agenda."""
        with speaking(self.language):
            form = _("Tjänsteskrivelse")
        return Letter(
            title=self.title,
            municipality=plain(municipality),
            committee=self.committee,
            form=form,
            dated=self.as_of,
            references=self.references,
            sections=self.sections,
            language=self.language,
        )


def follow_up(summary: Summary, wanted: Sequence[SectionName], signatures: Sequence[str] = ()) -> FollowUp:
    """The follow-up with the wanted sections in that order; those of a plan stand together under its title.

    In the language that it was frozen in. signatures: the titles of those who sign, as "Förvaltningschef".
    """
    with speaking(summary.language):
        return _follow_up(summary, wanted, signatures)


def _follow_up(summary: Summary, wanted: Sequence[SectionName], signatures: Sequence[str]) -> FollowUp:
    of_plans = [each for each in wanted if each not in _OF_THE_WHOLE]
    first = min((wanted.index(each) for each in of_plans), default=len(wanted))
    sections: list[Section] = []
    for position, name in enumerate(wanted):
        if position == first:
            sections += _plans(summary, of_plans)
        if name == "proposal":
            sections.append(_proposal(summary))
        elif name == "introduction" and (said := plain_paragraphs(summary.introduction)):
            sections.append(Section("introduction", _("Inledning"), tuple(Paragraph(each) for each in said)))
        elif name == "signatures" and signatures:
            signed = tuple(Paragraph(plain(each), Tone.SIGNATURE) for each in signatures)
            sections.append(Section("signatures", _("Underskrifter"), signed, official=True))
    return FollowUp(
        title=plain(
            _("Uppföljning till %(committee)s %(day)s", committee=summary.committee, day=full_date(summary.held_on))
        ),
        committee=plain(summary.committee),
        held_on=summary.held_on,
        as_of=summary.as_of,
        references=tuple(dict.fromkeys(plain(each.reference) for each in summary.plans if each.reference.strip())),
        sections=tuple(sections),
        language=summary.language,
    )


def _proposal(summary: Summary) -> Section:
    """Worded to be read alone: who decides, on what, and to which meeting it was put."""
    points = tuple(Paragraph(plain(_noted(summary, each))) for each in summary.plans)
    return Section("proposal", _("Förslag till beslut"), points, official=True)


def _noted(summary: Summary, plan: PlanSummary) -> str:
    return _(
        "%(committee)s noterar uppföljningen av %(plan)s till sammanträdet %(day)s.",
        committee=summary.committee,
        plan=_named(plan),
        day=full_date(summary.held_on),
    )


def _named(plan: PlanSummary) -> str:
    if not plan.reference:
        return _("”%(title)s”", title=plan.title)
    return _("”%(title)s” (dnr\u00a0%(reference)s)", title=plan.title, reference=plan.reference)


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
        return _("Tabell %(number)s. %(caption)s", number=self.count, caption=words)


def _words(plan: PlanSummary) -> SummaryWords:
    return plan.words or kind_words(PlanKind.ACTION_PLAN)


def _summary(plan: PlanSummary) -> Section:
    words = _words(plan)
    came = _(
        "%(submitted)s av %(owed)s återrapporter har kommit in.", submitted=len(plan.reported), owed=len(plan.lines)
    )
    sums = (
        Paragraph(words.left, Tone.LABEL),
        Paragraph(plain(plan.gap), Tone.FIGURE),
        Paragraph(plain(" ".join((*_sums(plan, words), plan.gap_change)))),
    )
    reached = (Paragraph(plain(plan.progress)),) if plan.progress else ()
    return Section("summary", _("Sammanfattning"), (*(sums if words.in_money else ()), *reached, Paragraph(came)))


def _sums(plan: PlanSummary, words: SummaryWords) -> Iterator[str]:
    target = plan.the_target.capitalize()
    expected = words.sums_to % {"amount": plan.additional}
    if plan.gap_low_kr is None:
        yield from (_("%(target)s: %(amount)s.", target=target, amount=plan.target), expected)
        return
    yield _("%(target)s är %(amount)s.", target=target, amount=plan.target)
    yield expected
    if words.covers:
        yield words.covers % {"share": plan.coverage}
    if plan.gap_high_kr is not None and plan.gap_high_kr < 0:
        yield _("Det är mer än hela %(the_target)s.", the_target=plan.the_target)


def _matter(summary: Summary, plan: PlanSummary) -> Section:
    followed = _(
        "%(committee)s följer upp ”%(plan)s” till sammanträdet %(day)s. Uppgifterna gäller läget %(as_of)s.",
        committee=summary.committee,
        plan=plan.title,
        day=full_date(summary.held_on),
        as_of=full_date(summary.as_of),
    )
    return Section("matter", _("Ärendet"), (Paragraph(plain(f"{followed} {_words(plan).asked}")),), official=True)


def _changes(plan: PlanSummary) -> Section | None:
    if not plan.since:
        return None
    of_measure: dict[str, list[str]] = {}
    for each in plan.changes:
        words = f"{each.what} {each.after}"
        if each.before:
            words = _("%(what)s från %(before)s till %(after)s", what=each.what, before=each.before, after=each.after)
        of_measure.setdefault(each.measure, []).append(words)
    items = tuple((plain(f"{measure}:"), plain(", ".join(words))) for measure, words in of_measure.items())
    nothing = Paragraph(_("Varken status, belopp eller värden har ändrats."))
    return Section("changes", plain(_("Ändrat %(since)s", since=plan.since)), (Items(items) if items else nothing,))


def _economy(plan: PlanSummary, tables: _Numbers) -> Section | None:
    """None where the plan is not summed in money, states no sum, and has nothing that is measured."""
    words = _words(plan)
    blocks: list[Block] = []
    if plan.bridge:
        rows = tuple((plain(each.label), plain(each.amount)) for each in plan.bridge)
        steps = "; ".join(": ".join(row) for row in rows)
        blocks.append(
            Table(
                caption=tables.caption(
                    _("Från %(the_target)s till %(the_gap)s", the_target=plan.the_target, the_gap=words.the_gap)
                ),
                head=(_("Post"), _("Belopp")),
                rows=rows,
                about=_(
                    "Bryggan från %(the_target)s till %(the_gap)s, en rad för varje %(measure)s som räknas.",
                    the_target=plan.the_target,
                    the_gap=words.the_gap,
                    measure=words.measure,
                ),
                strong=tuple(n for n, each in enumerate(plan.bridge) if each.kind.is_end),
            )
        )
        drawn = tuple(replace(each, label=row[0], amount=row[1]) for each, row in zip(plan.bridge, rows, strict=True))
        drawn = gathered(drawn, _MOST_DRAWN, lambda count: _("%(count)s till, se tabellen", count=count))
        blocks.append(Picture(drawn, _("Bryggan ur tabellen, ritad i skala. %(steps)s.", steps=steps)))
    if plan.presupposed:
        blocks.append(
            Table(
                caption=tables.caption(
                    _("Besparingar som redan är inräknade i %(the_target)s", the_target=plan.the_target)
                ),
                head=(_("Besparing"), _("Belopp")),
                rows=tuple((plain(label[:1].upper() + label[1:]), plain(amount)) for label, amount in plan.presupposed),
                about=_("En rad för varje besparing som %(the_target)s förutsätter.", the_target=plan.the_target),
            )
        )
    blocks += [Paragraph(plain(each), Tone.NOTE) for each in plan.stated]
    for each in plan.tables:
        blocks += _table(each, tables)
    if not blocks and not words.in_money:
        return None
    heading = _("Ekonomi") if words.in_money else _("Mål och utfall")
    return Section("economy", heading, tuple(blocks) or (Paragraph(_("Inga belopp att summera.")),))


def _table(table: SummaryTable, tables: _Numbers) -> Iterator[Block]:
    if table.rows:
        yield Table(
            caption=plain(tables.caption(table.title)),
            head=tuple(map(plain, table.head)),
            rows=tuple(tuple(map(plain, row)) for row in table.rows),
            about=plain(table.title),
            strong=table.strong,
            amounts=len(table.head) - 1,
        )
    yield from (Paragraph(plain(each), Tone.NOTE) for each in table.notes)


def _reports(plan: PlanSummary) -> Section:
    heading = _("Rapporterat (%(submitted)s av %(owed)s)", submitted=len(plan.reported), owed=len(plan.lines))
    nothing = () if plan.reported else (Paragraph(_("Inget har kommit in.")),)
    return Section("reports", heading, nothing, tuple(_report(each, _words(plan).forecast) for each in plan.reported))


def _report(line: SummaryLine, forecast: str) -> Section:
    said = [f"{line.status[:1].upper()}{line.status[1:]}"]
    said += [f"{forecast} {line.forecast}"] if line.forecast else []
    if line.target:
        said.append(_("mål %(value)s", value=line.target))
        said += [_("utfall %(value)s", value=line.outcome)] if line.outcome else []
    else:
        said += [_("utfall hittills %(amount)s", amount=line.outcome)] if line.outcome else []
    unchanged = [_("Oförändrat sedan förra gången.")] if line.unchanged else []
    quoted = list(plain_paragraphs(line.said))
    if quoted:
        begin, end = _("”…”").split("…")
        quoted[0] = f"{begin}{quoted[0]}"
        quoted[-1] = f"{quoted[-1]}{end}"
    return Section(
        "report",
        plain(line.measure),
        (
            Paragraph(plain(line.owner) or _("Ingen ansvarig"), Tone.BYLINE),
            Paragraph(plain(" ".join((f"{', '.join(said)}.", *unchanged)))),
            *(Paragraph(each, Tone.QUOTE) for each in quoted),
        ),
    )


def _missing(plan: PlanSummary) -> Section:
    nobody = _("ingen ansvarig")
    items = tuple((plain(each.measure), f"({plain(each.owner) or nobody})") for each in plan.missing)
    block = Items(items) if items else Paragraph(_("Inget saknas."))
    return Section("missing", _("Saknas (%(count)s)", count=len(plan.missing)), (block,))
