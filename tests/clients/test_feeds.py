"""What is published, read by the libraries that feed readers and calendars are made with."""

import json
import urllib.error
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest

GROUP = "/groups/wg-strategy"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class Head(HTMLParser):
    """The links and the data of a page."""

    def __init__(self, page):
        super().__init__()
        self.links, self.data, self.within = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "link":
            self.links.append(attributes)
        self.within = tag == "script" and attributes.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self.within:
            self.data.append(json.loads(data))
            self.within = False


def head_of(server, path):
    with server.get(path) as page:
        return Head(page.read().decode())


def calendar_of(server, path):
    with server.get(path) as answer:
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        text = answer.read()
    assert all(len(line) <= 75 for line in text.split(b"\r\n")), "lines are folded at 75 bytes"
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
    return calendar


@pytest.mark.parametrize("path", [f"{GROUP}.atom", "/publications.atom"])
def test_a_feed_reader_finds_what_was_published(server, path):
    feed = feedparser.parse(server.url + path)

    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.id == server.url + path == next(link.href for link in feed.feed.links if link.rel == "self")
    assert feed.feed.updated_parsed == max(entry.updated_parsed for entry in feed.entries)
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids))
    report = next(entry for entry in feed.entries if entry.title.endswith("Summary of Online Meeting 45"))
    assert report.link == report.id == f"{server.url}{GROUP}/meetings/45/summary/editions/1"
    assert report.author == "WG-Strategy"
    assert report.summary and not report.summary.startswith("Online Meeting 45")
    for entry in feed.entries:
        with server.get(entry.link.removeprefix(server.url)) as page:
            assert page.status == 200
    assert "plan" in {tag.term for entry in feed.entries for tag in entry.tags}


def test_a_feed_reader_that_comes_again_is_sent_nothing(server):
    first = feedparser.parse(f"{server.url}{GROUP}.atom")
    assert feedparser.parse(f"{server.url}{GROUP}.atom", etag=first.etag).status == 304
    assert feedparser.parse(f"{server.url}{GROUP}.atom", modified=first.modified).status == 304


@pytest.mark.parametrize("page", ["/", GROUP, f"{GROUP}/meetings/45/summary/editions/1"])
def test_a_page_leads_a_reader_to_its_feed(server, page):
    feeds = [link for link in head_of(server, page).links if link.get("type") == "application/atom+xml"]

    assert len(feeds) == 1
    assert not feedparser.parse(urljoin(server.url, feeds[0]["href"])).bozo


def test_a_calendar_shows_the_meetings_of_the_group(server):
    calendar = calendar_of(server, f"{GROUP}.ics")

    meetings = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    report = meetings["Online Meeting 45"]
    assert report.start == datetime(2022, 9, 30, 14, tzinfo=UTC)
    assert report.end - report.start <= timedelta(hours=3)
    assert report["status"] == "CONFIRMED"
    assert report["url"] == f"{server.url}{GROUP}/meetings/45"
    assert all(event["dtstamp"].dt <= datetime.now(UTC) for event in meetings.values())
    assert len({event["uid"] for event in meetings.values()}) == len(meetings)
    assert b"meet." not in calendar.to_ical(), "the joining link is the members'"


def test_one_meeting_is_the_same_entry_and_tells_its_agenda(server):
    [event] = calendar_of(server, f"{GROUP}/meetings/45.ics").walk("VEVENT")

    [same] = [other for other in calendar_of(server, f"{GROUP}.ics").walk("VEVENT") if other["uid"] == event["uid"]]
    assert (same["sequence"], same.start) == (event["sequence"], event.start)
    agenda = str(event["description"]).split("\n")
    assert len(agenda) > 3 and agenda[0].startswith("1. "), agenda


def test_the_map_of_the_site_leads_to_pages_and_robots_may_read_them(server):
    robots = RobotFileParser(f"{server.url}/robots.txt")
    robots.read()
    [sitemap] = robots.site_maps()
    with server.get(sitemap.removeprefix(server.url)) as answer:
        tree = ElementTree.fromstring(answer.read())
    places = [location.text for location in tree.iter(f"{SITEMAP}loc")]

    assert 10 < len(places) == len(set(places))
    for place in places:
        assert robots.can_fetch("*", place), place
        with server.get(place.removeprefix(server.url)) as page:
            assert page.status == 200
    assert not robots.can_fetch("*", f"{server.url}/sign-in/link")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (GROUP, "Organization"),
        (f"{GROUP}/meetings/45", "Event"),
        (f"{GROUP}/meetings/45/summary/editions/1", "Report"),
        (f"{GROUP}/plans/wsis20", "Report"),
        (f"{GROUP}/plans/outreach/versions/1", "Report"),
    ],
)
def test_a_page_says_what_it_is(server, path, kind):
    [data] = head_of(server, path).data

    assert data["@type"] == kind
    assert data["url"] == server.url + path


def test_a_group_for_its_members_has_no_public_feed(server):
    server.sql("update groups set visibility = 'members_only'; notify events")
    try:
        for path in [f"{GROUP}.atom", f"{GROUP}.ics", f"{GROUP}/meetings/45.ics"]:
            assert status_once_heard(server, path) == 404
        assert not feedparser.parse(f"{server.url}/publications.atom").entries
    finally:
        server.sql("update groups set visibility = 'public'; notify events")


def status_once_heard(server, path):
    """The server forgets what it kept as soon as it hears the notice; until then it answers as before."""
    for _ in range(10_000):
        try:
            server.get(path)
        except urllib.error.HTTPError as refused:
            return refused.code
    return 200
