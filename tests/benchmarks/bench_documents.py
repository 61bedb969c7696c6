"""How long each document takes for 25 measures with 25 texts; run as python -m tests.benchmarks.bench_documents.

Each is made in a process that has made none before, for typst remembers what it has set.
"""

import subprocess
import sys
import time

from tests.documents.writing.samples import MUNICIPALITY, STAMP, book, large, said
from tests.plan_on_file import large as large_plan
from tracker.documents.writing.measures_csv import measures_csv
from tracker.documents.writing.pdf import letter_pdf
from tracker.documents.writing.plan_document import plan_letter
from tracker.documents.writing.word import letter_docx
from tracker.documents.writing.workbook import plan_xlsx

MEASURES = 25
PDF_LIMIT = 1.0
WRITERS = {
    "follow-up, PDF": lambda: letter_pdf(said(large(MEASURES)).letter(MUNICIPALITY), stamp=STAMP),
    "follow-up, Word": lambda: letter_docx(said(large(MEASURES)).letter(MUNICIPALITY), stamp=STAMP),
    "plan, PDF": lambda: letter_pdf(plan_letter(book(large_plan(MEASURES)), MUNICIPALITY), stamp=STAMP),
    "plan, Word": lambda: letter_docx(plan_letter(book(large_plan(MEASURES)), MUNICIPALITY), stamp=STAMP),
    "plan, Excel": lambda: plan_xlsx(book(large_plan(MEASURES)), municipality=MUNICIPALITY, stamp=STAMP),
    "plan, CSV": lambda: measures_csv(book(large_plan(MEASURES))),
}


def main() -> None:
    """Print the median of three cold runs of each; exit status 1 where the PDF takes a second."""
    slow = False
    for name in WRITERS:
        runs = sorted(_measured(name) for _ in range(3))
        seconds, size = runs[1]
        slow = slow or (name == "follow-up, PDF" and seconds >= PDF_LIMIT)
        sys.stdout.write(f"{name}, {MEASURES} measures: {seconds:.3f} s, {size / 1000:.0f} kB\n")
    sys.exit(slow)


def _measured(name: str) -> tuple[float, int]:
    command = [sys.executable, "-m", "tests.benchmarks.bench_documents", name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, size = done.stdout.split()
    return float(seconds), int(size)


def one(name: str) -> None:
    """Make one document and print its time and size."""
    begun = time.perf_counter()
    content = WRITERS[name]()
    sys.stdout.write(f"{time.perf_counter() - begun} {len(content)}\n")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one(sys.argv[1])
    else:
        main()
