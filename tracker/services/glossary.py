"""The words of the pages with their meaning, in plain language (DESIGN 2)."""

from dataclasses import dataclass

from tracker.domain.status import Status
from tracker.domain.words import said


@dataclass(frozen=True, slots=True)
class Word:
    """Both are translated where they are shown; the Swedish word stays beside its translation, as documents have it."""

    key: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Chapter:
    key: str
    heading: str
    words: tuple[Word, ...]
    lead: str = ""


_STATUS = {
    Status.NOT_STARTED: said("Arbetet har inte börjat."),
    Status.IN_PROGRESS: said("Arbetet är i gång."),
    Status.DONE: said("Arbetet är klart."),
    Status.DELAYED: said("Arbetet blir klart senare än det var tänkt."),
    Status.PAUSED: said("Arbetet vilar."),
    Status.CANCELLED: said("Åtgärden blir inte av. Den finns kvar i planen men räknas inte."),
    Status.REPLACED: said("En annan åtgärd har kommit i stället. Den gamla räknas inte."),
}

GLOSSARY = (
    Chapter(
        "committee-and-plan",
        said("Nämnden och planen"),
        (
            Word(
                "committee",
                said("Nämnd"),
                said("De förtroendevalda som svarar för en del av kommunen, till exempel skola eller omsorg."),
            ),
            Word(
                "meeting",
                said("Sammanträde"),
                said("Ett av nämndens möten. Till det hör ett manusstopp och en dag då uppföljningen skickas."),
            ),
            Word("deadline", said("Manusstopp"), said("Sista dagen att lämna återrapporter till ett sammanträde.")),
            Word(
                "plan",
                said("Plan"),
                said(
                    "Det som nämnden har beslutat för ett år: en åtgärdsplan, en fördelning, behov och prioriteringar "
                    "eller en verksamhetsplan."
                ),
            ),
            Word(
                "measure",
                said("Åtgärd"),
                said("Något som ska göras enligt planen. Den har ett nummer och en ansvarig, och kan ha delar."),
            ),
            Word(
                "owner",
                said("Ansvarig"),
                said("Den som har hand om en åtgärd och återrapporterar den, oftast en enhetschef."),
            ),
            Word("substitute", said("Ersättare"), said("Den som återrapporterar medan den ansvariga är borta.")),
        ),
    ),
    Chapter(
        "money",
        said("Pengarna"),
        (
            Word(
                "target",
                said("Underskott"),
                said(
                    "Det som saknas i nämndens budget enligt prognosen, per ett visst datum. Kommer en ny prognos "
                    "gäller den, och de äldre finns kvar att läsa."
                ),
            ),
            Word(
                "gap",
                said("Kvar att täcka"),
                said(
                    "Underskottet minus det som åtgärderna väntas ge, plus det av förutsatta besparingar som inte "
                    "blir av. Det kallas också gapet."
                ),
            ),
            Word(
                "effect",
                said("Effekt"),
                said(
                    "Vad en åtgärd är värd i pengar under en period: beslutad, som prognos, som utfall eller som "
                    "bekräftat utfall."
                ),
            ),
            Word("forecast", said("Prognos"), said("Vad den ansvariga räknar med att åtgärden ger under året.")),
            Word("outcome", said("Utfall"), said("Vad åtgärden har gett hittills, enligt den ansvariga.")),
            Word("confirmed", said("Bekräftat utfall"), said("Ett utfall som controllern har kontrollerat.")),
            Word("full-year", said("Helårseffekt"), said("Vad åtgärden ger under ett år då den verkar alla månader.")),
            Word(
                "amount",
                said("Belopp"),
                said(
                    "Ett exakt tal, ett intervall, eller något som inte är känt än. Ett okänt belopp räknas aldrig "
                    "som noll: summan säger hur många som saknas."
                ),
            ),
            Word("provisional", said("Preliminär"), said("Om ett belopp som räknas med men ännu är osäkert.")),
            Word(
                "presupposition",
                said("Förutsättning"),
                said(
                    "En besparing som underskottet redan räknar med. Den täcker därför inget mer, men blir den inte "
                    "av växer det som är kvar att täcka."
                ),
            ),
            Word("units", said("Tkr och mnkr"), said("Tusen kronor och miljoner kronor.")),
        ),
    ),
    Chapter(
        "other-kinds",
        said("Andra slags planer"),
        (
            Word(
                "allocation",
                said("Fördelning"),
                said("En plan som delar ut en ram på poster. Det som inte är utdelat än är kvar att fördela."),
            ),
            Word(
                "needs",
                said("Behov"),
                said("Det som en verksamhet begär pengar till. Det som begärs är äskat, det som beslutas är beviljat."),
            ),
            Word(
                "operational-plan",
                said("Verksamhetsplan"),
                said("Mål och aktiviteter för ett år. De följs med indikatorer och summeras inte i pengar."),
            ),
            Word(
                "indicator",
                said("Indikator"),
                said("Det som ett mål mäts med: ett målvärde, och utfallet år för år."),
            ),
        ),
    ),
    Chapter(
        "reporting",
        said("Återrapporter och uppföljning"),
        (
            Word(
                "report",
                said("Återrapport"),
                said("Svaret om en åtgärd till ett sammanträde: status, prognos, utfall och några meningar."),
            ),
            Word(
                "unchanged",
                said("Oförändrat"),
                said("En återrapport som säger att inget har hänt sedan förra gången."),
            ),
            Word(
                "reminder",
                said("Påminnelse"),
                said(
                    "Ett brev till den som har något att återrapportera. Länken i det öppnar formuläret utan lösenord."
                ),
            ),
            Word(
                "summary",
                said("Uppföljning"),
                said(
                    "Läget i planen till ett sammanträde: vad som har ändrats, hur långt pengarna räcker och vad de "
                    "ansvariga har svarat."
                ),
            ),
            Word(
                "freeze",
                said("Frysa"),
                said(
                    "Att spara uppföljningen så som den är. Den ändras aldrig: behöver den rättas görs en ny version "
                    "som säger varför, och den äldre finns kvar."
                ),
            ),
            Word(
                "delivery",
                said("Utskick"),
                said(
                    "Ett brev som programmet har skickat eller ska skicka: till vem, varför, när och om det kom fram."
                ),
            ),
            Word(
                "event",
                said("Händelse"),
                said("En anteckning om vem som gjorde vad och när. Händelser tas aldrig bort."),
            ),
        ),
    ),
    Chapter(
        "status",
        said("Status"),
        tuple(Word(f"status-{each.value}", each.swedish, _STATUS[each]) for each in Status),
        said(
            "Status säger hur långt en åtgärd har kommit och inget om pengarna: den kan vara genomförd och ändå ge "
            "mindre än väntat."
        ),
    ),
)
