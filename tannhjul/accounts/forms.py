"""Sign-in, second factor, password."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from tannhjul.core.pages import Form


class SignInForm(Form, AuthenticationForm):
    """User name and password."""


class NewPasswordForm(Form, PasswordChangeForm):
    """The old password, and the new one twice."""


class CodeForm(Form):
    """The six digits of an authenticator app."""

    code = forms.RegexField(
        r"^\s*\d{3}\s?\d{3}\s*$",
        label=_("Six-digit code"),
        error_messages={"invalid": _("Write the six digits that your app shows.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """The digits without spaces."""
        return "".join(self.cleaned_data["code"].split())
