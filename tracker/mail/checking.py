"""Trying the mail server out without sending anything, for the check command."""

import smtplib

from tracker.config import MailSettings
from tracker.language import gettext as _
from tracker.mail.address import checked_address, sender_fault
from tracker.mail.explaining import explained, server_words
from tracker.mail.smtp import CheckedConnection
from tracker.mail.transport import ServerUnreachable


def check_mail_server(settings: MailSettings) -> str | None:
    """Connect, secure, sign in and offer the sender: why mail cannot be sent and what to do, in Swedish, or None.

    Also None where no server is configured (mail.host is "") and the sender is in order. Takes a few time-outs at most.
    """
    if fault := sender_fault(settings.sender_name, settings.sender_address):
        return fault
    if not settings.host:
        return None
    connection = CheckedConnection(settings)
    try:
        host = connection.opened()
        code, said = host.mail(checked_address(settings.envelope_from))
        if code // 100 != 2:
            return _(
                "E-postservern nekar avsändaren (%(words)s). "
                "Kontrollera mail.sender_address, mail.bounce_address och mail.username.",
                words=server_words(code, said),
            )
        host.rset()
        host.noop()
    except ServerUnreachable as failure:
        return failure.words
    except (smtplib.SMTPException, OSError) as error:
        return explained(error, settings)
    finally:
        connection.end()
    return None
