"""Puts the value of each formula beside it in a workbook's XML: openpyxl writes the one or the other."""

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from lxml import etree  # type: ignore[import-untyped]

from tracker.documents.writing.archive import write_part
from tracker.documents.writing.sheet import Calculated

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PROPERTIES = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def with_values(
    workbook: bytes, sheet_files: Mapping[str, str], calculated: Calculated, *, modified: datetime
) -> bytes:
    """The workbook with the value of every formula. sheet_files: the path in the archive of each sheet by its name.

    modified: when it is said to have been changed (UTC). openpyxl says when it was saved, and dates the parts of the
    archive too; so that the same plan gives the same bytes, neither clock counts.
    """
    of_file: dict[str, dict[str, int | str]] = {}
    for (sheet, cell), value in calculated.items():
        of_file.setdefault(sheet_files[sheet], {})[cell] = value
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name in of_file:
                content = _valued(content, of_file[name])
            elif name == _PROPERTIES:
                content = _MODIFIED.sub(rb"\g<1>" + f"{modified:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
            write_part(target, name, content)
    return result.getvalue()


def _valued(sheet: bytes, values: Mapping[str, int | str]) -> bytes:
    root = etree.fromstring(sheet)
    left = dict(values)
    for cell in root.iter(f"{_MAIN}c"):
        if cell.find(f"{_MAIN}f") is None:
            continue
        value = cell.find(f"{_MAIN}v")
        if value is None:
            value = etree.SubElement(cell, f"{_MAIN}v")
        calculated = left.pop(cell.get("r") or "")
        if isinstance(calculated, str):
            cell.set("t", "str")
        value.text = str(calculated)
    assert not left, f"formulas that were not written: {sorted(left)}"
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return content
