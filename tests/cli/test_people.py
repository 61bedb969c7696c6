"""tracker people, assign and init: who is who."""

from pathlib import Path

import pytest

from tests.cli.running import PEOPLE, Tracker
from tracker.store.opening import opened


def _people(tracker: Tracker) -> dict[str, dict[str, object]]:
    return {each["email"]: each for each in tracker.done("people", "list", "--json").json}


def _events(tracker: Tracker) -> list[str]:
    with opened(tracker.database) as db:
        return [f"{row['action']} {row['noun']}" for row in db.execute("SELECT action, noun FROM event ORDER BY id")]


def _import(tracker: Tracker, content: str | bytes, *more: str) -> str:
    file = Path("people.csv")
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return tracker.done("people", "import", file, *more).out


def test_people_come_in_with_roles_units_and_managers(tracker: Tracker) -> None:
    """A manager may be named before her own row, and in other capitals."""
    people = _people(tracker)
    assert people["anna@kommun.example"]["manager"] == "ebba@kommun.example"
    assert people["anna@kommun.example"]["unit"] == "Vuxna"
    assert people["mats@kommun.example"]["roles"] == [{"role": "secretary", "committee": None}]
    listed = tracker.done("people", "list").out
    assert "nämndsekreterare" in listed
    assert "Anna Åberg" in listed


def test_the_same_file_again_changes_nothing(tracker: Tracker) -> None:
    before = _events(tracker)
    assert _import(tracker, PEOPLE) == "0 nya, 0 ändrade, 4 oförändrade.\n"
    assert _events(tracker) == before


def test_a_known_address_is_brought_up_to_date(tracker: Tracker) -> None:
    """An empty cell leaves what is known; the change is an event."""
    content = "name,email,role,unit,manager email\nAnna Berg,ANNA@kommun.example,manager,,mats@kommun.example\n"
    assert _import(tracker, content) == "0 nya, 1 ändrade, 0 oförändrade.\n"
    anna = _people(tracker)["anna@kommun.example"]
    assert (anna["name"], anna["unit"], anna["manager"]) == ("Anna Berg", "Vuxna", "mats@kommun.example")
    assert _events(tracker)[-1] == "update person"


@pytest.mark.parametrize(
    "content",
    [
        "namn,e-post,roll\nNy Person,ny@kommun.example,ledamot\n",
        "Name;E-mail;Role\r\nNy Person;ny@kommun.example;member\r\n",
        "\ufeffe-postadress\troll\tnamn\nny@kommun.example\tLedamot\tNy Person\n",
        "Ny Person,ny@kommun.example,member,,\n",
        '\n\nnamn,e-post,roll\n"Ny  Person", ny@kommun.example ,ledamot\n\n',
        "namn;e-post;roll;enhet\nNy Person;ny@kommun.example;ledamot;Förskolan\n".encode("cp1252"),
    ],
)
def test_files_as_spreadsheets_write_them(tracker: Tracker, content: str | bytes) -> None:
    """Comma, semicolon or tab; English or Swedish or no header; a byte order mark; Windows text."""
    assert _import(tracker, content) == "1 nya, 0 ändrade, 0 oförändrade.\n"
    person = _people(tracker)["ny@kommun.example"]
    assert (person["name"], person["roles"]) == ("Ny Person", [{"role": "member", "committee": None}])


