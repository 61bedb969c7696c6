"""The zip archive of an Office file, without the clock that packed it: the same content gives the same bytes."""

import zipfile
from io import BytesIO

_MADE = (1980, 1, 1, 0, 0, 0)


def write_part(target: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a part that is dated as every other."""
    target.writestr(zipfile.ZipInfo(name, _MADE), content, zipfile.ZIP_DEFLATED)


def undated(archive: bytes) -> bytes:
    """The same parts in the same order, none with the time at which it was packed."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            write_part(target, name, source.read(name))
    return result.getvalue()
