"""Forms in the house look, and the fields that they share."""

import re
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.forms.renderers import TemplatesSetting
from django.utils.text import capfirst
from django.utils.translation import gettext

KRONER = re.compile(r"^kr\.?(?=\d)|(?<=\d)(?:,-|(?:,-)?(?:kr\.?|kroner))$", re.IGNORECASE)
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


class HouseRenderer(TemplatesSetting):
    """Forms and fields in the house look."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class Form(forms.Form):
    """A form in the house look: required marked, errors tied to their fields."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def __getitem__(self, name: str) -> forms.BoundField:
        """A field as it is shown, those put in while the form was made included."""
        bound = super().__getitem__(name)
        if not isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            bound.field.widget.attrs.setdefault("class", "ds-input")
        return bound

    def offer(self, name: str, rows: Any, initial: Any = None) -> None:
        """Set what a field lets one choose between, and what is chosen beforehand."""
        bound: Any = self.fields[name]
        if isinstance(rows, QuerySet):
            bound.queryset = rows
        else:
            bound.choices = rows
        bound.initial = initial


def label_of(model: type[Model], name: str) -> str:
    """The name of a column as a label."""
    column: Any = model._meta.get_field(name)
    return capfirst(str(column.verbose_name))


def in_our_time(day: Any) -> None:
    """Refuse days that no municipality has to do with, before anyone counts from them."""
    if day and not 1900 <= day.year < 3000:
        raise forms.ValidationError(gettext("Write a date between 1900 and 2999."))


class DateField(forms.DateField):
    """A date from the browser's own picker; ISO in, ISO out."""

    default_validators = [in_our_time]

    def __init__(self, **kwargs: Any):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y"], widget=widget, **kwargs)


class MomentField(forms.DateTimeField):
    """A date and a time from the browser's own picker."""

    default_validators = [in_our_time]

    def __init__(self, **kwargs: Any):
        picker = {"type": "datetime-local"}
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs=picker)
        super().__init__(input_formats=["%Y-%m-%dT%H:%M"], widget=widget, **kwargs)


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
