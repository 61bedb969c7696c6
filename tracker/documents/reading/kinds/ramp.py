"""A ramp told in words: so many more each month from a month, so much a month each, up to a number (DESIGN 3.6)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.chapters import Chapter
from tracker.documents.reading.kinds.details import Said, said_in
from tracker.documents.reading.kinds.posts import decided_in
from tracker.documents.reading.mentions import mentions
from tracker.documents.reading.written_date import MONTH, MONTHS
from tracker.domain.amount import Amount
from tracker.domain.draft import MeasureDraft
from tracker.domain.effect import EffectKind
from tracker.domain.phasing import Ramp
from tracker.domain.words import sentence
from tracker.domain.written_amount import UnreadableAmount

_EACH_MONTH = re.compile(r" ?(?:per|i|/) ?(?:månad(?:en)?|mån\b)", re.IGNORECASE)
_STEP = re.compile(
    rf"(?<![\d,.])(?P<count>\d{{1,4}}) (?:[^\W\d]\w*,? ){{1,8}}?(?:i|från(?: och med)?|from|fr\.?o\.?m\.?)"
    rf" (?P<month>{MONTH})\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\bosv\b|\boch så vidare|\bdärefter\b|(?:varje|per|i) månad(?:en)?\b|\bmånadsvis\b|\betc\b", re.IGNORECASE
)
_CAP = re.compile(
    r"\b(?:för|till|tills|högst|max|maximalt|sammanlagt|totalt|upp till)(?: det är)? (?P<count>\d{1,5})"
    r" (?!procent|kr|tkr|mnkr|mkr|miljon)(?P<noun>[^\W\d]\w{3,})",
    re.IGNORECASE,
)
_MONTHS = 12


def with_ramp(post: MeasureDraft, chapter: Chapter, year: int, findings: Findings) -> MeasureDraft:
    """The post with the ramp that its chapter tells; a ramp that is told but not surely understood is said.

    Sure is a ramp with one number a month, one beginning and one price, whose end costs in a full year what the
    document says that it does.
    """
    said = list(said_in(chapter))
    prices = {each.low_kr for one in said for each in _prices(one.text) if each.low_kr}
    steps = [found for one in said for found in _steps(one)]
    if not prices or not steps:
        return post
    line = steps[0][2]
    ramp = _only(prices, steps, _caps(said), _full_year(post))
    if ramp is None:
        findings.warning(
            line,
            sentence(
                "Texten om ”%(title)s” beskriver en upptrappning månad för månad, men siffrorna gick inte att läsa "
                "säkert. Skriv in den när planen är sparad.",
                title=post.title,
            ),
        )
        return post
    own, gives = decided_in(post, year), Amount.exact(sum(ramp.months))
    if own is not None and own.low_kr != gives.low_kr:
        written = own.unit
        findings.warning(
            line,
            sentence(
                "Upptrappningen i texten ger %(computed)s under %(year)s, men dokumentet anger %(stated)s. Båda "
                "sparas; kontrollera vilken som gäller.",
                computed=Amount.exact(gives.low_kr or 0, written),
                year=year,
                stated=own,
            ),
        )
    return replace(post, phasings=((EffectKind.DECIDED, ramp),))


def _only(prices: set[int], steps: list[tuple[int, int, int]], caps: set[int], full_year: int | None) -> Ramp | None:
    counts = {count for count, _, _ in steps}
    if len(prices) != 1 or len(counts) != 1 or full_year is None:
        return None
    price, count = prices.pop(), counts.pop()
    fitting = [cap for cap in caps if cap * price * _MONTHS == full_year and cap >= count]
    if len(fitting) != 1:
        return None
    return Ramp(
        more_each_month=count, first_month=min(month for _, month, _ in steps), cap=fitting[0], kr_each_month=price
    )


def _prices(text: str) -> Iterator[Amount]:
    """What is paid a month."""
    for each in mentions(text):
        if _EACH_MONTH.match(text, each.end):
            try:
                yield each.amount()
            except UnreadableAmount:
                continue


def _steps(said: Said) -> list[tuple[int, int, int]]:
    """How many more, in which month (1 to 12), and the line; of a sentence that says that it goes on so."""
    found = [
        (int(each["count"]), MONTHS.index(each["month"].lower()) + 1, said.line) for each in _STEP.finditer(said.text)
    ]
    goes_on = _GOES_ON.search(said.text) is not None
    in_turn = all(after[1] == before[1] + 1 for before, after in pairwise(found))
    return found if found and goes_on and in_turn else []


def _caps(said: list[Said]) -> set[int]:
    return {int(found["count"]) for one in said for found in _CAP.finditer(one.text)}


def _full_year(post: MeasureDraft) -> int | None:
    return next((each.amount.low_kr for each in post.effects if each.period.full_year), None)
