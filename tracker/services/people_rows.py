"""The rows of a CSV file of people, checked one by one."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from tracker.domain.person import Role
from tracker.domain.personal_number import holds_personal_number
from tracker.domain.words import in_swedish, said
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.mail.address import checked_address
from tracker.mail.transport import Unsendable
from tracker.spoken import listed

_COLUMNS = {
    "name": ("name", "namn"),
    "email": ("email", "e-mail", "e-post", "epost", "e-postadress"),
    "role": ("role", "roll"),
    "unit": ("unit", "enhet"),
    "manager": ("manager email", "manager", "manager e-mail", "chefens e-post", "chefens epost", "chef"),
    "language": ("language", in_swedish("språk")),
}
_SWEDISH = {
    "name": said("namn"),
    "email": said("e-post"),
    "role": said("roll"),
    "unit": said("enhet"),
    "manager": said("chefens e-post"),
    "language": said("språk"),
}
_REQUIRED = ("name", "email", "role")
_ROLES = {word: role for role in Role for word in (role.value, role.swedish)} | {
    "admin": Role.ADMINISTRATOR,
    "ekonom": Role.CONTROLLER,
    "sekreterare": Role.SECRETARY,
    "enhetschef": Role.MANAGER,
    in_swedish("nämndledamot"): Role.MEMBER,
    "committee secretary": Role.SECRETARY,
    "committee member": Role.MEMBER,
}
_LANGUAGES = {"sv": "sv", "svenska": "sv", "swedish": "sv", "en": "en", "engelska": "en", "english": "en"}
_SHOWN_FAULTS = 5


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row: who she is and what she is to the committee. line: where it ends in the file (1 is the first line).

    language: "sv", "en" or "" where the row says none.
    """

    line: int
    name: str
    email: str
    role: Role
    unit: str
    manager_email: str
    language: str = ""

    @property
    def key(self) -> str:
        """The address as it is compared."""
        return self.email.lower()


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong on one line of the file, as a phrase."""

    line: int
    words: str


class RowsRefused(Refused):
    """Some rows are wrong, so nothing was saved. faults: all of them, in order of line."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda each: each.line))
        named = [_("rad %(number)s: %(fault)s", number=each.line, fault=each.words) for each in self.faults]
        shown = "; ".join(named[:_SHOWN_FAULTS])
        shown = shown[:1].upper() + shown[1:]
        more = len(self.faults) - _SHOWN_FAULTS
        super().__init__(
            _("Inget sparades. %(faults)s; och %(more)s fel till.", faults=shown, more=more)
            if more > 0
            else _("Inget sparades. %(faults)s.", faults=shown)
        )


def read_rows(text: str) -> list[PersonRow]:
    """Every row of the file. Comma, semicolon or tab between cells; without a header, the columns in the usual order.

    Raises RowsRefused.
    """
    numbered = _cells(text)
    if not numbered:
        raise RowsRefused([RowFault(1, _("filen är tom. Skriv rader med namn, e-post, roll, enhet, chefens e-post"))])
    first_line, first = numbered[0]
    if any("@" in cell for cell in first):
        columns = {name: index for index, name in enumerate(_COLUMNS)}
    else:
        columns = _header(first_line, first)
        numbered = numbered[1:]
    faults: list[RowFault] = []
    rows = [row for line, cells in numbered if (row := _row(line, cells, columns, faults)) is not None]
    seen: dict[str, PersonRow] = {}
    for row in rows:
        other = seen.setdefault(row.key, row)
        if other.name != row.name:
            faults.append(
                RowFault(
                    row.line,
                    _("%(email)s heter %(name)s på rad %(line)s", email=row.email, name=other.name, line=other.line),
                )
            )
    if faults:
        raise RowsRefused(faults)
    if not rows:
        raise RowsRefused([RowFault(first_line, _("filen har en rubrikrad men inga personer"))])
    return rows


def _cells(text: str) -> list[tuple[int, list[str]]]:
    """The lines that hold something, numbered."""
    text = text.removeprefix("\ufeff")
    head = text.lstrip().partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        for cells in reader:
            stripped = [" ".join(cell.split()) for cell in cells]
            if any(stripped):
                rows.append((reader.line_num, stripped))
    except csv.Error as error:
        raise RowsRefused([RowFault(reader.line_num, _("citattecknen går inte ihop"))]) from error
    return rows


def _header(line: int, cells: list[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(cells):
        word = " ".join(cell.lower().replace("_", " ").split())
        name = next((name for name, words in _COLUMNS.items() if word in words), None)
        if name is None and word:
            known = ", ".join(_(each) for each in _SWEDISH.values())
            raise RowsRefused(
                [
                    RowFault(
                        line, _("kolumnen ”%(cell)s” är okänd. Kolumner som finns: %(known)s", cell=cell, known=known)
                    )
                ]
            )
        if name in columns:
            raise RowsRefused([RowFault(line, _("kolumnen %(column)s står två gånger", column=_(_SWEDISH[name])))])
        if name is not None:
            columns[name] = index
    missing = [_(_SWEDISH[name]) for name in _REQUIRED if name not in columns]
    if missing:
        raise RowsRefused([RowFault(line, _("rubrikraden saknar %(missing)s", missing=listed(missing)))])
    return columns


def _row(line: int, cells: list[str], columns: dict[str, int], faults: list[RowFault]) -> PersonRow | None:
    """The row, or None and what is wrong with it in faults."""
    if any(cells[max(columns.values()) + 1 :]):
        faults.append(RowFault(line, _("raden har fler celler än rubrikraden")))
        return None
    values = {name: cells[index] if index < len(cells) else "" for name, index in columns.items()}
    words = [_("%(column)s saknas", column=_(_SWEDISH[name])) for name in _REQUIRED if not values[name]]
    words += [_("%(name)s är inget namn", name=ascii(values["name"]))] if not values["name"].isprintable() else []
    words += [_address_fault(values[name]) for name in ("email", "manager") if values.get(name)]
    role = _ROLES.get(values["role"].lower())
    if role is None and values["role"]:
        known = ", ".join(_(role.swedish) for role in Role)
        words.append(_("rollen ”%(role)s” finns inte. Roller som finns: %(known)s", role=values["role"], known=known))
    if values["email"] and values["email"].lower() == values.get("manager", "").lower():
        words.append(_("personen är sin egen chef"))
    if any(holds_personal_number(values.get(name, "")) for name in ("name", "unit")):
        words.append(_("namnet eller enheten ser ut att innehålla ett personnummer: ta bort det"))
    language = values.get("language", "").lower()
    if language not in ("", *_LANGUAGES):
        words.append(
            _("språket ”%(language)s” finns inte. Språk som finns: svenska, engelska", language=values["language"])
        )
    found = [each for each in words if each]
    if found or role is None:
        faults.extend(RowFault(line, each) for each in found)
        return None
    unit, manager = values.get("unit", ""), values.get("manager", "")
    return PersonRow(line, values["name"], values["email"], role, unit, manager, _LANGUAGES.get(language, ""))


def _address_fault(address: str) -> str:
    try:
        checked_address(address)
    except Unsendable:
        return _("”%(address)s” är ingen e-postadress", address=address)
    return ""
