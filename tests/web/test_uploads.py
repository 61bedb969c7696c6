"""What may be sent as a file: by whom, how large, of what kind. What is refused is said at its field and not kept."""

import io

import pytest
from flask.testing import FlaskClient

from tests.plan_on_file import COMMITTEE_SLUG, PlanOnFile
from tests.web.page_checks import check
from tests.web.trying import dump, form_token

READ = f"/committees/{COMMITTEE_SLUG}/plans/read"
PLACES = {READ: "document", "/administration/people/import": "file", "/administration/site": "logo"}
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(range(256)) * 20


def send(client: FlaskClient, address: str, content: bytes, name: str = "plan.docx") -> tuple[int, str]:
    """The status and the words of the answer. Packed here, for the test client leaves large files open."""
    fields = {"csrf_token": form_token(client, "/account"), "languages": "sv", "text": ""}
    parts = [f'name="{key}"\r\n\r\n{value}'.encode() for key, value in fields.items()]
    parts.append(f'name="{PLACES[address]}"; filename="{name}"\r\n\r\n'.encode() + content)
    body = b"".join(b"--edge\r\nContent-Disposition: form-data; " + each + b"\r\n" for each in parts) + b"--edge--\r\n"
    answer = client.post(address, data=body, content_type="multipart/form-data; boundary=edge")
    return answer.status_code, check(answer.text).words


@pytest.mark.parametrize("address", PLACES)
def test_a_request_of_more_than_twenty_megabytes_is_not_read(
    plan: PlanOnFile, client: FlaskClient, address: str
) -> None:
    client.get("/account")
    before = dump(plan.path)
    status, words = send(client, address, b"x" * 20_000_001, "plan.txt")
    assert status == 413
    assert "för stort" in words
    assert dump(plan.path) == before


@pytest.mark.parametrize("address", PLACES)
@pytest.mark.parametrize("name", ["plan.exe", "plan.docx", "../../etc/plan.svg", "logo.png"])
def test_a_program_is_refused_whatever_it_is_called(
    plan: PlanOnFile, client: FlaskClient, address: str, name: str
) -> None:
    client.get("/account")
    before = dump(plan.path)
    status, words = send(client, address, PROGRAM, name)
    assert status == 422
    assert "Fel: " in words
    assert dump(plan.path) == before


def test_a_document_and_a_logo_that_are_too_large_say_how_large_they_may_be(
    plan: PlanOnFile, client: FlaskClient
) -> None:
    status, words = send(client, READ, b"Plan 2020\n" * 1_100_000, "plan.txt")
    assert status == 422
    assert "10 MB" in words
    status, words = send(client, "/administration/site", b"\x89PNG\r\n\x1a\n" + b"x" * 200_000, "logo.png")
    assert status == 422
    assert "högst 100 kB" in words


@pytest.mark.parametrize("address", PLACES)
def test_whoever_may_not_send_files_is_turned_away_before_they_are_kept(
    plan: PlanOnFile, clients: dict[str, FlaskClient], address: str
) -> None:
    for who in ("stranger", "member", "manager", "secretary"):
        client = clients[who]
        data = {"csrf_token": form_token(client, "/sign-in"), PLACES[address]: (io.BytesIO(b"Plan"), "plan.txt")}
        before = dump(plan.path)
        assert client.post(address, data=data).status_code in (401, 403)
        assert dump(plan.path) == before
