"""A server for the clients of other people: the debug build with the demonstration, on a database and a port of its own."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("RAPPORTEUR", str(ROOT / "target/debug/rapporteur"))
PATIENCE = 60
PEOPLE = {
    "co_chair": "cochair@example.org",
    "second_co_chair": "cochair2@example.org",
    "secretariat": "secretariat@example.org",
    "member": "member@example.org",
    "observer": "observer@example.org",
    "administrator": "admin@example.org",
}


@dataclass
class Server:
    url: str
    database: str
    settings: dict[str, str]

    def get(self, path: str, **headers: str) -> urllib.request.addinfourl:
        return urllib.request.urlopen(urllib.request.Request(self.url + path, headers=headers))

    def run(self, *command: str) -> str:
        """Another command of the program, beside the server; what it says."""
        told = subprocess.run([PROGRAM, *command], env=self.settings, capture_output=True, text=True, check=True)
        return told.stdout

    def token(self, who: str) -> str:
        """That may write, of somebody of the demonstration."""
        made = self.run("token", "make", "--email", PEOPLE[who], "--name", "A test", "--write", "--days", "1")
        return made.strip()

    def sql(self, statement: str) -> str:
        return psql(self.database, statement)


@pytest.fixture(scope="module")
def server():
    with started() as server:
        yield server


@contextmanager
def started():
    home = Path(tempfile.mkdtemp(prefix="rapporteur-clients-"))
    home.chmod(0o755)
    database = new_database()
    address = f"127.0.0.1:{free_port()}"
    settings = os.environ | {
        "DATABASE_URL": database,
        "DATA_DIR": str(home / "var"),
        "LISTEN": address,
        "BASE_URL": f"http://{address}",
        # Whoever tries everything calls often.
        "API_REQUESTS": "1000000",
    }
    with open(home / "log", "w") as log:
        process = subprocess.Popen([PROGRAM, "serve", "--demo"], env=settings, stdout=log, stderr=log)
    try:
        until_ready(process, f"http://{address}/readyz", home / "log")
        yield Server(f"http://{address}", database, settings)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=15) == 0, (home / "log").read_text()
    finally:
        process.kill()
        process.wait()
        psql(os.environ["DATABASE_URL"], f'drop database "{urlsplit(database).path[1:]}" with (force)')
        shutil.rmtree(home)


def new_database() -> str:
    """Beside the one in DATABASE_URL, which script/with-database gives."""
    name = f"clients_{secrets.token_hex(8)}"
    psql(os.environ["DATABASE_URL"], f'create database "{name}"')
    # "postgresql:///postgres?host=…": there is no host for urllib to keep its slashes by.
    before, rest = os.environ["DATABASE_URL"].split("://", 1)
    server, _, options = rest.partition("/")
    return f"{before}://{server}/{name}?{options.partition('?')[2]}"


def psql(url: str, statement: str) -> str:
    command = ["psql", url, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--command", statement]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def until_ready(process: subprocess.Popen, url: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    pytest.fail(f"The server did not get ready.\n{log.read_text()}")
