"""A whole installation of its own, driven through the command line like any other."""

import fcntl
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import uuid
import zlib
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(settings.ROOT)
CLI = [sys.executable, "-m", "config.cli"]


class Task:
    """Something that runs inside an installation: as much of ``subprocess.Popen`` as is used of it."""

    def __init__(self, line: socket.socket, out: int, err: BinaryIO):
        self.stdout, self._err, self._line = os.fdopen(out), err, line
        self.pid = int(line.recv(32))

    def send_signal(self, number: int) -> None:
        """As to any process; nothing to one that has ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def communicate(self, timeout: float = 300) -> tuple[str, str]:
        """What it has written when it has ended; what takes too long is killed."""
        late = threading.Timer(timeout, self.send_signal, [signal.SIGKILL])
        late.start()
        out = self.stdout.read()
        self.returncode = int(self._line.recv(32))
        late.cancel()
        self.stdout.close()
        self._line.close()
        with self._err as written:
            written.seek(0)
            return out, written.read().decode()


class Installation:
    """Its folder, its database, and its commands."""

    def __init__(self, home: Path, database_url: str = ""):
        self.home, self.url = home, database_url
        self._nest: tuple[socket.socket, subprocess.Popen] | None = None
        self.env = {
            **{
                key: value
                for key, value in os.environ.items()
                if key not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SECRET_KEY")
            },
            "TANNHJUL_HOME": str(home),
            "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
            "TANNHJUL_DEMO": "1",
            "PYTHONWARNINGS": "default",
            **({"DATABASE_URL": database_url} if database_url else {}),
        }

    def start(self, *args: str) -> subprocess.Popen:
        """Start a command and let it run, in a group of processes of its own."""
        return subprocess.Popen(
            [*CLI, *args],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *args: str) -> subprocess.CompletedProcess:
        """Run a command to its end."""
        return subprocess.run(
            [*CLI, *args], cwd=ROOT, env=self.env, capture_output=True, text=True, timeout=300
        )

    def script(self, text: str, *args: str) -> Task:
        """Start a few lines of Python inside the installation, in a process of their own."""
        if self._nest is None:
            self._nest = self._build_nest()
        line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        out, written = os.pipe()
        err = tempfile.TemporaryFile()  # noqa: SIM115 - the task reads it at its end
        fds = [theirs.fileno(), written, err.fileno()]
        socket.send_fds(self._nest[0], [json.dumps([text, args]).encode()], fds)
        theirs.close()
        os.close(written)
        return Task(line, out, err)

    def _build_nest(self) -> tuple[socket.socket, subprocess.Popen]:
        control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        fd = theirs.fileno()
        command = [sys.executable, "-m", "tests.nest", str(fd)]
        process = subprocess.Popen(command, cwd=ROOT, env=self.env, pass_fds=[fd])
        theirs.close()
        return control, process

    def leave(self) -> None:
        """End what was kept ready to run in it."""
        if self._nest:
            control, process = self._nest
            control.close()
            process.wait(timeout=20)
            self._nest = None

    def ask(self, text: str) -> str:
        """Run a few lines of Python and return what they print."""
        process = self.script(text)
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        return out.strip()


def _admin(statement: str) -> None:
    import psycopg

    at = connection.settings_dict
    with psycopg.connect(
        host=at["HOST"] or None,
        port=at["PORT"] or None,
        user=at["USER"] or None,
        password=at["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    ) as line:
        line.execute(statement)


def _url(name: str) -> str:
    at = connection.settings_dict
    secret = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    port = f":{at['PORT']}" if at["PORT"] else ""
    return f"postgres://{at['USER']}{secret}@{at['HOST'] or ''}{port}/{name}"


def copy_database(name: str, template: str) -> None:
    """Make a database anew as a copy of another at rest, on PostgreSQL."""
    _admin(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _admin(f"CREATE DATABASE {name} TEMPLATE {template}")


@contextmanager
def installation(home: Path, like: Installation | None = None):
    """An installation on the engine that the tests run on: empty, or a copy of another at rest."""
    if like:
        shutil.copytree(like.home, home)
    if connection.vendor != "postgresql":
        made = Installation(home)
        try:
            yield made
        finally:
            made.leave()
        return
    name = f"tannhjul_{uuid.uuid4().hex[:12]}"
    template = f" TEMPLATE {like.url.rpartition('/')[2]}" if like else ""
    _admin(f"CREATE DATABASE {name}{template}")
    made = Installation(home, _url(name))
    try:
        yield made
    finally:
        made.leave()
        _admin(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def untouched(tmp_path):
    """An installation without so much as tables."""
    with installation(tmp_path / "home") as made:
        yield made


@pytest.fixture
def house(bare, tmp_path):
    """An empty installation: its tables are made."""
    with installation(tmp_path / "home", like=bare) as made:
        yield made


def _take_over(made: Installation) -> None:
    """Fill the database of the tests with what an installation holds."""
    name = connection.settings_dict["NAME"]
    connection.close()
    if made.url:
        copy_database(name, made.url.rpartition("/")[2])
        return
    connection.ensure_connection()
    at_rest = f"file:{made.home / 'tannhjul.sqlite3'}?immutable=1"  # leaves no files beside it
    with closing(sqlite3.connect(at_rest, uri=True)) as source:
        source.backup(connection.connection)


@contextmanager
def _alone(folder: Path):
    """One process at a time."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory, worker_id):
    """A folder that all workers of a run share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def _kept(shared: Path, worker_id: str, name: str, command: str, like: Installation | None = None):
    """What a command makes, once for all workers; tests use copies of it.

    ``like``: the installation it begins with a copy of.
    """
    folder = shared / name
    folder.mkdir(exist_ok=True)
    home, mine = folder / "home", folder / f"used-by-{worker_id}"
    database = f"tannhjul_{zlib.crc32(str(folder).encode()):08x}"
    made = Installation(home, _url(database) if connection.vendor == "postgresql" else "")
    with _alone(folder):
        mine.touch()
        if not home.exists():
            _begin(made, database, like)
            done = made.run(*command.split())
            assert done.returncode == 0, done.stderr
    yield made
    with _alone(folder):
        mine.unlink()
        if made.url and not list(folder.glob("used-by-*")):
            _admin(f"DROP DATABASE {database} WITH (FORCE)")


def _begin(made: Installation, database: str, like: Installation | None) -> None:
    if like:
        shutil.copytree(like.home, made.home)
    if made.url:
        copy_database(database, like.url.rpartition("/")[2] if like else "template0")


@pytest.fixture(scope="session")
def bare(shared, worker_id):
    """An installation whose tables are made, at rest."""
    with _kept(shared, worker_id, "bare", "migrate") as made:
        yield made


@pytest.fixture(scope="session")
def demonstration(shared, worker_id, bare):
    """Lillevik as ``tannhjul demo`` loads it, at rest."""
    with _kept(shared, worker_id, "demonstration", "demo --no-serve", like=bare) as made:
        yield made


@pytest.fixture
def lillevik(demonstration, tmp_path):
    """An installation that holds Lillevik."""
    with installation(tmp_path / "home", like=demonstration) as made:
        yield made


@pytest.fixture(scope="session")
def django_db_use_migrations():
    """Not for the database of the tests: what it holds is a copy of one that was migrated."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(demonstration, django_db_setup, django_db_blocker):
    """The database of the tests holds what the demonstration does."""
    with django_db_blocker.unblock():
        _take_over(demonstration)
    shutil.copytree(demonstration.home / "files", settings.MEDIA_ROOT, dirs_exist_ok=True)
