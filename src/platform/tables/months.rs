//! Months by name, as spreadsheets write them where they speak French, Spanish, German, Portuguese
//! or Italian.

/// Of each month, without marks: whatever language it is, no name is that of two.
const NAMES: [&[&str]; 12] = [
    &["janvier", "janv", "enero", "ene", "januar", "janner", "janeiro", "gennaio", "gen"],
    &["fevrier", "fevr", "fev", "febrero", "februar", "feber", "fevereiro", "febbraio"],
    &["mars", "marzo", "marz", "mrz", "maerz", "marco"],
    &["avril", "avr", "abril", "abr", "aprile"],
    &["mai", "mayo", "maio", "maggio", "mag"],
    &["juin", "junio", "juni", "junho", "giugno", "giu"],
    &["juillet", "juil", "julio", "juli", "julho", "luglio", "lug"],
    &["aout", "agosto", "ago"],
    &["septembre", "septiembre", "setiembre", "setembro", "settembre", "set"],
    &["octobre", "octubre", "oktober", "okt", "outubro", "out", "ottobre", "ott"],
    &["novembre", "noviembre", "novembro"],
    &["decembre", "diciembre", "dic", "dezember", "dez", "dezembro", "dicembre"],
];

/// In English too.
pub fn month(word: &str) -> Option<u32> {
    let folded = base::names::fold(word);
    let elsewhere = || NAMES.iter().position(|names| names.contains(&folded.as_str()));
    base::time::month(&folded).or_else(|| u32::try_from(elsewhere()? + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_their_names_in_six_languages() {
        for (nth, names) in (1..).zip([
            "January jan. janv. enero Jänner janeiro gennaio",
            "February Feb févr. febrero Februar fevereiro febbraio",
            "March mars marzo März Mrz. março",
            "April avr. abril aprile",
            "May mai mayo maio maggio",
            "June juin junio Juni junho giugno",
            "July juil. julio Juli julho luglio",
            "August août agosto ago.",
            "September Sept. septembre septiembre setembro settembre",
            "October octobre octubre Oktober outubro ottobre",
            "November novembre noviembre novembro",
            "December déc. diciembre Dezember dezembro dicembre",
        ]) {
            for name in names.split(' ') {
                assert_eq!(month(name), Some(nth), "{name}");
            }
        }
        for word in ["", "12", "m", "ma", "Marc", "Decem", "day", "Maya"] {
            assert_eq!(month(word), None, "{word}");
        }
    }
}
