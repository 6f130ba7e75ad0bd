"""What happens in this module, as the event log names it: files."""

from django.utils.translation import gettext_lazy as _

from tannhjul.core.verbs import Verb, declare

declare(
    "documents",
    {
        "file": Verb(
            _("Document filed"), facts=("ground", "kind", "sha256"), proves=True, small=True
        ),
        "revise": Verb(
            _("New version of a document"), facts=("number", "sha256"), proves=True, small=True
        ),
        "take_down": Verb(_("Document taken down"), facts=("ground",), proves=True),
        "take_down_versions": Verb(
            _("Earlier versions of a document taken down"), facts=("number",), proves=True
        ),
    },
)
