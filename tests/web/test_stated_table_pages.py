"""A document's tables in the browser: pasted in, put right, taken away, and their sums checked."""

import tomllib

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import SLUG, PlanOnFile
from tests.web.conftest import Fetch
from tests.web.editing import fill, review_and_save, send
from tests.web.page_checks import check
from tracker.services.example import EXAMPLES
from tracker.services.example_file import draft_from
from tracker.services.form_reading import FormReading
from tracker.services.written_table import in_text, read_table
from tracker.store import stated_tables
from tracker.store.opening import opened

TABLES = f"/plans/{SLUG}/edit/tables"
PASTED = "\t2019\t2020\r\nLön\t1,5\t2\r\nHyra\t0,5\t\r\n= Summa\t2\t2,5\r\n=1-2 Skillnad\t1\t\u2013"


def test_a_table_is_pasted_put_right_and_taken_away(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    reviewed = check(fill(client, TABLES, title="Budget", table=PASTED).text)
    assert "4 rader och 2 kolumner." in reviewed.words
    assert "2 av 3 summor stämmer." in reviewed.words
    assert send(client, TABLES, reviewed, action="save").status_code == 303
    mine = fetch(f"{TABLES}/1")
    assert "= Summa\t2\t2,5" in mine.html
    assert "=1-2 Skillnad\t1\t\u2013" in mine.html
    right = PASTED.replace("2,5", "2")
    assert review_and_save(client, f"{TABLES}/1", table=right).status_code == 303
    assert "3 av 3 summor stämmer." in fetch(f"/plans/{SLUG}").words
    assert send(client, f"{TABLES}/1", mine, title="Ny").status_code == 404
    with opened(plan.path) as db:
        (table,) = stated_tables.of_plan(db, 1)
        assert [row.label for row in table.rows] == ["Lön", "Hyra", "Summa", "Skillnad"]
        assert table.rows[1].cells[1] is None
    assert client.get(f"{TABLES}/2").status_code == 200
    assert fill(client, f"{TABLES}").status_code == 422
    page = fetch(TABLES)
    token = next(each["value"] for each in page.all("input") if each["name"] == "csrf_token")
    assert client.post(f"{TABLES}/2/remove", data={"csrf_token": token}).status_code == 303
    assert "Planen har inga tabeller" in fetch(TABLES).words


def test_what_is_wrong_in_a_table_is_said_with_its_row(plan: PlanOnFile, client: FlaskClient) -> None:
    for table, said in {
        "Lön 1": "först en rad med kolumnernas namn",
        "Namn\nLön": "Skilj cellerna åt med tabb",
        "\t2019\nLön\tmycket": "Rad 1, Lön:",
        "\t2019\nLön\t1\t2": "fler celler än det finns kolumner",
        "\t2019\nLön\t1\n=7 Summa\t1": "rader som inte finns",
        "\t2019\n\t1": "Rad 1 har inget namn",
        "\t\t2020\nLön\t1\t2": "Ge varje kolumn ett namn",
    }.items():
        answer = fill(client, TABLES, title="Budget", table=table)
        assert answer.status_code == 422, table
        assert said in check(answer.text).words, table


@pytest.mark.parametrize("name", ["lund-2022", "eskilstuna-2024"])
def test_a_table_that_is_shown_as_text_reads_back(app: Flask, name: str) -> None:
    draft = draft_from(tomllib.loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))["plan"])
    assert draft.stated_tables
    with app.test_request_context():
        for table in draft.stated_tables:
            form = FormReading({"table": in_text(table, draft.unit)})
            read = read_table(form, table.title, draft.unit)
            form.finish()
            assert read is not None
            assert read.columns == table.columns
            for row, was in zip(read.rows, table.rows, strict=True):
                assert (row.label, row.addends) == (was.label, was.addends)
                assert [str(each) for each in row.cells] == [str(each) for each in was.cells]
