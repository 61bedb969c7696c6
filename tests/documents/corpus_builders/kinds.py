"""Documents of the corpus that are plans of other kinds than savings, in our own words, built when they are needed."""

from collections.abc import Callable
from io import BytesIO

import docx


def allocation_word() -> bytes:
    """A frame shared out in a table with a full year beside, a part, a reserve, and a ramp told in the text."""
    document = docx.Document()
    document.add_heading("Fördelning av kulturnämndens utökade ram 2023", 0)
    document.add_paragraph("Kulturnämnden")
    document.add_paragraph("Dnr KN 2023/18")
    document.add_heading("Bakgrund", 1)
    document.add_paragraph(
        "Enligt fullmäktiges beslut den 14 december 2022 får Kulturnämnden ett tillskott. Nämnden har för 2023 "
        "tilldelats en utökad ram på 6,4 mnkr. Kommunen fick samtidigt 41 mnkr av staten."
    )
    document.add_heading("Fördelning", 1)
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    for texts in (
        ["Post, mnkr", "2023", "Helår"],
        ["Läsvärdar på biblioteken", "2,0", "3,6"],
        ["Musikskolans köer", "2,4", "2,4"],
        ["varav instrument", "0,4", ""],
        ["Central reserv", "0,5", ""],
        ["Föreningsbidrag", "1,5", "1,5"],
        ["Summa", "6,4", "7,5"],
    ):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.add_heading("Läsvärdar", 1)
    document.add_paragraph(
        "Posten är 2,0 mnkr i år. Varje läsvärd kostar 15 000 kronor i månaden. Vi anställer 4 läsvärdar i mars, 4 "
        "läsvärdar i april och så vidare, tills 20 läsvärdar är på plats."
    )
    document.add_heading("Central reserv", 1)
    document.add_paragraph(
        "Reserven är 0,5 mnkr. Det som inte har använts i november tillförs föreningsbidragen. Outnyttjade medel går "
        "till bidrag till föreningar."
    )
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "allocation_word.docx": allocation_word,
}
