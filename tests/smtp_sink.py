"""A real SMTP server on loopback that keeps what it takes, and misbehaves on demand."""

import asyncio
import re
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

MESSAGE_ID = re.compile(rb"^Message-ID: (<[^>]+>)", re.MULTILINE)
DROP = "drop"
SILENCE = "silence"
THINK = "think"


class Stage(StrEnum):
    """Where in the conversation a rule applies. END: after the content, not taken. ANSWER: taken, before it is said."""

    CONNECT = "connect"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    END = "end"
    ANSWER = "answer"


@dataclass
class Rule:
    """Answer so at a stage, so many times (all where None); only for one recipient where one is given.

    THINK: as it should be, when the sink is told to go on.
    """

    stage: Stage
    answer: str
    times: int | None = 1
    recipient: str = ""


@dataclass(frozen=True)
class Taken:
    """A message that the server has answered for. sender: of the envelope."""

    recipient: str
    message_id: str
    content: bytes
    connection: int
    sender: str = ""


@dataclass
class SmtpSink:
    """What the server has taken, and the rules of its misbehaviour."""

    host: str = "127.0.0.1"
    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    connections: int = 0
    keep_content: bool = True
    thinking: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def script(self, stage: Stage, answer: str, *, times: int | None = 1, recipient: str = "") -> None:
        """Misbehave. answer: "450 words", DROP or SILENCE."""
        self.rules.append(Rule(stage, answer, times, recipient))

    def take_rule(self, stage: Stage, recipient: str) -> str | None:
        """The scripted answer for this moment, used up once."""
        for rule in self.rules:
            if rule.stage is stage and rule.recipient in ("", recipient) and rule.times != 0:
                if rule.times is not None:
                    rule.times -= 1
                return rule.answer
        return None

    def copies(self) -> Counter[str]:
        """How often each recipient was written to."""
        return Counter(each.recipient for each in self.taken)


class _Server(SMTP):
    """aiosmtpd's server that asks the sink for its rules."""

    def __init__(self, sink: SmtpSink, **settings: Any) -> None:
        self._sink = sink
        self._socket: asyncio.BaseTransport | None = None
        super().__init__(_Keeper(sink), hostname="localhost", **settings)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Called again after STARTTLS, with another transport upon the first.
        self._socket = self._socket or transport
        super().connection_made(transport)

    def cut(self) -> None:
        """End the connection, whatever it is doing."""
        if isinstance(self._socket, asyncio.Transport):
            # asyncio's TLS transport of Python 3.11 raises it where the connection has ended already.
            with suppress(AttributeError):
                self._socket.abort()

    async def _handle_client(self) -> None:
        self._sink.connections += 1
        self.number = self._sink.connections
        answer = await self.scripted(Stage.CONNECT, "")
        if answer is not None:
            await self.push(answer)
            self._abort()
        await super()._handle_client()

    async def scripted(self, stage: Stage, recipient: str) -> str | None:
        answer = self._sink.take_rule(stage, recipient)
        if answer == SILENCE:
            await asyncio.Event().wait()
        if answer == DROP:
            self._abort()
        if answer == THINK:
            self._sink.thinking.set()
            while not self._sink.go_on.is_set():
                await asyncio.sleep(0.01)
            return None
        return answer

    def _abort(self) -> None:
        """Cut the connection, and end this conversation."""
        self.cut()
        raise asyncio.CancelledError

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802 (aiosmtpd's name)
        await self._answered(Stage.MAIL, "") or await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802 (aiosmtpd's name)
        await self._answered(Stage.RCPT, arg.partition("<")[2].partition(">")[0]) or await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 (aiosmtpd's name)
        assert self.envelope is not None
        rule = next((each for each in self._sink.rules if each.stage is Stage.DATA and each.times != 0), None)
        if rule is not None and rule.answer == DROP:
            await self.push("354 Go on")
            await self._reader.readline()
        await self._answered(Stage.DATA, self.envelope.rcpt_tos[0]) or await super().smtp_DATA(arg)

    async def _answered(self, stage: Stage, recipient: str) -> bool:
        answer = await self.scripted(stage, recipient)
        if answer is None:
            return False
        await self.push(answer)
        if answer.startswith("421"):
            self._abort()
        return True


class _Keeper:
    """aiosmtpd's handler: what becomes of content that has come in whole."""

    def __init__(self, sink: SmtpSink) -> None:
        self._sink = sink

    async def handle_DATA(self, server: _Server, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002 (aiosmtpd's name)
        recipient = envelope.rcpt_tos[0]
        answer = await server.scripted(Stage.END, recipient)
        if answer is not None:
            return answer
        content = envelope.content
        assert isinstance(content, bytes)
        found = MESSAGE_ID.search(content)
        assert found is not None
        kept = content if self._sink.keep_content else b""
        self._sink.taken.append(Taken(recipient, found[1].decode(), kept, server.number, envelope.mail_from or ""))
        return await server.scripted(Stage.ANSWER, recipient) or "250 2.0.0 Taken"


@contextmanager
def running_sink(
    *,
    tls: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
    password: str = "",
    port: int = 0,
    **settings: Any,
) -> Iterator[SmtpSink]:
    """A server on a port of 127.0.0.1 (0: a free one), stopped afterwards.

    password: only user "sender" with it may send.
    """
    sink = SmtpSink(host="localhost" if tls or starttls else "127.0.0.1")
    if password:
        settings |= {
            "auth_required": True,
            "auth_require_tls": bool(starttls),
            "authenticator": _authenticator(password),
        }
    loop = asyncio.new_event_loop()
    servers: list[_Server] = []

    def serve() -> _Server:
        servers.append(_Server(sink, tls_context=starttls, loop=loop, **settings))
        return servers[-1]

    async def stop(listening: asyncio.Server) -> None:
        listening.close()
        for server in servers:
            server.cut()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    starting = loop.create_server(serve, "127.0.0.1", port, ssl=tls)
    listening = asyncio.run_coroutine_threadsafe(starting, loop).result(10)
    sink.port = listening.sockets[0].getsockname()[1]
    try:
        yield sink
    finally:
        asyncio.run_coroutine_threadsafe(stop(listening), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def _authenticator(password: str) -> Any:
    def authenticate(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: LoginPassword
    ) -> AuthResult:
        return AuthResult(success=login.login == b"sender" and login.password == password.encode(), handled=False)

    return authenticate
