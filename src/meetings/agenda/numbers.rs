//! Printed numbers: 1., a., i., as in the reports of the model group.

/// The label of the `nth` item (from 1) at a depth (from 0).
pub fn label(depth: usize, nth: usize) -> String {
    match depth % 3 {
        0 => nth.to_string(),
        1 => letters(nth),
        _ => roman(nth),
    }
}

/// a … z, aa, ab …
fn letters(nth: usize) -> String {
    let before = (nth - 1) / 26;
    let letter = char::from(b'a' + ((nth - 1) % 26) as u8);
    if before == 0 { letter.to_string() } else { format!("{}{letter}", letters(before)) }
}

fn roman(nth: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut left = nth;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        text.push_str(&sign.repeat(left / value));
        left %= value;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn numbers_read_as_in_the_model() {
        let cases =
            [(0, 12, "12"), (1, 1, "a"), (1, 27, "aa"), (2, 4, "iv"), (2, 19, "xix"), (3, 2, "2")];
        for (depth, nth, printed) in cases {
            assert_eq!(label(depth, nth), printed);
        }
    }
}
