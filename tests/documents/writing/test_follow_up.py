"""What a follow-up says: its sections in the order of the settings, and sentences that hold for what is odd."""

from dataclasses import replace

from tests.documents.writing.samples import line, plan, said, summary
from tracker.documents.writing.content import Section
from tracker.documents.writing.follow_up import follow_up
from tracker.domain.summary import PlanSummary


def headings(sections: tuple[Section, ...]) -> list[str]:
    return [each for section in sections for each in (section.heading, *headings(section.sections))]


def lines(of: PlanSummary) -> list[str]:
    return [text for section in said(summary(of)).sections for text in section.lines]


def test_the_proposal_can_be_read_alone() -> None:
    assert list(said().sections[0].lines) == [
        "Förslag till beslut",
        "Social- och utbildningsnämnden noterar uppföljningen av ”Åtgärdsplan 2019, Social välfärd” "
        "(dnr\xa0SUN 2019/117) till sammanträdet onsdag 12 juni 2019.",
    ]


def test_mail_and_page_leave_out_what_makes_it_a_letter() -> None:
    found = headings(said().unofficial)
    assert found[:4] == [
        "Åtgärdsplan 2019, Social välfärd",
        "Sammanfattning",
        "Ändrat sedan planen beslutades",
        "Ekonomi",
    ]
    assert not {"Förslag till beslut", "Ärendet", "Underskrifter"} & set(found)


def test_the_settings_choose_sections_and_their_order() -> None:
    found = follow_up(summary(plan(title="A"), plan(title="B")), ["missing", "summary", "signatures"], ["Chef"])
    assert headings(found.sections) == [
        "A",
        "Saknas (2)",
        "Sammanfattning",
        "B",
        "Saknas (2)",
        "Sammanfattning",
        "Underskrifter",
    ]


def test_the_secretarys_words_come_where_the_settings_say() -> None:
    found = follow_up(summary(introduction="Ett.\n\nTvå."), ["introduction", "summary"])
    assert list(found.sections[0].lines) == ["Inledning", "Ett.", "Två."]
    assert headings(follow_up(summary(), ["introduction", "summary"]).sections)[0] != "Inledning"


def test_tables_are_numbered_through_all_plans() -> None:
    captions = [each for each in lines(plan()) if each.startswith("Tabell")]
    both = [
        text
        for section in said(summary(plan(), plan())).sections
        for text in section.lines
        if text.startswith("Tabell")
    ]
    assert [each[:9] for each in captions] == ["Tabell 1.", "Tabell 2."]
    assert [each[:9] for each in both] == ["Tabell 1.", "Tabell 2.", "Tabell 3.", "Tabell 4."]


def test_changes_of_one_measure_stand_together() -> None:
    assert "2. Rätten till bistånd: status från ej påbörjad till pågår, prognos 1,0–1,2\xa0mnkr" in lines(plan())


def test_without_a_target_the_sums_are_said_without_a_share() -> None:
    bare = plan(target="inget angivet", gap="kan inte beräknas", gap_low_kr=None, gap_high_kr=None, gap_change="")
    found = lines(replace(bare, bridge=()))
    assert "Underskottet: inget angivet. Åtgärderna väntas ge 1,3–1,5\xa0mnkr + 1 åtgärd utan belopp." in found
    assert not any("täcker" in each and "Det" in each for each in found)


def test_more_than_the_whole_is_said_so() -> None:
    assert any("Det är mer än hela underskottet." in each for each in lines(plan(gap_low_kr=-2, gap_high_kr=-1)))


def test_what_was_said_is_quoted_and_who_said_nothing_is_listed() -> None:
    found = lines(plan())
    assert found[found.index("”Första raden.") + 1] == "Andra raden.”"
    assert "Pågår, prognos 1,2\xa0mnkr. Oförändrat sedan förra gången." in found
    missing = found[found.index("Saknas (2)") + 1 : found.index("Underskrifter")]
    assert [each.partition("(")[2] for each in missing] == ["Anna Berg)", "ingen ansvarig)"]
    of_nobody = lines(plan(lines=(line(1, "Sagt av controllern.", owner=""),)))
    assert "Ingen ansvarig" in of_nobody


def test_a_follow_up_that_was_frozen_before_there_were_bridges_has_none() -> None:
    found = said(summary(plan(bridge=(), presupposed=(), stated=())))
    assert "Inga belopp att summera." in [text for section in found.sections for text in section.lines]
