"""Settings: read once from TOML and the environment, checked, and frozen."""

import os
import tomllib
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from tracker.bundle import bundled
from tracker.domain.ladder import Ladder
from tracker.domain.meeting import DeadlineRule
from tracker.errors import ConfigError

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# As strict as tracker/mail/address.py: an envelope sender that is refused there would fail every e-mail for good.
_ADDRESS_OR_NONE = rf"^(?:{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*)?$"

Step = Annotated[int, Field(ge=-200, le=200)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Site(_Section):
    base_url: str = Field(pattern=r"^https?://[^\s/]+(/[^\s]*)?$")
    municipality: str
    languages: tuple[Literal["sv", "en"], ...] = Field(min_length=1)

    @field_validator("base_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    def language_for(self, chosen: str) -> str:
        """The language of a letter to somebody: her own choice where it is offered, else the municipality's."""
        return next((each for each in self.languages if each == chosen), self.languages[0])


class DatabaseSettings(_Section):
    path: Path
    busy_seconds: float = Field(ge=0, le=600)


class Web(_Section):
    host: str
    port: int = Field(ge=1, le=65535)
    workers: int = Field(ge=1, le=64)
    proxies: int = Field(ge=0, le=10)


class MailSettings(_Section):
    """host "": no SMTP server, mails are kept in the mailbox."""

    host: str
    port: int = Field(ge=1, le=65535)
    security: Literal["none", "starttls", "tls"]
    ca_file: str
    username: str
    password: str = Field(default="", repr=False)
    sender_name: str
    sender_address: str = Field(pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$")
    bounce_address: str = Field(default="", pattern=_ADDRESS_OR_NONE, max_length=64)
    timeout_seconds: float = Field(gt=0, le=600)
    retry_first_minutes: float = Field(gt=0)
    retry_most_minutes: float = Field(gt=0)

    @property
    def envelope_from(self) -> str:
        """The Return-Path: where mail servers report what they could not deliver."""
        return self.bounce_address or self.sender_address


class BounceSettings(_Section):
    """The mailbox that delivery reports are read from. With neither maildir nor imap_host none is read."""

    maildir: str
    imap_host: str
    imap_port: int = Field(ge=1, le=65535)
    imap_security: Literal["none", "starttls", "tls"]
    imap_username: str
    imap_password: str = Field(default="", repr=False)
    imap_folder: str = Field(min_length=1, pattern=r"^[^\x00-\x1f\x7f]+$")
    ca_file: str
    every_minutes: float = Field(ge=0, le=1440)

    @property
    def configured(self) -> bool:
        return bool(self.maildir or self.imap_host)

    @model_validator(mode="after")
    def _one_mailbox(self) -> Self:
        if self.maildir and self.imap_host:
            raise ValueError("ange maildir eller imap_host, inte båda")
        return self


class MeetingSettings(_Section):
    report_days_before: int = Field(ge=0, le=100)
    dispatch_days_before: int = Field(ge=0, le=100)

    @property
    def deadline_rule(self) -> DeadlineRule:
        return DeadlineRule(self.report_days_before, self.dispatch_days_before)


class ReminderSettings(_Section):
    owner_steps: tuple[Step, ...] = Field(min_length=1)
    escalation_steps: tuple[Step, ...]
    send_at: time
    link_days_after_meeting: int = Field(ge=0, le=3650)

    @field_validator("send_at", mode="before")
    @classmethod
    def _only_as_clock_time(cls, value: Any) -> Any:
        if isinstance(value, (int, float)):
            raise ValueError('write the time as "07:30"')
        return value

    @property
    def ladder(self) -> Ladder:
        return Ladder(self.owner_steps, self.escalation_steps, self.send_at)


class SignInSettings(_Section):
    link_minutes: int = Field(ge=5, le=1440)
    session_idle_hours: float = Field(gt=0, le=720)
    session_days: float = Field(gt=0, le=365)
    window_minutes: int = Field(ge=1, le=1440)
    links_per_address: int = Field(ge=1)
    attempts_per_address: int = Field(ge=1)
    attempts_per_ip: int = Field(ge=1)


class OidcSettings(_Section):
    """The municipality's own sign-in (OpenID Connect). With no issuer there is none."""

    issuer: str = Field(pattern=r"^(https?://[^\s?#]+)?$")
    client_id: str
    client_secret: str = Field(default="", repr=False)
    name: str = Field(min_length=1, max_length=60)
    trust_unverified_email: bool
    timeout_seconds: float = Field(gt=0, le=60)

    @property
    def configured(self) -> bool:
        return bool(self.issuer)

    @model_validator(mode="after")
    def _with_client(self) -> Self:
        if self.issuer and not self.client_id:
            raise ValueError("ange client_id till issuer")
        return self


class ScheduleSettings(_Section):
    poll_seconds: float = Field(gt=0, le=3600)


class DocumentSettings(_Section):
    """What a follow-up holds, in that order. word_template: a .docx of the municipality's own, "" for our look."""

    sections: tuple[
        Literal[
            "proposal", "introduction", "summary", "matter", "changes", "economy", "reports", "missing", "signatures"
        ],
        ...,
    ] = Field(min_length=1)
    signatures: tuple[Annotated[str, Field(min_length=1, max_length=100)], ...] = Field(max_length=10)
    word_template: str

    @field_validator("sections")
    @classmethod
    def _each_once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(value)) < len(value):
            raise ValueError("ett avsnitt står flera gånger")
        return value


class Settings(_Section):
    """Everything that can be set. secret "" means: use the key file beside the database."""

    site: Site
    database: DatabaseSettings
    web: Web
    mail: MailSettings
    bounces: BounceSettings
    meetings: MeetingSettings
    reminders: ReminderSettings
    schedule: ScheduleSettings
    documents: DocumentSettings
    sign_in: SignInSettings
    oidc: OidcSettings
    secret: str = Field(default="", repr=False)


def load_settings(
    config_file: Path | None = None, *, database: Path | None = None, environment: Mapping[str, str] = os.environ
) -> Settings:
    """The defaults, overlaid by a config file (else TRACKER_CONFIG), the environment and the named database.

    Raises ConfigError, in Swedish, naming the file and the setting.
    """
    values = _read(bundled("config.toml"))
    named = config_file or (Path(environment["TRACKER_CONFIG"]) if environment.get("TRACKER_CONFIG") else None)
    if named is not None:
        for section, settings in _read(named).items():
            if section not in values:
                raise ConfigError(f"{named}: avsnittet [{section}] finns inte. Jämför med config.toml i programmet.")
            if not isinstance(settings, dict):
                raise ConfigError(f"{named}: {section} ska stå i ett avsnitt, till exempel [site].")
            values[section] |= settings
    if chosen := database or environment.get("TRACKER_DATABASE"):
        values["database"]["path"] = str(chosen)
    values["mail"]["password"] = environment.get("TRACKER_MAIL_PASSWORD", "")
    values["bounces"]["imap_password"] = environment.get("TRACKER_BOUNCE_PASSWORD", "")
    values["oidc"]["client_secret"] = environment.get("TRACKER_OIDC_SECRET", "")
    try:
        return Settings(**values, secret=environment.get("TRACKER_SECRET", ""))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(
            f"{named or 'config.toml'}: inställningen {where} är fel ({first['msg']}). Rätta den och försök igen."
        ) from error


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(
            f"Konfigurationsfilen {file} finns inte. Kontrollera --config eller TRACKER_CONFIG."
        ) from error
    except OSError as error:
        raise ConfigError(f"Konfigurationsfilen {file} går inte att läsa: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"Konfigurationsfilen {file} är inte giltig TOML: {error}.") from error
