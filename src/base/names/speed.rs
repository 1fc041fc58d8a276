//! How long a large text is looked through, with many names.

use std::time::Duration;

use super::*;

const MEGABYTE: usize = 1_000_000;

/// How long this thread has had a core, which does not count what else the machine does.
fn ran() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(told.split(' ').next().unwrap().parse().unwrap())
}

/// Two hundred who are looked for, and as many others.
fn many() -> People {
    let named = |nth: usize| match nth % 4 {
        0 => format!("Kofi{nth} Mensah{nth} Ünal"),
        1 => format!("Jean-Pierre{nth} O’Brien{nth}"),
        2 => format!("王小{}", char::from_u32(0x4E00 + nth as u32).unwrap()),
        _ => format!("Ana{nth} Costa{nth}"),
    };
    let names: Vec<_> = (0..200).map(|nth| vec![named(nth), format!("a{nth}@b.example")]).collect();
    let others: Vec<_> = (200..400).map(named).collect();
    People::new(&names, &others)
}

#[test]
fn a_megabyte_is_looked_through_in_a_second() {
    let people = many();
    for letters in [
        "Then somebody said that the group agreed. ",
        "Größe Zürich naïve. ",
        "会议推迟了。",
        "Привет, мир. ",
        "Then Kofi4 Mensah4 said it, and Costa7 agreed with what the working group had written. ",
        "然后王小丂先生说会议应该推迟，大家都同意这个建议。",
    ] {
        let text = letters.repeat(MEGABYTE / letters.len());
        let start = ran();
        let places = people.places(&text, None).len();
        let taken = ran() - start;
        assert!(taken < Duration::from_secs(1), "{letters}: {places} in {taken:?}");
    }
}

/// Where each place is looked at from the beginning of the text, or of its line, ten times the text
/// takes a hundred times as long. The short text is looked through as much more often, since the
/// system counts in ticks of some milliseconds.
#[test]
fn ten_times_the_text_takes_not_much_more_than_ten_times_as_long() {
    let named = |family: usize| move |nth: usize| format!("Kofi{} {family}-Mensah{nth}", nth / 10);
    let names: Vec<_> = (0..250).map(named(1)).map(|name| vec![name]).collect();
    let names: Vec<_> = names.into_iter().chain([vec!["Al Gore".to_owned()]]).collect();
    let others: Vec<_> = (0..250).map(named(2)).chain(["王小明".to_owned()]).collect();
    let people = People::new(&names, &others);
    for letters in [
        "Then Kofi7 1-Mensah71 said so, and Kofi9 agreed (Mensah93) that it works. ",
        "Al ",
        "Al soon ",
        "[it](https://x.example/mensah71) ",
        "](/mensah71) ",
    ] {
        let taken = |length: usize, times: usize| {
            let text = letters.repeat(length / letters.len());
            let start = ran();
            for _ in 0..times {
                let places = people.places(&text, None).into_iter();
                let places = places.map(|place| (place.range, place.person));
                assert!(replaced(&text, places) != text, "{letters}");
            }
            ran() - start
        };
        let (short, long) = (taken(8_000, 20), taken(80_000, 2));
        assert!(long < short * 4, "{letters}: {short:?}, {long:?}");
    }
}
