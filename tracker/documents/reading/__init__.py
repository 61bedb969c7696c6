"""Reading a plan out of a document: bytes in, a draft with findings out.

A container (text, docx, pdf, xlsx, csv) becomes a neutral outline in one file; the wording rules know only the
outline.
"""

from tracker.documents.reading.document import outline_text, read_plan

__all__ = ["outline_text", "read_plan"]
