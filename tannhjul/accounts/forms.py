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


class NewCodeForm(CodeForm):
    """A new app takes over: the code it shows, and the password of the one who sets it up."""

    password = forms.CharField(label=_("Your password"), widget=forms.PasswordInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        """Someone who only found the browser open does not know it."""
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("The password is not right."))
        return self.cleaned_data["password"]
