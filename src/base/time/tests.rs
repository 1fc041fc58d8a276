use chrono::{NaiveDateTime, TimeZone};
use serde_json::Value;

use super::*;

/// Instants and local times by the rules of 2026.
const CASES: &str = include_str!("../../../tests/fixtures/cases/zones.json");

fn cases(list: &str) -> Vec<Value> {
    let cases: Value = serde_json::from_str(CASES).unwrap();
    cases[list].as_array().unwrap().clone()
}

fn zone_of(case: &Value) -> Zone {
    case["zone"].as_str().unwrap().parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn named(name: &str) -> Zone {
    name.parse().unwrap()
}

fn typed(local: &str) -> TypedTime<'_> {
    let (date, time) = local.split_once('T').unwrap();
    TypedTime { date, time, ..TypedTime::default() }
}

#[test]
fn a_moment_reads_in_utc_and_where_the_reader_is() {
    let noon = Utc.with_ymd_and_hms(2022, 9, 30, 14, 0, 0).unwrap();
    let read_in = |zone| ZonedTime { at: noon, zone: named(zone) };

    assert_eq!(read_in("UTC").text(), "Fri 30 September 2022, 14:00 UTC");
    assert_eq!(read_in("UTC").local(), None);
    assert_eq!(read_in("Europe/London").local().unwrap(), "15:00 in London");
    assert_eq!(read_in("Asia/Kathmandu").local().unwrap(), "19:45 in Kathmandu");
    assert_eq!(
        read_in("Pacific/Auckland").text(),
        "Fri 30 September 2022, 14:00 UTC (Sat 1 October 2022, 03:00 in Auckland)"
    );
    let winter = Utc.with_ymd_and_hms(2026, 12, 10, 14, 0, 0).unwrap();
    let told = ZonedTime { at: winter, zone: named("Europe/Zurich") }.text();
    assert_eq!(told, "Thu 10 December 2026, 14:00 UTC (15:00 in Zurich)");
    assert_eq!(ZonedTime { at: winter, zone: named("Europe/London") }.local(), None);
}

#[test]
fn summaries_and_adopted_plans_keep_their_own_form() {
    let noon = Utc.with_ymd_and_hms(2022, 9, 30, 14, 0, 0).unwrap();
    assert_eq!(utc_in_record(noon), "30 September 2022 at 14:00 UTC");
    assert_eq!(date_in_record(noon.date_naive()), "30 September 2022");
}

#[test]
fn clocks_show_what_the_rules_of_2026_say() {
    for case in cases("shown") {
        let (instant, shown) = (at(case["instant"].as_str().unwrap()), &case["local"]);
        assert_eq!(zone_of(&case).local(instant), local(shown.as_str().unwrap()), "{case}");
    }
}

#[test]
fn what_is_typed_is_read_by_the_rules_of_2026() {
    for case in cases("typed") {
        let read = typed(case["local"].as_str().unwrap()).read(zone_of(&case)).unwrap();
        assert_eq!(timestamp(read.at), case["instant"].as_str().unwrap(), "{case}");
    }
}

#[test]
fn a_form_that_nobody_changed_keeps_the_instant() {
    let mut kept = cases("kept");
    for (zone, instant) in [
        ("Europe/Berlin", "2027-10-31T00:30:00Z"),
        // Half an hour comes twice there.
        ("Australia/Lord_Howe", "2027-04-03T14:45:00Z"),
        ("Australia/Lord_Howe", "2027-04-03T15:15:00Z"),
        ("America/New_York", "2027-11-07T06:15:00Z"),
        ("Asia/Kathmandu", "2027-01-01T00:00:00Z"),
        // Programs may say seconds, which forms do not show.
        ("Asia/Kathmandu", "2027-01-01T00:00:30Z"),
    ] {
        kept.push(serde_json::json!({ "zone": zone, "instant": instant }));
    }
    for case in kept {
        let (zone, instant) = (zone_of(&case), at(case["instant"].as_str().unwrap()));
        let shown = Agreed::of(instant, zone);
        let (date, time, was) = (shown.date(), shown.time(), shown.was());
        let offset = shown.which().unwrap_or_default();
        let sent = TypedTime { date: &date, time: &time, offset: &offset, was: &was };
        assert_eq!(sent.read(zone).unwrap().at, instant, "{case}");
        // Also where only one of the two is sent.
        assert_eq!(TypedTime { offset: "", ..sent }.read(zone).unwrap().at, instant, "{case}");
        let whole = Agreed::by_the_rules(shown.local, zone, shown.second).unwrap();
        assert_eq!(whole.at, instant, "{case}");
    }
}

