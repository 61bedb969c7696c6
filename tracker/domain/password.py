"""What a password may be: long, and not what somebody who knows the person would try first."""

import re

from tracker.domain.words import Sentence, sentence

SHORTEST = 12
LONGEST = 200
_SHORTEST_WORD = 4


def weakness(password: str, *, name: str, email: str) -> Sentence | None:
    """Why it may not be the person's password, as a sentence that says what to do; None where it may.

    >>> str(weakness("Anna Berg 1964 sommar", name="Anna Berg", email="anna.berg@kommun.example"))
    'Lösenordet innehåller ditt namn eller din adress. Välj ord som inte har med dig att göra.'
    >>> weakness("fyra ord utan samband", name="Anna Berg", email="anna.berg@kommun.example")
    """
    if len(password) < SHORTEST:
        return sentence("Lösenordet är för kort. Skriv minst %(n)s tecken, gärna några ord i rad.", n=SHORTEST)
    if len(password) > LONGEST:
        return sentence("Lösenordet är för långt. Skriv högst %(n)s tecken.", n=LONGEST)
    plain = password.casefold()
    hers = {word for word in re.split(r"[\W_]+", f"{name} {email}".casefold()) if len(word) >= _SHORTEST_WORD}
    if any(word in plain for word in hers):
        return sentence("Lösenordet innehåller ditt namn eller din adress. Välj ord som inte har med dig att göra.")
    if len(set(plain)) < SHORTEST // 2:
        return sentence("Lösenordet upprepar för få tecken. Skriv några ord i rad.")
    return None
