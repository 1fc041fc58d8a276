//! Several things in a sentence.

use std::fmt;

/// "A", "A and B", "A, B and C"
pub fn join(names: &[impl fmt::Display]) -> String {
    let mut list = String::new();
    for (nth, name) in names.iter().enumerate() {
        list.push_str(match nth {
            0 => "",
            nth if nth + 1 == names.len() => " and ",
            _ => ", ",
        });
        list.push_str(&name.to_string());
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_two_are_joined_by_and() {
        for (things, told) in [
            (&[][..], ""),
            (&["Ana"], "Ana"),
            (&["Ana", "Bo"], "Ana and Bo"),
            (&["Ana", "Bo", "Cy"], "Ana, Bo and Cy"),
        ] {
            assert_eq!(join(things), told);
        }
    }
}