#[test]
fn a_time_that_comes_twice_is_asked_about() {
    for (zone, typed_time, first, second) in [
        ("Europe/Berlin", "2027-10-31T02:30", "+02:00", "+01:00"),
        ("Australia/Lord_Howe", "2027-04-04T01:45", "+11:00", "+10:30"),
        ("America/New_York", "2027-11-07T01:00", "-04:00", "-05:00"),
    ] {
        let (zone, asked) = (named(zone), typed(typed_time));
        assert!(matches!(asked.read(zone), Err(Unclear::Twice(_))), "{typed_time}");
        let choices = asked.twice(zone).unwrap().choices();
        assert_eq!([&*choices[0].0, &*choices[1].0], [first, second]);
        let instants =
            [first, second].map(|offset| TypedTime { offset, ..asked }.read(zone).unwrap().at);
        assert!(instants[0] < instants[1]);
        // Whoever changes their mind has it their way.
        let was = Agreed::of(instants[0], zone).was();
        let changed = TypedTime { offset: second, was: &was, ..asked }.read(zone).unwrap();
        assert_eq!(changed.at, instants[1]);
    }
    let asked = typed("2027-10-31T02:30").read(named("Europe/Berlin")).unwrap_err();
    assert_eq!(
        asked.sentence(),
        "02:30 comes twice on Sun 31 October 2027, because clocks go back. Choose which one you mean."
    );
    assert!(asked.sentence_for_programs().contains("2027-10-31T00:30:00Z or 2027-10-31T01:30:00Z"));
}

#[test]
fn a_time_that_clocks_skip_is_no_instant() {
    for (zone, typed_time, told) in [
        ("Europe/Berlin", "2027-03-28T02:30", "from 02:00 to 03:00"),
        ("Australia/Lord_Howe", "2027-10-03T02:15", "from 02:00 to 02:30"),
        ("America/New_York", "2027-03-14T02:59", "from 02:00 to 03:00"),
    ] {
        let refused = typed(typed_time).read(named(zone)).unwrap_err().sentence();
        assert!(refused.starts_with("Clocks skip this time on that day."), "{refused}");
        assert!(refused.contains(told), "{refused}");
    }
    // Where new rules make a gap of what was agreed, it is moved on by as much as they skip.
    let moved = Agreed::by_the_rules(local("2027-03-28T02:30"), named("Europe/Berlin"), false);
    assert_eq!(moved.unwrap().at, at("2027-03-28T01:30:00Z"));
}

#[test]
fn a_year_in_which_nobody_meets_is_no_instant() {
    for (day, is_near) in [("1899-12-31", false), ("1900-01-01", true), ("2200-01-01", false)] {
        let read = typed(&format!("{day}T12:00")).read(Zone::UTC).map(|_| ());
        assert_eq!(read, if is_near { Ok(()) } else { Err(Unclear::TooFar) }, "{day}");
    }
    for (date, time, unclear) in
        [("soon", "12:00", Unclear::NoDate), ("2026-03-05", "noon", Unclear::NoTime)]
    {
        let read = TypedTime { date, time, ..TypedTime::default() }.read(Zone::UTC);
        assert_eq!(read, Err(unclear));
    }
}

#[test]
fn zones_are_known_by_their_names() {
    for (name, known) in [
        ("Europe/Zurich", Some("Europe/Zurich")),
        ("UTC", Some("UTC")),
        ("Asia/Calcutta", Some("Asia/Calcutta")),
        ("US/Pacific", Some("US/Pacific")),
        ("Asia/Mumbai", None),
        ("+05:30", None),
        ("", None),
        ("localtime", None),
        ("posix/Europe/Zurich", None),
        ("../../etc/passwd", None),
    ] {
        assert_eq!(zone(name).map(Zone::name), known, "{name}");
    }
    let offered = zones("Etc/GMT+3");
    let offers = |name: &str| offered.iter().any(|(value, _)| value == name);
    assert_eq!(offered[0].0, "UTC");
    assert!(offers("America/Vancouver") && offers("Etc/GMT+3"));
    assert!(!offers("Etc/GMT+4") && !offers("Factory") && !offers("posix/Europe/Zurich"));
}

#[test]
fn months_and_weekdays_are_known_by_their_names() {
    for (word, number) in [
        ("January", Some(1)),
        ("MAY", Some(5)),
        ("sep", Some(9)),
        ("Sept", Some(9)),
        ("Sept.", Some(9)),
        ("september", Some(9)),
        ("Dec.", Some(12)),
        ("", None),
        ("9", None),
        ("Septe", None),
        ("Marc", None),
        ("Mayor", None),
    ] {
        assert_eq!(month(word), number, "{word}");
    }
    for (word, day) in [
        ("Mon", Some(Weekday::Mon)),
        ("tuesday", Some(Weekday::Tue)),
        ("Tues.", Some(Weekday::Tue)),
        ("Thurs", Some(Weekday::Thu)),
        ("Sat.", Some(Weekday::Sat)),
        ("", None),
        ("Money", None),
        ("day", None),
        ("Sunda", None),
    ] {
        assert_eq!(weekday(word), day, "{word}");
    }
}
