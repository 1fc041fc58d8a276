//! Numbers that blanks part into groups: "12 750" also looks for 12750, as 12,750 is kept.

use super::Term;

/// The terms as they were typed, or with such numbers in one.
pub fn both_ways(terms: &[Term]) -> String {
    let (typed, joined) = (written(terms), written(&joined(terms)));
    if typed == joined { typed } else { format!("{typed} or {joined}") }
}

fn written(terms: &[Term]) -> String {
    terms.iter().map(Term::to_string).collect::<Vec<_>>().join(" ")
}

/// What is left out stays as it was typed.
fn joined(terms: &[Term]) -> Vec<Term> {
    let is_word = |term: &Term| !term.phrase && !term.not;
    let runs = terms.chunk_by(|one, next| is_word(one) && is_word(next));
    let runs = runs.flat_map(|run| match run {
        [term] if term.not => vec![term.clone()],
        [term] => vec![Term { text: in_one(term.text.split(' ')).join(" "), ..term.clone() }],
        words => {
            let texts = in_one(words.iter().map(|word| &*word.text)).into_iter();
            texts.map(|text| Term { text, phrase: false, not: false }).collect()
        }
    });
    runs.collect()
}

fn in_one<'w>(words: impl Iterator<Item = &'w str>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let mut goes_on = false;
    for word in words {
        match joined.last_mut().filter(|_| goes_on && is_group(word)) {
            Some(number) => {
                number.push_str(word);
                goes_on = word.len() == 3;
            }
            None => {
                joined.push(word.to_owned());
                goes_on = begins(word);
            }
        }
    }
    joined
}

/// "12", "$12"
fn begins(word: &str) -> bool {
    let digits = word.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    (1..=3).contains(&digits.len()) && is_digits(digits) && !digits.starts_with('0')
}

/// "750", "750)"
fn is_group(word: &str) -> bool {
    word.split_at_checked(3)
        .is_some_and(|(digits, after)| is_digits(digits) && !after.contains(char::is_alphanumeric))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
