"""Reading what somebody typed in a form, field by field; what is wrong gathers by field and is said in words."""

from collections.abc import Collection, Mapping
from datetime import date

from tracker.domain.amount import Amount
from tracker.domain.money import Unit
from tracker.domain.personal_number import REFUSED, holds_personal_number
from tracker.domain.written_amount import UnreadableAmount, parse_amount
from tracker.language import gettext as _
from tracker.language import spoken, told
from tracker.services.written_days import read_day

LONGEST_LINE = 200
LONGEST_TEXT = 4000
LONGEST_TABLE = 40_000


class FieldProblems(Exception):
    """A form that cannot be saved. problems: by field, what to do about it in the language spoken."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("some fields cannot be saved")
        self.problems = dict(problems)


class FormReading:
    """One form as it was typed. Each method reads a field; finish() raises FieldProblems where any was wrong."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self._typed = typed
        self._problems: dict[str, str] = {}

    def raw(self, name: str) -> str:
        """As it was typed, without space around it; "" where the form has no such field."""
        return self._typed.get(name, "").strip()

    def raw_lines(self, name: str) -> list[str]:
        """Each line as it was typed, with the tabs that it begins with; personal identity numbers are refused."""
        text = self._public(name, _printable(self._typed.get(name, "").replace("\r\n", "\n")), LONGEST_TABLE)
        return text.split("\n")

    def fail(self, name: str, message: str) -> None:
        """The first thing that is wrong with a field is the one that is said."""
        self._problems.setdefault(name, message)

    @property
    def failed(self) -> bool:
        """Whether anything is wrong so far."""
        return bool(self._problems)

    def finish(self) -> None:
        if self._problems:
            raise FieldProblems(self._problems)

    def line(self, name: str, *, needed: str = "", longest: int = LONGEST_LINE) -> str:
        """Text on one line. needed: what to say where it is empty; "" lets it be."""
        text = " ".join(_printable(self.raw(name)).split())
        if not text and needed:
            self.fail(name, needed)
        return self._public(name, text, longest)

    def text(self, name: str, *, longest: int = LONGEST_TEXT) -> str:
        """Text with its line breaks."""
        return self._public(name, _printable(self.raw(name).replace("\r\n", "\n")), longest)

    def day(self, name: str, year: int, *, needed: str) -> date | None:
        """A date as people write it; year is taken where none is written."""
        if not self.raw(name):
            self.fail(name, needed)
            return None
        read = read_day(self.raw(name), year)
        if read.day is None:
            self.fail(name, read.fault)
        return read.day

    def choice(self, name: str, among: Collection[int], *, wrong: str) -> int | None:
        """The id that was chosen; None where the empty choice was."""
        chosen = self.raw(name)
        if not chosen:
            return None
        if not chosen.isdecimal() or int(chosen) not in among:
            self.fail(name, wrong)
            return None
        return int(chosen)

    def amount(self, name: str, unit: Unit, *, needed: str = "") -> Amount | None:
        """What people write for an amount (tracker/domain/written_amount.py); None where the field is empty."""
        written = self.raw(name)
        if not written:
            if needed:
                self.fail(name, needed)
            return None
        try:
            amount = parse_amount(written, unit, spoken())
        except UnreadableAmount as error:
            self.fail(name, told(error.sentence))
            return None
        if amount.low_kr is not None and amount.low_kr < 0:
            self.fail(name, _("Skriv beloppet utan minustecken, och 0 om det inte är något."))
        return amount

    def _public(self, name: str, text: str, longest: int) -> str:
        if len(text) > longest:
            self.fail(name, too_long(text, longest))
        if holds_personal_number(text):
            self.fail(name, _(REFUSED))
        return text


def too_long(text: str, longest: int) -> str:
    """What to do about a text of more than longest characters."""
    return _("Texten är %(length)s tecken lång. Korta den till högst %(longest)s.", length=len(text), longest=longest)


def _printable(text: str) -> str:
    """Without control characters, which come from other programs' clipboards and show as nothing."""
    return "".join(each for each in text if each.isprintable() or each in "\n\t\N{NO-BREAK SPACE}")
