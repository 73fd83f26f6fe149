"""The one error tree of training. A command prints the message alone and ends with `code`.

TrainError 2
  RecipeError      a recipe cannot be meant: an unknown key, a batch that does not divide
  DataError        rows are missing, empty or of another shape
  EndpointError    a model server that a recipe names does not answer, or not as asked
  DoesNotFit       the model does not fit the memory of the cards named
  DiskFull         nothing half-written is kept; free some room and run the same command again
  CannotResume     a checkpoint or a half-finished curation belongs to another recipe or other data
  ReleaseError     a folder that is no release, or may not become one
"""


class TrainError(Exception):
    """Its message says what is wrong, where, and what to do."""

    code = 2


class RecipeError(TrainError):
    pass


class DataError(TrainError):
    pass


class EndpointError(TrainError):
    pass


class DoesNotFit(TrainError):
    pass


class DiskFull(TrainError):
    pass


class CannotResume(TrainError):
    pass


class ReleaseError(TrainError):
    pass
