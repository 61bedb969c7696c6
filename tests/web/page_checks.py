"""What must hold for every page, checked on the HTML that the test client fetches."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect", "source", "use", "circle"}
BLOCKS = {"br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "label", "li", "option", "p", "td", "th", "title"}
FIELDS = {"input", "select", "textarea"}


@dataclass
class Page(HTMLParser):
    """A page, taken apart."""

    html: str
    title: str = ""
    text: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)
        if tag in BLOCKS:
            self.text += " "
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append((int(tag[1]), ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert tag in self._open, f"</{tag}> closes nothing"
        while self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.title += data
        if self.headings and any(tag in self._open for tag in ("h1", "h2", "h3", "h4", "h5", "h6")):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)

    @property
    def words(self) -> str:
        """The text with every run of white space as one space."""
        return " ".join(self.text.split())

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def check(html: str, language: str = "sv") -> Page:
    """Take a page apart and check that it is sound: title, headings, labels, ids, nothing inline."""
    page = Page(html)
    assert html.startswith("<!doctype html>")
    assert page.all("html")[0]["lang"] == language
    assert page.title.strip().endswith("– Återrapport")
    assert len(page.title.strip()) > len("– Återrapport")
    _check_headings(page)
    _check_labels(page)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids)), f"ids twice: {sorted(each for each in ids if ids.count(each) > 1)}"
    for _, attributes in page.tags:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            for target in attributes.get(name, "").split():
                assert target in ids, f"{name} points at #{target}, which is not there"
    _check_nothing_inline(page)
    return page


def _check_headings(page: Page) -> None:
    assert [level for level, _ in page.headings].count(1) == 1
    assert all(words.strip() for _, words in page.headings)
    before = 0
    for level, words in page.headings:
        assert level <= before + 1, f"heading {words!r} skips a level"
        before = level


def _check_labels(page: Page) -> None:
    labelled = {attributes.get("for") for attributes in page.all("label")}
    for tag, attributes in page.tags:
        if tag in FIELDS and attributes.get("type") != "hidden":
            assert attributes.get("id") in labelled, f"{tag} {attributes.get('name')} has no label"


def _check_nothing_inline(page: Page) -> None:
    """The policy would block it in a browser."""
    for tag, attributes in page.tags:
        assert tag != "style"
        assert tag != "script" or "src" in attributes
        assert "style" not in attributes, f"{tag} is styled inline"
        assert not any(name.startswith("on") for name in attributes), f"{tag} has an inline handler"
        assert not attributes.get("href", "").lower().startswith("javascript:")
