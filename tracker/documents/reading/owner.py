"""Who answers for a measure, as the document has it."""

import re

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONGEST = 120


def owner_in(text: str) -> tuple[str, str | None]:
    """The name and the address in a text; "" and None where it has none. Of several addresses none is hers.

    >>> owner_in("Eva Ek (eva.ek@kommun.example)"), owner_in("Eva Ek"), owner_in("-")
    (('Eva Ek', 'eva.ek@kommun.example'), ('Eva Ek', None), ('', None))
    """
    addresses = _ADDRESS.findall(text)
    name = re.sub(r"\(\s*\)|<\s*>", " ", _ADDRESS.sub(" ", text))
    name = re.sub(r"\b(?:e-?post|mejl|mail):?\s*$", "", " ".join(name.split()), flags=re.IGNORECASE)
    name = name.strip(" ,;:–-/")
    if not re.search(r"[^\W\d_]", name) or len(name) > _LONGEST:
        name = ""
    return name, addresses[0] if len(addresses) == 1 else None
