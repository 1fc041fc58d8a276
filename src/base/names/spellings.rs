//! Whatever a name looks like and wherever it stands, it is found.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

const NAMES: [&str; 16] = [
    "Kofi Mensah",
    "Bénédicte Roy",
    "Sean O'Brien",
    "Jean-Pierre Dubois",
    "Özgür Ünal",
    "Li Wu",
    "王小明",
    "Łukasz Weiß",
    "Wout de Vries",
    "María Núñez",
    "Иван Петров",
    "김민수",
    "王 明",
    "Novak Đoković",
    "佐藤健",
    "김 민",
];

fn spelt() -> impl Strategy<Value = (usize, String)> {
    (0..NAMES.len(), 0..15_usize, 0..8_usize).prop_map(|(nth, form, part)| {
        let words: Vec<_> = NAMES[nth].split(' ').collect();
        let family = words.len() - 1;
        // One sign alone names nobody.
        let is_name = |word: &str| word.chars().count() > 1;
        let chosen = match part {
            0 if is_name(words[0]) => words[0].to_owned(),
            1 if is_name(words[family]) => words[family].to_owned(),
            2 if family > 0 => format!("{}, {}", words[1..].join(" "), words[0]),
            3 if family > 0 => format!("{} {}", words[family], words[0]),
            _ => NAMES[nth].to_owned(),
        };
        let spelt = match form {
            0 => chosen.to_uppercase(),
            1 => chosen.nfd().collect(),
            2 => chosen.nfkd().collect(),
            3 => chosen.replace('\'', "’"),
            4 => chosen.replace('-', "\u{2011}").replace(' ', "\u{a0}"),
            5 => chosen.nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).nfc().collect(),
            6 => chosen.replace(' ', "\n"),
            7 => format!("**{}**", chosen),
            8 => [('ö', "oe"), ('ü', "ue"), ('Ö', "Oe"), ('Ü', "Ue"), ('Đ', "Dj")]
                .into_iter()
                .fold(chosen, |chosen, (letter, long)| chosen.replace(letter, long)),
            9 => chosen.chars().flat_map(|c| [c, '\u{ad}']).collect(),
            10 => format!("{chosen}’s"),
            11 => chosen.replace(' ', "\n> "),
            12 => chosen.chars().map(|letter| format!("&#{};", u32::from(letter))).collect(),
            13 => chosen.replace(' ', "** **"),
            _ => chosen,
        };
        (nth, spelt)
    })
}

/// Texts that name nobody.
fn text() -> impl Strategy<Value = String> {
    "([a-hA-H]{4,7}|[0-9]{1,3}|\\*|\\n|\\n\\n- |, |\\. |é|会议|\\(|\\[|&|%|_| ){0,12}"
}

proptest! {
    #[test]
    fn any_spelling_in_any_place_is_found_and_replacing_leaves_none(
        (nth, spelt) in spelt(), before in text(), after in text()
    ) {
        let people = People::new(&[vec![NAMES[nth].to_owned()]], &[]);
        let source = format!("{before} {spelt} {after}");
        let places = people.places(&source, None);
        prop_assert!(!places.is_empty(), "{}", source);
        let mut left = source.clone();
        for place in places.iter().rev() {
            left.replace_range(place.range.clone(), "x");
        }
        prop_assert!(people.places(&left, None).is_empty(), "{} of {}", left, source);
        let letters = |text: &str| fold(text);
        prop_assert!(!letters(&left).contains(&letters(NAMES[nth])), "{}", left);
    }

    #[test]
    fn nothing_is_found_where_nobody_is_named(text in text()) {
        let names: Vec<_> = NAMES.map(|name| vec![name.to_owned()]).to_vec();
        prop_assert!(People::new(&names, &[]).places(&text, None).is_empty(), "{}", text);
    }

    #[test]
    fn places_are_whole_letters_of_any_text(source in "\\PC{0,40}", name in "\\PC{1,12}") {
        let people = People::new(&[vec![name.clone()]], &[name.clone() + " x"]);
        for place in people.places(&source, Some(0)) {
            prop_assert!(source.is_char_boundary(place.range.start));
            prop_assert!(source.is_char_boundary(place.range.end));
            let _ = sentence_around(&source, &place.range);
            let _ = with_title(&source, place.range.clone());
            let _ = address_around(&source, &place.range);
        }
        let _ = subject(&source, &name, &Bearers::default());
        let _ = same_person(&source, &name);
    }
}
