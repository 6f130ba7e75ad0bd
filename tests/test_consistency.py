"""What the house has agreed on, checked by a machine."""

import ast
import re
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template import engines
from django.utils.timezone import now

from tannhjul.core.verbs import VERBS
from tannhjul.organisation.models import Body

pytestmark = pytest.mark.once

ROOT = Path(settings.ROOT)
MODULES = [
    "core",
    "web",
    "accounts",
    "organisation",
    "elections",
    "commitments",
    "safety",
    "documents",
    "delegation",
    "cases",
    "meetings",
    "decisions",
    "allowances",
    "dialogue",
    "participation",
    "arrangements",
    "portal",
]
SOURCES = [p for p in (ROOT / "tannhjul").rglob("*.py") if "migrations" not in p.parts]


def _own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("tannhjul.")]


def test_no_relation_points_upwards():
    level = {name: place for place, name in enumerate(MODULES)}
    for model in _own_models():
        here = level[model._meta.app_label]
        for field in model._meta.get_fields():
            target = field.related_model if field.is_relation and not field.auto_created else None
            if (
                target
                and target is not apps.get_model(settings.AUTH_USER_MODEL)
                and target._meta.app_label in level
            ):
                assert level[target._meta.app_label] <= here, f"{model.__name__}.{field.name}"


def test_every_model_is_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    for model in _own_models():
        assert re.search(rf"^\| {model.__name__} \|", glossary, re.M), model.__name__


def test_every_recorded_verb_has_a_name():
    verbs = set()
    for path in SOURCES:
        text = path.read_text()
        module = path.relative_to(ROOT / "tannhjul").parts[0]
        verbs |= set(re.findall(r'record\(\s*"([a-z_.]+)"', text))
        verbs |= {
            f"{module}.{verb}"
            for verb in re.findall(r'\b_?note(?:_meeting)?\(\s*"([a-z_]+)"', text)
        }
    named = set(VERBS)
    assert {v for v in verbs if not v.startswith("test.")} - named == set()


def test_states_are_only_moved_in_actions():
    for path in SOURCES:
        if "actions" not in str(path):
            assert not re.search(r"\.update\(\s*status=", path.read_text()), path


def test_files_stay_small_enough_to_read():
    for path in SOURCES:
        assert len(path.read_text().splitlines()) <= 400, path


def test_a_line_of_a_template_is_one_thing():
    """What cannot be broken may be longer: a sentence to translate, and a drawing."""
    whole = re.compile(r'\s*(\{% translate "[^"]*" %\}( <.*)?|<path d=.*)')
    for path in (ROOT / "tannhjul").rglob("templates/**/*.html"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            assert len(line) <= 200 or whole.fullmatch(line), f"{path}:{number}"


def test_every_template_is_used():
    text = "\n".join(
        p.read_text()
        for p in (ROOT / "tannhjul").rglob("*")
        if p.suffix in (".py", ".html", ".txt", ".typ")
    )
    text += "\n".join(p.read_text() for p in (ROOT / "config").rglob("*.py"))
    built_in = {"400.html", "403.html", "404.html", "forms/field.html", "forms/form.html"}
    built_in.add("django/forms/widgets/select.html")
    for path in (ROOT / "tannhjul").rglob("templates/**/*"):
        if path.is_file():
            name = str(path).split("/templates/", 1)[1]
            short = name.removeprefix("typst/")
            assert (
                name in built_in
                or f'"{name}"' in text
                or f"'{name}'" in text
                or f"<c-{path.stem}" in text
                or f'"{short}"' in text
            ), name


def test_templates_load_only_what_they_use():
    libraries = engines["django"].engine.template_libraries
    for path in (ROOT / "tannhjul").glob("*/templates/**/*.*"):
        text = path.read_text()
        for name in " ".join(re.findall(r"{% load ([^%]*?) %}", text)).split():
            tags, filters = libraries[name].tags, libraries[name].filters
            used = any(re.search(rf"{{%\s*{re.escape(tag)}\b", text) for tag in tags)
            assert used or any(f"|{each}" in text for each in filters), f"{path}: {name}"


@pytest.mark.django_db
def test_the_guards_stand():
    """Rows that nobody has ordered come in any order, and no moment is taken for a day."""
    orders = {tuple(Body.objects.order_by()) for _ in range(20)}
    assert len(orders) > 1
    assert len({tuple(Body.objects.all()) for _ in range(20)}) == 1
    with pytest.raises(TypeError, match="a moment stands"):
        list(Body.objects.filter(valid_from__lte=now()))


def test_a_lock_says_which_rows_it_takes():
    """A lock that also took what is read along would make two who have nothing in common wait."""
    for path in SOURCES:
        assert "select_for_update()" not in path.read_text(), path


def test_every_public_function_of_actions_and_queries_says_what_it_does():
    for path in SOURCES:
        if "actions" in str(path) or path.name in ("queries.py", "rules.py", "journal.py"):
            for node in ast.parse(path.read_text()).body:
                if (
                    isinstance(node, ast.FunctionDef)
                    and not node.name.startswith("_")
                    and path.name != "rules.py"
                ):
                    assert ast.get_docstring(node), f"{path}:{node.name}"


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "LICENSE",
        "publiccode.yml",
        "docs/glossary.md",
        "docs/performance.md",
    ],
)
def test_the_house_is_documented(name):
    assert (ROOT / name).stat().st_size > 300


def test_nothing_is_left_behind():
    for path in SOURCES:
        assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", path.read_text()), path


def test_every_seam_is_documented():
    """A function that keeps what modules give it is listed in ``docs/seams.md``, with what it promises."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import seams

    assert seams.unlisted() == []
    assert seams.written() == (ROOT / "docs" / "seams.md").read_text()
