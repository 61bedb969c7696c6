"""What an administrator has set of the municipality: one row, over the config's values."""

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """ "" and (): as the config says, or none. accent, accent_dark: as #0b5a6b. logo_kind: svg, png or "" for no logo.

    contact: where to turn about accessibility, an e-mail address or a web address.
    """

    name: str = ""
    languages: tuple[str, ...] = ()
    accent: str = ""
    accent_dark: str = ""
    contact: str = ""
    logo_kind: str = ""
    logo_sha256: str = ""


def read(db: Database) -> MunicipalityRow:
    """Empty where nothing has been set."""
    row = db.execute(
        "SELECT name, languages, accent, accent_dark, contact, logo_kind, logo_sha256 FROM municipality"
    ).fetchone()
    if row is None:
        return MunicipalityRow()
    return MunicipalityRow(
        row["name"],
        tuple(row["languages"].split()),
        row["accent"],
        row["accent_dark"],
        row["contact"],
        row["logo_kind"],
        row["logo_sha256"],
    )


def write(db: Database, row: MunicipalityRow) -> None:
    """The logo itself is kept by write_logo."""
    db.execute(
        "INSERT INTO municipality (id, name, languages, accent, accent_dark, contact) VALUES (1, :name, :languages,"
        " :accent, :dark, :contact) ON CONFLICT (id) DO UPDATE SET name = :name, languages = :languages,"
        " accent = :accent, accent_dark = :dark, contact = :contact",
        {
            "name": row.name,
            "languages": " ".join(row.languages),
            "accent": row.accent,
            "dark": row.accent_dark,
            "contact": row.contact,
        },
    )


def write_logo(db: Database, content: bytes | None, *, kind: str, sha256: str) -> None:
    """After write(). content None: there is none."""
    db.execute("UPDATE municipality SET logo = ?, logo_kind = ?, logo_sha256 = ?", (content, kind, sha256))


def logo(db: Database) -> bytes | None:
    row = db.execute("SELECT logo FROM municipality").fetchone()
    return None if row is None else row["logo"]
