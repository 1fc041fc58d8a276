"""The OpenAPI document, held against the server by schemathesis: as everybody, with invented requests about things that exist."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import started

CLIENTS = Path(__file__).parent
GROUP = "/api/v1/groups/wg-strategy"
# So few that they fit among the daily tests. All: EXAMPLES=100 ROLES=all script/with-database target/python/bin/pytest tests/clients/test_description.py
EXAMPLES = os.environ.get("EXAMPLES", "2")
PEOPLE = {
    "the public": None,
    "the administrator": "administrator",
    "an observer": "observer",
    "a member": "member",
    "the secretariat": "secretariat",
    "a co-chair": "co_chair",
}
# A request that the schema allows may still be refused for what it says: an id of something else, a state that has passed, an edit of another revision.
REFUSED = ["2xx", "400", "401", "403", "404", "409", "412", "422", "428", "429"]
USUAL = ["the public", "the secretariat"]


@pytest.fixture
def server():
    """One for each, for whoever administers takes away what others need."""
    with started() as server:
        yield server


@pytest.mark.parametrize("who", PEOPLE if os.environ.get("ROLES") == "all" else USUAL)
def test_the_server_does_what_its_description_says(server, who, tmp_path):
    token = server.token(PEOPLE[who]) if PEOPLE[who] else None
    settings = tmp_path / "schemathesis.toml"
    settings.write_text(configuration(server))
    # One worker: Python 3.11 parses itself wrongly in several threads (python/cpython#106905).
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(settings), "run", f"{server.url}/api/v1/openapi.json",
        "--checks", "all", "--max-examples", EXAMPLES, "--workers", "1", "--no-color", "--warnings", "off", "--seed", "1",
        "--continue-on-failure", "--suppress-health-check", "all", "--request-timeout", "20",
    ]  # fmt: skip
    if token:
        command += ["--header", f"Authorization: Bearer {token}"]
    told = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    log = os.environ.get("SCHEMATHESIS_LOG")
    if log:
        Path(f"{log}-{who.replace(' ', '-')}.txt").write_text(told.stdout + told.stderr)
    assert told.returncode == 0, told.stdout[-20_000:] + told.stderr[-2_000:]


def configuration(server) -> str:
    """What the names in addresses stand for, so that requests get past them; and which refusals are right."""
    operations = []
    for identifier, given in known(server).items():
        values = ", ".join(f'"path.{name}" = {json.dumps(value)}' for name, value in given.items())
        operations.append(f'[[operations]]\ninclude-operation-id = "{identifier}"\nparameters = {{ {values} }}\n')
    return f"""
[parameters]
"path.group" = "wg-strategy"
"path.meeting" = "45"
"path.plan" = "wsis20"
"path.edition" = 1
"path.version" = 1

[checks]
positive_data_acceptance.expected-statuses = {json.dumps(REFUSED)}
missing_required_header.expected-statuses = ["4xx"]

{"".join(operations)}
"""


def known(server) -> dict[str, dict[str, str]]:
    """For each call that names something by its id: one that exists, if the list beside it has any."""
    document = json.load(server.get("/api/v1/openapi.json"))
    token = server.token("co_chair")
    found = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            given = {}
            # Calls on what comes later are of the meeting that is to come.
            if any(step in path for step in ("/scheduling", "/session", "/closing", "/cancellation")):
                given["meeting"] = "46"
            name = next((name for name in ("entry", "item", "comment", "action", "membership", "section", "webhook") if f"{{{name}}}" in path), None)
            if name:
                before = path.split(f"/{{{name}}}")[0].format(group="wg-strategy", meeting=given.get("meeting", "45"), plan="wsis20")
                items = listed(server, before, token)
                # What is looked at is not what is taken away.
                if method == "delete":
                    items = items[:0:-1]
                if items:
                    given[name] = items[0].get("id") or items[0]
            if given:
                found[operation["operationId"]] = given
    return found


def listed(server, path: str, token: str) -> list:
    try:
        answer = json.load(server.get(path, Authorization=f"Bearer {token}"))
    except OSError:
        return []
    return answer.get("items", []) if isinstance(answer, dict) else []
