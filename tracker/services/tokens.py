"""Tokens in secret addresses: a few whole numbers, signed so that nobody else can make or change one."""

import hmac
from functools import lru_cache

from itsdangerous import URLSafeSerializer
from itsdangerous.encoding import base64_encode


class Tokens:
    """Tokens for one purpose (the salt), in itsdangerous' form; those for another are never taken for them."""

    def __init__(self, key: str, salt: str) -> None:
        self._serializer = URLSafeSerializer(key, salt=salt)
        signer = self._serializer.make_signer(salt)
        self._mac = hmac.new(signer.derive_key(), digestmod=signer.digest_method)

    def of(self, *numbers: int) -> str:
        """The token of the numbers: the same each time.

        By hand: the library derives its key anew for each, and thousands of letters carry two of them.
        """
        payload = base64_encode(f"[{','.join(map(str, numbers))}]")
        mac = self._mac.copy()
        mac.update(payload)
        return f"{payload.decode()}.{base64_encode(mac.digest()).decode()}"

    def numbers(self, token: str) -> tuple[int, ...]:
        """What the token was made of. Raises BadSignature, ValueError or TypeError where it is none of ours."""
        return tuple(self._serializer.loads(token))


@lru_cache(maxsize=8)
def tokens(key: str, salt: str) -> Tokens:
    """The tokens of a key for a purpose."""
    return Tokens(key, salt)
