//! The text of a table, in whatever encoding a spreadsheet wrote it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A table as text. Where it was not in Unicode, with the name of the encoding it was read in.
#[derive(Debug, PartialEq)]
pub struct Decoded {
    pub text: String,
    pub guessed: Option<&'static str>,
}

/// Any bytes are some text: what a spreadsheet marks is believed, and the rest is guessed.
pub fn decode(bytes: &[u8]) -> Decoded {
    let certain = |text: String| Decoded { text, guessed: None };
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return certain(encoding.decode_with_bom_removal(bytes).0.into_owned());
    }
    if let Some(encoding) = wide(bytes) {
        return certain(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return certain(text.to_owned());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
    Decoded { text, guessed: Some(encoding.name()) }
}

/// UTF-16 without a mark: every other byte of mostly Latin letters is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let many = bytes.len() / 5;
    match (zeros(0), zeros(1)) {
        _ if bytes.len() < 4 => None,
        (0, low) if low > many => Some(UTF_16LE),
        (high, 0) if high > many => Some(UTF_16BE),
        _ => None,
    }
}

/// What programs read UTF-8 as that know nothing of it: on Windows, and on a Macintosh.
const MISREADINGS: [&Encoding; 2] = [MACINTOSH, WINDOWS_1252];

/// What a text was before UTF-8 was read as something else: "BÃ¼ro" and "B√ºro" were "Büro". None if
/// nothing in it looks like that.
pub fn mended(text: &str) -> Option<String> {
    let readings = MISREADINGS.map(|encoding| read_again(text, encoding));
    let (garbled, mended) = readings.into_iter().max_by_key(|(garbled, _)| *garbled)?;
    (garbled > 0).then_some(mended)
}

/// How many letters of a text look as if UTF-8 had been read in an encoding, and what it was.
fn read_again(text: &str, encoding: &'static Encoding) -> (usize, String) {
    let mut mended = String::with_capacity(text.len());
    let mut garbled = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match sequence(rest, encoding) {
            Some((was, length)) => {
                garbled += was.chars().count();
                mended.push_str(&was);
                rest = &rest[length..];
            }
            None => {
                mended.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    (garbled, mended)
}

/// A word that is garbled and what it was, as an example.
pub fn example(text: &str) -> Option<(String, String)> {
    let words = words(text).filter(|word| !word.is_ascii());
    words.filter_map(|word| Some((word.to_owned(), mended(word)?))).next()
}

/// A word of which letters are lost: whoever wrote the table had none for them.
pub fn lost(text: &str) -> Option<String> {
    words(text).find(|word| word.contains('\u{FFFD}')).map(str::to_owned)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| letter.is_ascii_whitespace() || ",;|\"".contains(letter))
}

/// The letters with which a text begins that are the bytes of others, with the length of the first
/// in bytes. Letters that also stand beside each other in some language count only if two such
/// sequences follow one another, as they do in writing that is not Latin.
fn sequence(text: &str, encoding: &'static Encoding) -> Option<(String, usize)> {
    let mut was = String::new();
    let mut length = 0;
    while let Some((letter, taken)) = letter(&text[length..], encoding) {
        was.push(letter);
        length += taken;
    }
    let first = was.chars().next()?;
    (is_common(first) || was.chars().count() > 1).then_some((was, length))
}

/// Latin letters with marks, and the signs of typography.
fn is_common(letter: char) -> bool {
    matches!(letter, '\u{A0}'..='\u{17F}' | '\u{2010}'..='\u{20CF}' | '\u{1F300}'..)
}

fn letter(text: &str, encoding: &'static Encoding) -> Option<(char, usize)> {
    let mut letters = text.chars();
    let lead = byte(letters.next()?, encoding)?;
    let more = match lead {
        0xC2..=0xDF => 1,
        0xE0..=0xEF => 2,
        0xF0..=0xF4 => 3,
        _ => return None,
    };
    let mut bytes = vec![lead];
    for letter in letters.take(more) {
        bytes.push(byte(letter, encoding)?);
    }
    let taken = text.chars().take(more + 1).map(char::len_utf8).sum();
    let was = std::str::from_utf8(&bytes).ok()?;
    Some((was.chars().next()?, taken))
}

/// The byte that is read as this letter, if it is none of ASCII.
fn byte(letter: char, encoding: &'static Encoding) -> Option<u8> {
    if letter.is_ascii() {
        return None;
    }
    let mut text = [0; 4];
    let (bytes, _, unknown) = encoding.encode(letter.encode_utf8(&mut text));
    match (&*bytes, unknown) {
        ([byte], false) if *byte >= 0x80 => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_in_the_encoding_it_was_written_in() {
        let wide = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(order).collect()
        };
        let text = "what,who\nBüro,Jürgen Müller\n";
        let latin: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
        for (bytes, guessed) in [
            (text.as_bytes().to_vec(), None),
            (format!("\u{FEFF}{text}").into_bytes(), None),
            (wide(&format!("\u{FEFF}{text}"), u16::to_le_bytes), None),
            (wide(&format!("\u{FEFF}{text}"), u16::to_be_bytes), None),
            (wide(text, u16::to_le_bytes), None),
            (wide(text, u16::to_be_bytes), None),
            (latin, Some("windows-1252")),
        ] {
            assert_eq!(decode(&bytes), Decoded { text: text.to_owned(), guessed });
        }
        let euro = decode(b"what,who\n\x80 100 \x96 D\xFCrer,Ren\xE9e\n").text;
        assert_eq!(euro, "what,who\n€ 100 – Dürer,Renée\n");
    }

    #[test]
    fn garbled_letters_are_recognised_and_mended() {
        for (text, was) in [
            ("BÃ¼ro Ã¶ffnen,JÃ¼rgen MÃ¼ller", "Büro öffnen,Jürgen Müller"),
            ("donâ€™t â€“ cafÃ©", "don’t – café"),
            ("NguyÅ„ski ÄŒapek", "Nguyński Čapek"),
            ("ÐŸÐ¸Ñ\u{81}ÑŒÐ¼Ð¾", "Письмо"),
            ("10â‚¬", "10€"),
            ("Ã\u{81}vila", "Ávila"),
            ("J√ºrgen M√ºller", "Jürgen Müller"),
            ("don‚Äôt ‚Äì caf√©, 10‚Ç¨", "don’t – café, 10€"),
            ("√Ñvila, ƒåapek", "Ävila, Čapek"),
            ("–ü–∏—Å—å–º–æ", "Письмо"),
        ] {
            assert_eq!(mended(text).as_deref(), Some(was), "{text}");
        }
        for text in [
            "Büro",
            "CAFÉ», São Tomé",
            "Ünlü & Söhne",
            "İstanbul",
            "王小明",
            "plain",
            "Ñ€",
            "l’État – « États », “Été” et „Äpfel‟",
            "‚Äpfel‘ und √9 ≈ 3",
            "…À bientôt",
        ] {
            assert_eq!(mended(text), None, "{text}");
        }
        let example = example("action,owners\n\"BÃ¼ro Ã¶ffnen\",x").unwrap();
        assert_eq!(example, ("BÃ¼ro".to_owned(), "Büro".to_owned()));
        assert_eq!(lost("action,owners\nx,J\u{FFFD}rgen Li").as_deref(), Some("J\u{FFFD}rgen"));
    }
}
