"""Reading a plan out of a document: bytes in, a draft with findings out.

A container (text; later docx, pdf, xlsx) becomes a neutral outline in one file; the wording rules know only the
outline.
"""

from tracker.documents.reading.document import read_plan

__all__ = ["read_plan"]
