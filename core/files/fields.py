"""The field by which a file comes in: it has been looked at, or the field says why not."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.files.intake import Taken, say, take_upload
from core.files.kinds import ACCEPT
from core.files.refusals import Unfit


class CheckedFileField(forms.FileField):
    """A file; its value is what may be kept of it."""

    def __init__(self, *, camera: bool = False, **kwargs: Any) -> None:
        own = {"accept": "image/jpeg,image/png", "capture": "environment"}
        super().__init__(
            widget=forms.FileInput(own if camera else {"accept": ACCEPT}),
            allow_empty_file=True,
            **kwargs,
        )

    def to_python(self, data: Any) -> Taken | None:  # type: ignore[override]
        """Look at it, somewhere else than here."""
        if data in self.empty_values:
            return None
        try:
            return take_upload(data)
        except Unfit as unfit:
            raise ValidationError(say(unfit), code=unfit.why.value) from None
