"""The real documents stand beside a checkout or not at all: without them there are no tests of them to collect.

The corpus (tests/documents/corpus) has their forms and traps in documents of our own, which are always read.
"""

from tests.documents.reading.seeds import SEEDS

collect_ignore_glob = [] if SEEDS.is_dir() else ["test_seed_*.py"]