def test_a_role_may_be_for_one_committee(tracker: Tracker) -> None:
    """And on two rows a person has two roles."""
    content = "namn,e-post,roll\nNy,ny@kommun.example,ledamot\nNy,ny@kommun.example,controller\n"
    committee = "stod-och-larandenamnden"
    _import(tracker, content, "--committee", committee)
    assert _people(tracker)["ny@kommun.example"]["roles"] == [
        {"role": "controller", "committee": committee},
        {"role": "member", "committee": committee},
    ]
    assert f"ledamot ({committee})" in tracker.done("people", "list").out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "Rad 1: filen är tom"),
        ("namn,e-post,roll\n", "Rad 1: filen har en rubrikrad men inga personer"),
        ("namn,telefon,e-post,roll\n", "kolumnen ”telefon” är okänd"),
        ("namn,e-post,namn,roll\n", "kolumnen namn står två gånger"),
        ("namn,enhet\n", "rubrikraden saknar e-post och roll"),
        ("namn,e-post,roll\nA,a@x.se,chef\n,b@x.se,chef\n", "Rad 3: namn saknas"),
        ("namn,e-post,roll\nA,a@x,vd\nB,b,chef\n", "rollen ”vd” finns inte"),
        ("namn,e-post,roll\nA,a@x.se,vd\nB,b b,chef\n", "rad 3: ”b b” är ingen e-postadress"),
        ("namn,e-post,roll,chef\nA,a@x.se,chef,b@x.se\n", "chefen b@x.se finns varken"),
        ("namn,e-post,roll,chef\nA,a@x.se,chef,a@x.se\n", "egen chef"),
        ("namn,e-post,roll\nA,a@x.se,chef\nB,A@x.se,ledamot\n", "heter A på rad 2"),
        ("namn,e-post,roll\nA,a@x.se,chef,mer\n", "fler celler"),
        ('namn,e-post,roll\n"A,a@x.se,chef\n', "citattecknen"),
        ("namn,e-post,roll\n" + "A,a,chef\n" * 9, "och 4 fel till"),
        ("namn,e-post,roll\nA\u200b,a@x.se,chef\n", "är inget namn"),
    ],
)
def test_one_wrong_row_and_nothing_is_saved(tracker: Tracker, content: str, words: str) -> None:
    """The row's number, what is wrong, one line."""
    before = _people(tracker), _events(tracker)
    Path("people.csv").write_text(content, encoding="utf-8")
    assert words in tracker("people", "import", "people.csv").refused()
    assert (_people(tracker), _events(tracker)) == before


def test_assigning_sets_the_owner_once(tracker: Tracker) -> None:
    """With a manager's role in that committee, and an event of it."""
    said = tracker.done("assign", tracker.slug(), "4", "mats@kommun.example").out
    assert said.startswith("Mats Lind ansvarar nu för 4. ")
    before = _events(tracker)
    assert before[-2:] == ["add role person", "assign measure"]
    assert "redan" in tracker.done("assign", tracker.slug(), "4", "mats@kommun.example").out
    assert _events(tracker) == before
    assert "i stället för Mats Lind" in tracker.done("assign", tracker.slug(), "4", "ebba@kommun.example").out


def test_assigning_what_is_not_there(tracker: Tracker) -> None:
    slug = tracker.slug()
    assert "Åtgärder som finns: 1, 1a" in tracker("assign", slug, "9", "anna@kommun.example").refused()
    assert "people import" in tracker("assign", slug, "2", "nobody@kommun.example").refused()
    assert "Planer som finns" in tracker("assign", "other", "2", "anna@kommun.example").refused()


def test_init_makes_the_database_and_its_administrator_once(empty: Tracker) -> None:
    """The link is printed once; a new one is made when it is asked for."""
    words = ("init", "--name", "Eva Ek", "--email", "eva@kommun.example")
    first = empty.done(*words).out
    assert "Ny administratör: Eva Ek, eva@kommun.example." in first
    assert "http://127.0.0.1:8019/sign-in/" in first
    for again in (empty.done(*words).out, empty.done("init").out):
        assert "Administratör: Eva Ek" in again
        assert "/sign-in/" not in again
    assert "/sign-in/" in empty.done("init", "--new-link").out
    assert list(_people(empty)) == ["eva@kommun.example"]
    assert _people(empty)["eva@kommun.example"]["roles"] == [{"role": "administrator", "committee": None}]


def test_init_does_not_make_a_second_administrator(empty: Tracker) -> None:
    empty.done("init", "--name", "Eva Ek", "--email", "eva@kommun.example")
    ran = empty("init", "--name", "Bo Ek", "--email", "bo@kommun.example")
    assert "Eva Ek (eva@kommun.example) är redan administratör" in ran.refused()


def test_init_asks_before_it_makes_anything(empty: Tracker) -> None:
    """Nobody can answer here, so nothing is made."""
    assert "--name" in empty("init").refused()
    assert "--name" in empty("init", "--email", "eva@kommun.example").refused()
    assert empty("init", "--name", " ", "--email", "eva@kommun.example").refused()
    assert empty("init", "--name", "Eva", "--email", "no address").refused()
    assert not empty.database.parent.exists()
    empty.done("init", "--name", "Eva Ek", "--email", "eva@kommun.example")


def test_init_of_a_database_without_an_administrator_says_so(tracker: Tracker) -> None:
    """Bringing an older database up to date must not need a name."""
    assert "Ingen administratör finns än." in tracker.done("init").out
