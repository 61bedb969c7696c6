"""What a password may be: long, and not what somebody who knows the person would try first."""

import re

SHORTEST = 12
LONGEST = 200
_SHORTEST_WORD = 4


def weakness(password: str, *, name: str, email: str) -> str:
    """Why it may not be the person's password, as a Swedish sentence that says what to do; "" where it may.

    >>> weakness("Anna Berg 1964 sommar", name="Anna Berg", email="anna.berg@kommun.example")
    'Lösenordet innehåller ditt namn eller din adress. Välj ord som inte har med dig att göra.'
    >>> weakness("fyra ord utan samband", name="Anna Berg", email="anna.berg@kommun.example")
    ''
    """
    if len(password) < SHORTEST:
        return f"Lösenordet är för kort. Skriv minst {SHORTEST} tecken, gärna några ord i rad."
    if len(password) > LONGEST:
        return f"Lösenordet är för långt. Skriv högst {LONGEST} tecken."
    plain = password.casefold()
    hers = {word for word in re.split(r"[\W_]+", f"{name} {email}".casefold()) if len(word) >= _SHORTEST_WORD}
    if any(word in plain for word in hers):
        return "Lösenordet innehåller ditt namn eller din adress. Välj ord som inte har med dig att göra."
    if len(set(plain)) < SHORTEST // 2:
        return "Lösenordet upprepar för få tecken. Skriv några ord i rad."
    return ""
