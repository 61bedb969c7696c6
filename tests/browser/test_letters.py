"""Every kind of letter as a mail program shows it: as sound as a page, in light and dark, down to 320 pixels."""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.full_town import LONG_TITLE, LONG_WORD
from tests.browser.sound import check_sound
from tests.ludvika import save_ludvika
from tests.mail.test_every_letter import KINDS, Hostile, letters_of


def test_every_kind_of_letter_is_sound(browser: Browser, migrated: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.sqlite"
    shutil.copy(migrated, plan)
    save_ludvika(plan)
    letters, kinds = letters_of(plan, tmp_path, Hostile("Noor Ek", LONG_TITLE, f"{LONG_WORD}.\n\nTvå personer."))
    assert set(kinds) == KINDS
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    kind = re.compile(r"[\d ]*(?:\S+ ){2}")
    of_each_kind = {kind.match(each["subject"])[0]: each for each in letters}  # type: ignore[index]
    assert len(of_each_kind) >= len(KINDS)
    for letter in of_each_kind.values():
        body = letter.get_body(("html",))
        assert body is not None
        page.set_content(body.get_content())
        check_sound(page, letter["subject"])
    context.close()
