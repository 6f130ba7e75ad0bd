"""The command line: one verb each, exit code 0 done, 1 findings, 2 bad input."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import django

LARGEST_ELECTION = 10_000_000
OWN = 0o077  # what is written is for the account that runs this alone
EPILOGUE = "Settings come from the environment: DATABASE_URL, TANNHJUL_HOME, TANNHJUL_DATA."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tannhjul", description="Municipal politics and administration.", epilog=EPILOGUE
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, says: str, example: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=says, description=says, epilog=f"example: tannhjul {example}"
        )

    _add_running(command)
    _add_checking(command)
    return parser


def _add_running(command: Callable[..., argparse.ArgumentParser]) -> None:
    demo = command("demo", "Load the demonstration municipality and serve it.", "demo --port 8000")
    demo.add_argument("--no-serve", action="store_true", help="load only")
    demo.add_argument("--port", type=int, default=8000)
    serve = command("serve", "Serve the pages.", "serve --port 8000")
    serve.add_argument("--port", type=int, default=8000)
    command("migrate", "Create or update the database.", "migrate")
    invite = command(
        "invite",
        "Make a system administrator: prints the address where a password is chosen.",
        "invite kari@kommune.example --name 'Kari Lie'",
    )
    invite.add_argument("email")
    invite.add_argument("--name", required=True)


def _add_checking(command: Callable[..., argparse.ArgumentParser]) -> None:
    rules = command("rules", "List the rules of law that are kept.", "rules --json")
    rules.add_argument("--json", action="store_true")
    arrangements = command(
        "arrangements",
        "List the arrangements that a municipality can adopt.",
        "arrangements --json",
    )
    arrangements.add_argument("--json", action="store_true")
    arrangements.add_argument(
        "--apply", action="store_true", help="put in force those whose day has come"
    )
    load = command(
        "import",
        "Import a source; safe to run twice.",
        "import oparl ../shared/data/oparl-karlsruhe",
    )
    load.add_argument("source", help="steinkjer or oparl")
    load.add_argument("path", type=Path)
    load.add_argument("--json", action="store_true")
    elect = command(
        "elect",
        "Settle an election: seats, quotients, names, lots.",
        "elect council.json --json",
    )
    elect.add_argument("file", type=Path, help="an election as JSON (docs/elections.md)")
    elect.add_argument("--json", action="store_true")
    check = command(
        "check", "Hold the live data against the rules that they can break.", "check --json"
    )
    check.add_argument("--json", action="store_true")
    command("daily", "Do what today brings; the server does it by itself.", "daily")
    work = command("work", "Run background work (TANNHJUL_TASKS=database).", "work --once")
    work.add_argument("--once", action="store_true", help="run what waits, and stop")
    journal = command(
        "journal", "Prove that the event log is whole, or print its seals.", "journal verify"
    )
    journal.add_argument("what", choices=["verify", "heads"])
    journal.add_argument(
        "--against", metavar="FILE|URL", help="seals that somebody kept («journal heads», /segl/)"
    )
    for name, says in (
        ("backup", "Write everything to one file."),
        ("restore", "Read everything back into an empty database."),
    ):
        command(name, says, f"{name} copy.zip").add_argument("path", type=Path)


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    args = _parser().parse_args(argv)
    os.umask(OWN)
    if args.command == "demo":
        os.environ["TANNHJUL_DEMO"] = "1"
        os.environ.setdefault("TANNHJUL_URL", f"http://127.0.0.1:{args.port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
    try:
        code = _run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output («| head») has seen enough; nothing more can be written there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _run(args: argparse.Namespace) -> int:
    from tannhjul.core.journal import seal_all
    from tannhjul.core.law import Breach, Refused

    try:
        if args.command in ("check", "journal", "backup", "daily", "work"):
            _up_to_date()
        code = COMMANDS[args.command](args)
    except (Refused, Breach) as fault:
        print(f"tannhjul: {fault}", file=sys.stderr)
        return 2
    reads = ("arrangements", "elect", "migrate", "rules", "serve")
    if args.command not in reads or getattr(args, "apply", False):
        seal_all()
    return code


def _up_to_date() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from tannhjul.core.law import Refused

    _of_this_version()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refused("the database is new or older than the program; run «tannhjul migrate» first")


def _migrate(args: argparse.Namespace) -> int:
    from django.core.management import call_command

    _of_this_version()
    call_command("migrate", verbosity=0, interactive=False)
    return 0


def _of_this_version() -> None:
    """Refuse a database whose tables were made by a version that is not an ancestor of this one.

    Until the first release tables are made anew in one step, and nothing leads from one to the next.
    """
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from tannhjul.core.law import Refused

    loader = MigrationLoader(connection)
    ours = {each.label for each in apps.get_app_configs() if each.name.startswith("tannhjul.")}
    ours &= loader.migrated_apps
    applied = [key for key in loader.applied_migrations if key[0] in ours]
    unknown = sorted(key for key in applied if key not in loader.disk_migrations)
    if unknown:
        raise Refused(
            f"the database was made by another version of the program ({'.'.join(unknown[0])}). "
            "Use the version that made it, or begin with an empty database: another TANNHJUL_HOME "
            "or DATABASE_URL. Before the first release nothing is carried over."
        )


def _demo(args: argparse.Namespace) -> int:
    from django.conf import settings

    from tannhjul.core.journal import seal_all
    from tannhjul.demo import seed

    _migrate(args)
    seed.load(show=sys.stderr.isatty())
    seal_all()
    print(f"Address: {settings.SITE_URL}/")
    print("Demo users (no password: use the buttons on the sign-in page):")
    for username, name, roles in seed.people_to_try():
        print(f"  {username:28} {name:26} {', '.join(roles)}")
    sys.stdout.flush()
    if args.no_serve:
        return 0
    return _serve(args)


def _serve(args: argparse.Namespace) -> int:
    from django.core.management import call_command

    _migrate(args)
    call_command("collectstatic", verbosity=0, interactive=False)
    address = os.environ.get("TANNHJUL_ADDRESS", "127.0.0.1")
    options = {
        "bind": f"{address}:{args.port}",
        "workers": os.environ.get("TANNHJUL_WORKERS", "1"),
        "worker-class": "config.worker.Worker",
        "timeout": "120",
        "graceful-timeout": "5",
        "log-level": "warning",
        "umask": f"{OWN:o}",
    }
    # A new process: workers are forked from it, and threads that this one has started (PDF,
    # compression) would be missing in them.
    flags = [part for key, value in options.items() for part in (f"--{key}", value)]
    again = [sys.executable, "-m", "gunicorn", "config.asgi:entrance", *flags]
    sys.stdout.flush()
    os.execv(sys.executable, again)  # noqa: S606


def _invite(args: argparse.Namespace) -> int:
    from django.conf import settings
    from django.utils.timezone import localdate

    from tannhjul.accounts import actions
    from tannhjul.accounts.forms import InviteForm
    from tannhjul.accounts.models import User
    from tannhjul.accounts.queries import way_in
    from tannhjul.core.enums import Role
    from tannhjul.core.law import Refused

    _migrate(args)
    role = Role.SYSTEM_ADMINISTRATOR
    user = User.objects.filter(username__iexact=args.email).first()
    if user is None:
        form = InviteForm({"name": args.name, "email": args.email, "roles": [role]})
        if not form.is_valid():
            raise Refused(form.errors.as_text().replace("\n", " "))
        user = actions.invite(by=None, today=localdate(), **form.cleaned_data)
    else:
        actions.give_role(user, role, by=None, today=localdate())
    print(f"{settings.SITE_URL}{way_in(user)}")
    return 0


def _rules(args: argparse.Namespace) -> int:
    from tannhjul.core.choices import OPTIONS
    from tannhjul.core.law import RULES

    rows: list[dict] = [
        {"rule": r.name, "paragraph": r.paragraph, "says": r.says, "link": r.link}
        for r in sorted(RULES.values(), key=lambda r: (r.act, r.paragraph, r.name))
    ]
    rows += [
        {"choice": o.key, "paragraph": o.source, "says": o.says, "default": o.default}
        for o in sorted(OPTIONS.values(), key=lambda o: (o.source, o.key))
    ]
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            chosen = f" [{row['choice']} = {row['default']}]" if "choice" in row else ""
            print(f"{row['paragraph']:28} {row['says']}{chosen}")
    return 0


def _arrangements(args: argparse.Namespace) -> int:
    from django.utils.timezone import localdate

    from tannhjul.arrangements import actions, library

    if args.apply:
        for adoption in actions.apply_due(by=None, today=localdate()):
            print(adoption)
        return 0
    rows = [
        {
            "key": row.key,
            "group": row.group,
            "name": row.name["nb"],
            "what": row.what["nb"],
            "works": [text["nb"] for text in row.works],
            "does_not": [text["nb"] for text in row.fails],
            "side_effects": [text["nb"] for text in row.effects],
            "notes": [text["nb"] for text in row.notes],
            "source": row.source,
            "sets": library.as_data(row.sets),
        }
        for row in library.everything().values()
    ]
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            print(f"{row['key']:28} {row['name']}")
    return 0


def _import(args: argparse.Namespace) -> int:
    from tannhjul.core.law import Refused
    from tannhjul.exchange import oparl, steinkjer

    sources = {"steinkjer": steinkjer.load, "oparl": oparl.load}
    if args.source not in sources:
        raise Refused(f"there is no source called {args.source}; choose {' or '.join(sources)}")
    if not args.path.is_dir():
        raise Refused(f"{args.path} is not a folder")
    _migrate(args)
    report = sources[args.source](args.path, show=sys.stderr.isatty())
    print(json.dumps(report.as_dict(), ensure_ascii=False) if args.json else report.as_text())
    return 0


def _elect(args: argparse.Namespace) -> int:
    from tannhjul.core.law import Refused
    from tannhjul.elections.rules import settlement

    try:
        election = settlement.read(_text_of(args.file))
    except settlement.Unreadable as fault:
        raise Refused(f"{args.file}: {fault}") from None
    result = settlement.as_data(settlement.settle(election))
    if args.json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        print(settlement.as_text(result))
    return 1 if result["findings"] else 0


def _text_of(path: Path) -> str:
    from tannhjul.core.law import Refused

    try:
        if path.stat().st_size > LARGEST_ELECTION:
            raise Refused(f"{path} is larger than {LARGEST_ELECTION // 1_000_000} MB")
        return path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise Refused(f"{path} cannot be read: {fault.strerror}") from None
    except UnicodeDecodeError as fault:
        raise Refused(f"{path} is not UTF-8 (byte {fault.start})") from None


def _check(args: argparse.Namespace) -> int:
    from django.utils.timezone import localdate

    from tannhjul.core import findings, soundness

    faults = soundness.faults()  # if the file is damaged, its rows are not to be trusted either
    checked = findings.checked()
    found = [] if faults else findings.everything(localdate())
    if args.json:
        whole = {
            "database": faults,
            "checked": [{"rule": rule.name, "paragraph": rule.paragraph} for rule in checked],
            "findings": [row.as_dict() for row in found],
        }
        print(json.dumps(whole, ensure_ascii=False, indent=1))
        return 1 if found or faults else 0
    for fault in faults:
        print(f"The database file is damaged: {fault}. Restore the newest backup.")
    for row in found:
        print(f"{row.subject}: {row.rule.says} ({row.rule.paragraph})")
    print(f"Checked: {', '.join(dict.fromkeys(rule.paragraph for rule in checked))}")
    print(f"{len(checked)} rules, {len(found)} findings")
    return 1 if found or faults else 0


def _daily(args: argparse.Namespace) -> int:
    from django.utils.timezone import localdate

    from tannhjul.core.clock import strike

    failed = strike(localdate())
    for name in failed:
        print(f"tannhjul: {name} failed; see the log", file=sys.stderr)
    return 1 if failed else 0


def _work(args: argparse.Namespace) -> int:
    from config.work import run_waiting

    run_waiting(forever=not args.once)
    return 0


def _journal(args: argparse.Namespace) -> int:
    from tannhjul.core import content, heads
    from tannhjul.core.journal import seal_all, verify
    from tannhjul.core.models import Seal
    from tannhjul.core.snapshot import snapshot

    seal_all()
    if args.what == "heads":
        print(heads.published(Seal.objects.all()), end="")
        return 0
    kept = heads.read(_kept(args.against)) if args.against else []
    with snapshot():
        proven, fault = verify()
        faults = [fault] if fault else []
        faults += [*heads.compare(kept), *content.changed()]
    print(f"{proven} events proven" + "".join(f"\n{each}" for each in faults))
    return 1 if faults else 0


def _kept(place: str) -> str:
    """The text of a file, or of an address."""
    from http.client import HTTPException
    from urllib.request import urlopen

    from tannhjul.core.law import Refused

    if not place.startswith(("http://", "https://")):
        return _text_of(Path(place))
    try:
        with urlopen(place, timeout=30) as answer:  # noqa: S310 - http(s) only, asked for by the operator
            return answer.read().decode()
    except (OSError, HTTPException, ValueError) as fault:
        raise Refused(f"{place} cannot be read: {fault}") from None


def _backup(args: argparse.Namespace) -> int:
    from tannhjul.core.journal import seal_all
    from tannhjul.exchange import archive

    seal_all()
    print(archive.backup(args.path))
    return 0


def _restore(args: argparse.Namespace) -> int:
    from tannhjul.exchange import archive

    _migrate(args)
    print(archive.restore(args.path))
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": _demo,
    "serve": _serve,
    "migrate": _migrate,
    "invite": _invite,
    "rules": _rules,
    "arrangements": _arrangements,
    "import": _import,
    "elect": _elect,
    "check": _check,
    "daily": _daily,
    "work": _work,
    "journal": _journal,
    "backup": _backup,
    "restore": _restore,
}

if __name__ == "__main__":
    sys.exit(main())
