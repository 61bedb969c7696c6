"""The PDFs of the corpus, set by typst when they are needed."""

from collections.abc import Callable

import typst

_PAGE = """
#set page(paper: "a4", header: [Solköpings kommun #h(1fr) Sida #context counter(page).display() av 2],
  footer: [Åtgärdsplan 9 mnkr])
#set text(lang: "sv", size: 11pt, hyphenate: true)
"""


def _pdf(source: str) -> bytes:
    return bytes(typst.compile(source.encode()))


def prose() -> bytes:
    """Two pages of text: words cut at line ends, a page's header and footer, amounts behind a gap."""
    return _pdf(
        _PAGE
        + """
= Åtgärdsplan 2022 för förskolan

Förskolenämnden

== Ärendet
#par(justify: true)[Delårsbokslutet per sista augusti 2022 visar ett underskott på 5,6 mnkr för förskoleverksamheten.
Det beror på vårdnadshavarnas förändrade närvaromönster, bemanningsförutsättningarna och lokalkostnadsutvecklingen
inom barn- och ungdomsverksamheternas samtliga rektorsområden.]

== 1. Gemensam öppning
Avdelningarna öppnar ihop till klockan 8.

Prognos besparing #h(1fr) 1,4 mnkr \\
Återrapport 1 Nämnd 221012 \\
Återrapport 2 Nämnd 221207

#pagebreak()
== 2. Vikariepool
Poolen ersätter 14 timvikarier.#super[1]

Prognos besparing #h(1fr) 0,9–1,1 mnkr \\
Återrapport 1 Nämnd 221012

== 3. Lekplatser
Prognos besparing #h(1fr) ej beräknad \\
Återrapport 1 Nämnd 221207

Summa besparing: 2,3–2,5 mnkr
"""
    )


def long_table() -> bytes:
    """A table that goes on over the page with its head again: a footnote's mark, wrapped words, a merged owner."""
    filler = "\n".join(f"[{n}], [Åtgärd nummer {n} i raden], [Rut Ask], [{n}0], [{n}5]," for n in range(4, 38))
    return _pdf(
        _PAGE
        + f"""
= Ekonomi i balans 2024
Tekniska nämnden

Prognosen per sista mars 2024 visar ett underskott på −21,3 mnkr.

Tabell 2. Belopp i tkr.
#table(columns: (auto, 1fr, auto, auto, auto),
  table.header([Nr], [Åtgärd], [Ansvarig], [Effekt 2024], [Helårseffekt]),
  table.cell(colspan: 5)[Fastigheter],
  [1], [Energibesparingsprogrammets genomförandeorganisation i kommunens verksamhetslokaler],
  table.cell(rowspan: 2)[Hugo Ö], [1 250#super[1]], [2 500],
  [2], [Larm], [(se 1)], [],
  table.cell(colspan: 5)[Gator],
  [3], [Vägbelysning], [Rut Ask], [10,0–15,0], [-],
  {filler}
)
"""
    )


def dates() -> bytes:
    """A landscape table with dates in a column, statuses and a decided amount beside the forecast."""
    return _pdf(
        """
#set page(paper: "a4", flipped: true)
#set text(lang: "sv", size: 10pt)
= Handlingsplan 2025
Kommunstyrelsen

Uppföljningen per den 30 april 2025 visar ett underskott på 2 750 000 kronor.

#table(columns: 6,
  [Åtgärd], [Ansvarig], [Status], [Beslutat belopp (kr)], [Prognos (kr)], [Återrapport],
  [Färre licenser], [It-chefen], [Pågår], [500 000], [450 000], [12 juni 2025 och 4 september 2025],
  [Gemensam växel], [Ola Svan], [Avslutad], [150 000], [150 000], [12 juni 2025],
  [Resepolicy], [-], [Ersatt av 2], [-], [-], [-],
)
"""
    )


def letter() -> bytes:
    """A letter about money that is no plan."""
    return _pdf(
        """
#set text(lang: "sv")
= Svar på remiss
Nämnden för konsumentfrågor tackar för remissen. Förslaget kostar 3,4 mnkr om året, 12 procent mer än i dag, och
berör 27 kommuner.
#table(columns: 3, [Post], [2024], [2025], [Löner], [1 200], [1 300], [Hyror], [300], [310])
"""
    )


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "pdf_prose.pdf": prose,
    "pdf_long_table.pdf": long_table,
    "pdf_dates.pdf": dates,
    "pdf_letter.pdf": letter,
}
