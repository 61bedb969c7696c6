"""What becomes public holds no personal identity number."""

import pytest

from tracker.services.public_text import PersonalNumberRefused, public_text


def test_text_is_kept_with_its_paragraphs_and_without_space_around() -> None:
    assert public_text(" Ett.\r\n\r\nTvå.\r ") == "Ett.\n\nTvå."


@pytest.mark.parametrize("number", ["640823-3234", "6408233234", "19640823-3234", "640823+3234", "640823\u22123234"])
def test_a_personal_identity_number_is_refused_with_what_to_do(number: str) -> None:
    with pytest.raises(PersonalNumberRefused, match="Ta bort det"):
        public_text(f"Gäller {number}.")
