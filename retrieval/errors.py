"""What can go wrong between a question and its evidence. Every message says what to do about it.

RetrievalError
  IndexUnavailable - IndexMissing, IndexLocked, IndexMismatch, StoreUnreachable
  CorpusError      the input of a build cannot be read
  PromptTooLong    the question alone is longer than the model's window
  DeidentifyError  the text could not be read to its end: drop the row
"""


class RetrievalError(Exception):
    """The root: catch it where any failure of this room is handled alike."""


class IndexUnavailable(RetrievalError):
    """No search is possible now."""


class IndexMissing(IndexUnavailable):
    """Nothing has been indexed yet."""


class IndexLocked(IndexUnavailable):
    """Another process holds the embedded index."""


class IndexMismatch(IndexUnavailable):
    """The index was built with other vectors than the ones asked for."""


class StoreUnreachable(IndexUnavailable):
    """The Qdrant server does not answer, or refuses."""


class CorpusError(RetrievalError):
    """A file or folder given to a build cannot be read."""


class PromptTooLong(RetrievalError):
    """The question and the instructions alone exceed the token budget."""


class DeidentifyError(RetrievalError):
    """Identifiers could not be looked for with everything that was asked for: drop the row."""
