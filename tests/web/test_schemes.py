"""Dark differs from light in colours alone, so that the browser tests need not go through all rules twice."""

import re
from pathlib import Path

SHEET = Path(__file__).parents[2] / "tracker" / "web" / "static" / "style.css"
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*?\}\s*)\}", re.DOTALL)


def test_the_dark_scheme_sets_colours_and_nothing_else() -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", "".join(DARK.findall(SHEET.read_text(encoding="utf-8"))))
    assert {selector.strip() for selector, _ in rules} == {":root", ".logo"}
    for selector, declarations in rules:
        names = {each.split(":")[0].strip() for each in declarations.split(";") if each.strip()}
        if selector.strip() == ":root":
            assert all(name.startswith("--") for name in names)
            assert all("#" in each for each in declarations.split(";") if each.strip())
        else:
            assert names == {"background", "padding", "border-radius"}
