"""Where somebody was on her way to before she signed in: a path of ours, and never another site."""

from flask import request

_LONGEST = 500


def local_path(path: str | None) -> str:
    """The path where it is one of ours, else "".

    Browsers take backslashes for slashes and drop tabs and line breaks, so that neither may hide a second slash.

    >>> local_path("/plans/social?status=done"), local_path("//evil.example"), local_path("/\\\\evil.example")
    ('/plans/social?status=done', '', '')
    >>> local_path("https://evil.example/"), local_path("/\\t/evil.example"), local_path("/sign-in")
    ('', '', '')
    """
    if path is None or len(path) > _LONGEST or not path.isprintable() or "\\" in path:
        return ""
    if not path.startswith("/") or path.startswith(("//", "/sign-in", "/sign-out")):
        return ""
    return path


def this_page() -> str:
    """The path of the request, to come back to; "" where it is not one that can be fetched again."""
    if request.method not in ("GET", "HEAD"):
        return ""
    return local_path(request.full_path.rstrip("?"))
