"""Whether the address that the pages are to be served on is free."""

import errno
import os
import socket

from tracker.errors import ConfigError


def check_address(host: str, port: int) -> None:
    """granian shares its port between workers, and would share it with another server without a word: so look first.

    Raises ConfigError where the address is taken or is none of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        why = "är upptagen" if error.errno == errno.EADDRINUSE else f"går inte att använda ({error.strerror})"
        raise ConfigError(
            f"Adressen {host}:{port} {why}. Stäng det program som har den, eller "
            "ange en annan med web.host och web.port (och samma i site.base_url)."
        ) from error
