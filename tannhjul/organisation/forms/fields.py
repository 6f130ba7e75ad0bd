"""Fields that the modules above share."""

import re
from typing import Any

from django import forms

KRONER = re.compile(r"^kr\.?(?=\d)|(?<=\d)(?:,-|(?:,-)?(?:kr\.?|kroner))$", re.IGNORECASE)
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


class Several(forms.ModelMultipleChoiceField):
    """Several rows, as check boxes; a number too long for any row is one that does not exist."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """The rows chosen."""
        for key in value or ():
            if len(str(key)) > 18:
                says = self.error_messages["invalid_pk_value"]
                raise forms.ValidationError(says, params={"pk": str(key)[:20]})
        return super().clean(value)


class Number(forms.DecimalField):
    """A number with at most two decimals, in the reader's own writing: «1 234,50»."""

    def __init__(self, **kwargs: Any):
        kwargs = {"max_digits": 9, "decimal_places": 2, **kwargs}
        widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 10})
        super().__init__(localize=True, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The number; blanks and dots between thousands, and «kr», are left out."""
        if isinstance(value, str):
            value = KRONER.sub("", "".join(value.split()))
            value = value.replace(".", "") if THOUSANDS.fullmatch(value) else value
        return super().to_python(value)
