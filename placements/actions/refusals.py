"""Why an act on a placement is not possible, worded for people."""


class NotPossible(Exception):
    """The act does not fit the placement, its host or its days; the message is for people."""

    def __init__(self, message: str, field: str | None = None) -> None:
        # The answer of the form that it speaks of, if it is one.
        self.field = field
        super().__init__(message)
