"""Errors that a person can do something about. Each message is Swedish and says what to do."""

from tracker.domain.words import Sentence


class TrackerError(Exception):
    """The root of the errors that are shown as one line and never as a traceback."""


class NotFound(TrackerError):
    """What was asked for by name does not exist."""


class Refused(TrackerError):
    """The request is understood and cannot be carried out as it stands."""


class ConfigError(TrackerError):
    """A setting is missing or wrong."""


class DatabaseUnusable(TrackerError):
    """The database file is missing, locked, damaged, of the wrong version, or in a folder that cannot be written."""


class UnreadableDocument(TrackerError):
    """The file cannot be read as a document of the kinds that are known. sentence: what to do instead."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
