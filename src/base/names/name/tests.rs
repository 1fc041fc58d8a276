//! What a name is made of.

use super::*;

#[test]
fn particles_and_initials_are_no_names() {
    let parts = |name: &str| -> Vec<String> {
        let name = Name::of(name);
        name.parts.iter().map(|part| part.spellings[0].letters.clone()).collect()
    };
    for (name, named) in [
        ("Wout de Vries", vec!["wout", "vries"]),
        ("Maria dos Santos", vec!["maria", "santos"]),
        ("Ludwig Van Beethoven", vec!["ludwig", "beethoven"]),
        ("Al Gore", vec!["al", "gore"]),
        ("Kofi A. Mensah Jr.", vec!["kofi", "mensah"]),
        ("Dr. Ana Costa, ISOC Brazil", vec!["ana", "costa"]),
        ("Sean O'Brien", vec!["sean", "obrien"]),
    ] {
        assert_eq!(parts(name), named, "{name}");
    }
}
