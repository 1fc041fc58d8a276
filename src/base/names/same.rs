//! Which writings are of one name.

use super::fold::Folded;
use super::written::words_of;

/// Whether two writings are of one name: in any spelling, and with the family name first where a
/// comma says so.
pub fn same_person(one: &str, other: &str) -> bool {
    let (one, other) = (keys(one), keys(other));
    one.iter().any(|key| other.contains(key))
}

/// What all writings of one name have in common, some in one spelling and some in another.
pub fn keys(written: &str) -> Vec<String> {
    let written = match written.split_once(',') {
        Some((family, given)) if words_of(family).len() == 1 => format!("{given} {family}"),
        _ => written.to_owned(),
    };
    let words = words_of(&written).join(" ");
    let readings = Folded::readings(&words).into_iter().map(|reading| reading.letters);
    readings.filter(|key| !key.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_writings_of_one_name_are_one_person() {
        for (one, other) in [
            ("Bénédicte Roy", "BENEDICTE ROY"),
            ("José Silva", "Jose\u{301} Silva"),
            ("Sean O'Brien", "Sean O’Brien"),
            ("Jean-Pierre Dubois", "Jean‑Pierre\u{a0}Dubois"),
            ("Jean-Pierre Dubois", "Jean Pierre Dubois"),
            ("Jürgen Weiß", "Juergen Weiss"),
            ("Jürgen Weiß", "Jurgen Weiss"),
            ("Łukasz Ørsted", "Lukasz Oersted"),
            ("Kofi Mensah", "Mensah, Kofi"),
            ("Kofi Mensah", "Mr. Kofi Mensah (MoC)"),
            ("İbrahim Işık", "ibrahim isik"),
            ("王小明", "王 小明"),
            ("Ｗａｎｇ", "Wang"),
        ] {
            assert!(same_person(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("Kofi Mensah", "Kofi Mensa"),
            ("Li Wu", "Wu Li"),
            ("Ana Costa", "Ana"),
            ("", ""),
            ("…", "!"),
            ("किरण", "करण"),
            ("がく", "かく"),
            ("김민수", "기민수"),
        ] {
            assert!(!same_person(one, other), "{one}, {other}");
        }
    }
}
