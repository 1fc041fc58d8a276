"""A Python client that openapi-python-client makes of the document takes a meeting from its draft to its publication, and nothing else does."""

import hashlib
import importlib
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

GROUP = "wg-strategy"


@pytest.fixture(scope="module")
def client(server, tmp_path_factory):
    home = tmp_path_factory.mktemp("generated")
    (home / "config.yml").write_text("package_name_override: generated\npost_hooks: []\nliteral_enums: true\n")
    command = [
        sys.executable, "-m", "openapi_python_client", "generate", "--url", f"{server.url}/api/v1/openapi.json",
        "--config", str(home / "config.yml"), "--output-path", str(home / "client"), "--meta", "none", "--fail-on-warning",
    ]  # fmt: skip
    told = subprocess.run(command, capture_output=True, text=True, cwd=home)
    assert told.returncode == 0, told.stdout + told.stderr
    # Without the files that packages have beside their code, the folder is the package itself.
    (home / "client").rename(home / "generated")
    sys.path.insert(0, str(home))
    yield importlib.import_module("generated")
    sys.path.remove(str(home))


class Person:
    def __init__(self, server, client, role):
        self.client = client.AuthenticatedClient(base_url=server.url, token=server.token(role))

    def call(self, noun, name, **arguments):
        made = importlib.import_module(f"generated.api.{noun}.{name}")
        answer = made.sync_detailed(client=self.client, group=GROUP, **arguments)
        assert answer.status_code < 300, (name, answer.status_code, answer.content)
        return answer.parsed


def model(name):
    return getattr(importlib.import_module("generated.models"), name)


def test_a_meeting_goes_from_draft_to_published_through_the_api_alone(server, client):
    co_chair, other, secretariat = (Person(server, client, role) for role in ("co_chair", "second_co_chair", "secretariat"))
    starts = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    draft = co_chair.call("meetings", "make_meeting", body=model("MeetingBody")(starts_at=starts, minutes=60, moderators=["Ines Valdano"], draft=True))
    assert draft.state == "draft"
    meeting = str(co_chair.call("meetings", "schedule_meeting", meeting=f"draft-{draft.id}").number)

    item = co_chair.call("agendas", "add_agenda_item", meeting=meeting, body=model("AgendaItemBody")(title="The calendar"))
    co_chair.call("agendas", "publish_agenda", meeting=meeting)
    secretariat.call("meetings", "open_meeting", meeting=meeting, early=True)
    said = secretariat.call(
        "contributions", "add_contribution", meeting=meeting,
        body=model("ContributionBody")(item=item.id, guest="Amina Guest", text="Four meetings are enough."),
    )  # fmt: skip
    corrected = secretariat.call(
        "contributions", "correct_contribution", meeting=meeting, entry=said.id, if_match=f'"{said.revision}"',
        body=model("ContributionBody")(item=item.id, guest="Amina Guest", text="Four meetings are enough for a year."),
    )  # fmt: skip
    assert corrected.revision == said.revision + 1
    secretariat.call("decisions", "add_decision", meeting=meeting, body=model("DecisionBody")(item=item.id, text="We meet four times a year."))
    secretariat.call("meetings", "close_meeting", meeting=meeting)

    secretariat.call("summaries", "draft_summary", meeting=meeting, body=model("SummaryDrafting")())
    review = model("SummaryReview")(deadline=starts + timedelta(days=7))
    secretariat.call("summaries", "submit_summary_for_review", meeting=meeting, body=review)
    ended = model("SummaryReviewEnd")(reason="All speakers have agreed.")
    co_chair.call("summaries", "end_review_of_summary", meeting=meeting, body=ended)
    text = co_chair.call("summaries", "read_summary", meeting=meeting).text
    named = model("SummaryTextNamed")(text=text)
    for chair in (co_chair, other):
        chair.call("summaries", "approve_summary", meeting=meeting, body=named)
    secretariat.call("summaries", "publish_summary", meeting=meeting, body=named)

    published = server.get(f"/groups/{GROUP}/meetings/{meeting}/summary/editions/1.md").read()
    assert "Four meetings are enough for a year." in published.decode()
    assert hashlib.sha256(published).hexdigest() == text
