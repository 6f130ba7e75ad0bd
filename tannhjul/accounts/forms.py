"""Sign-in, second factor, password."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

from tannhjul.core.enums import Role
from tannhjul.web.forms import DateField, Form


class SignInForm(Form, AuthenticationForm):
    """User name and password."""

    def clean_username(self) -> str:
        """A name longer than any user's is nobody's; it is not looked for."""
        name = self.cleaned_data["username"]
        if len(name) > (self.username_field.max_length or len(name)):
            raise self.get_invalid_login_error()
        return name


class NewPasswordForm(Form, PasswordChangeForm):
    """The old password, and the new one twice."""


class ChosenPasswordForm(Form, SetPasswordForm):
    """A new password, twice."""


class ForgottenForm(Form):
    """The address of someone who has forgotten the password."""

    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)


class FindForm(Form):
    """Some letters of a name."""

    q = forms.CharField(label=_("Name or user name"), max_length=100, required=False)


class InviteForm(Form):
    """Someone who is to sign in."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), max_length=150, help_text=_("Becomes the user name.")
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role, widget=forms.CheckboxSelectMultiple
    )


class UserForm(Form):
    """Name and address of a user."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=150,
        help_text=_("Where the way in is sent when the password is forgotten."),
    )


class RoleForm(Form):
    """A role from a date."""

    role = forms.ChoiceField(label=_("Role"), choices=Role)
    today = DateField(label=_("From"))


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
