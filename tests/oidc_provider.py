"""A provider of OpenID Connect on loopback (oidc-provider-mock), whose answers a test can change on their way."""

import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import requests
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import run_wsgi_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it uses parts of Authlib that are on their way out
    import oidc_provider_mock

Change = Callable[[bytes], tuple[int, bytes]]


class _Quiet(WSGIRequestHandler):
    def log(self, *_args: Any, **_more: Any) -> None:
        """Nothing: requests hold codes."""


@dataclass
class Provider:
    """url: its issuer. changes: by path, what is made of an answer's body."""

    url: str = ""
    changes: dict[str, Change] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def answer(self, authorization_url: str, subject: str = "", *, deny: bool = False) -> str:
        """What somebody does over there; the address that her browser is sent back to."""
        data = {"action": "deny"} if deny else {"sub": subject}
        response = requests.post(authorization_url, data=data, allow_redirects=False, timeout=10)
        return response.headers["Location"]


@contextmanager
def running_provider(people: Iterable[tuple[str, dict[str, object]]], *, token_age: timedelta) -> Iterator[Provider]:
    """people: subjects with their claims."""
    provider = Provider()
    users = [oidc_provider_mock.User(sub=subject, claims=claims) for subject, claims in people]
    inner = oidc_provider_mock.app(user_claims=users, access_token_max_age=token_age)
    inner.logger.disabled = True

    def changed(environ: Any, start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        provider.asked.append(path)
        parts, status, headers = run_wsgi_app(inner, environ)
        body = b"".join(parts)
        if path in provider.changes:
            code, body = provider.changes[path](body)
            status = f"{code} Changed"
            headers["Content-Length"] = str(len(body))
        start_response(status, list(headers))
        return [body]

    server = make_server("127.0.0.1", 0, changed, threaded=True, request_handler=_Quiet)
    provider.url = f"http://127.0.0.1:{server.port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
