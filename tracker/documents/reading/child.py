"""The process that reads one Word, Excel or PDF file: bytes on standard input, the outline as JSON on standard output.

Run by isolated.py only. A file that a library cannot read ends the process with a status other than 0.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.isolated import outline_json
from tracker.documents.reading.outline import Outline
from tracker.documents.reading.sentences import sentence_json
from tracker.errors import UnreadableDocument

MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 20


def main(container: str) -> None:
    """Answer with the outline, or with why the file is refused. container: "word", "pdf" or "excel".

    Only its own library is loaded, and before the limits are set.
    """
    read: Callable[[bytes, Findings], Outline] = getattr(
        import_module(f"tracker.documents.reading.{container}"), f"{container}_outline"
    )
    limit_resources()
    findings = Findings()
    answer: dict[str, object]
    try:
        answer = outline_json(read(sys.stdin.buffer.read(), findings), findings)
    except UnreadableDocument as refused:
        answer = {"refused": sentence_json(refused.sentence)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def limit_resources() -> None:
    """Memory and processor time of this process, where the system has such limits; the parent watches the clock."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1])
