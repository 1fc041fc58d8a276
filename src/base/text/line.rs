//! Names, titles and addresses: one line, in which nothing is that nobody sees.

/// The text with single blanks, without signs that cannot be seen and could turn what stands
/// beside it round, or make two names look alike.
pub fn line(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let seen = signs.iter().enumerate().filter(|(at, sign)| {
        sign.is_whitespace() || !is_unseen(**sign) || joins(&signs[..*at], **sign, &signs[at + 1..])
    });
    let seen: String = seen.map(|(_, sign)| sign).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether nothing is printed of a sign, or it changes the order of others.
pub fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(sign,
            // Those that set the direction.
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}'
            // Those without width, and letters that look like a blank.
            | '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            // For programs: places for something else, and tags.
            | '\u{FFF9}'..='\u{FFFC}' | '\u{E0000}'..='\u{E0FFF}')
}

const NON_JOINER: char = '\u{200C}';
const JOINER: char = '\u{200D}';

/// A joiner between letters of a writing that needs it, or between the parts of one picture.
fn joins(before: &[char], sign: char, after: &[char]) -> bool {
    let (Some(before), after) = (before.last(), after.first()) else { return false };
    match sign {
        JOINER | NON_JOINER if is_indic(*before) => true,
        JOINER | NON_JOINER if is_cursive(*before) => after.is_some_and(|after| is_cursive(*after)),
        JOINER => is_picture(*before) && after.is_some_and(|after| is_picture(*after)),
        _ => false,
    }
}

/// Their signs can also be joined to nothing, at the end of a word.
fn is_indic(letter: char) -> bool {
    matches!(letter, '\u{900}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

/// Arabic and its like, and Mongolian.
fn is_cursive(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{7FF}' | '\u{840}'..='\u{8FF}' | '\u{1800}'..='\u{18AF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

fn is_picture(sign: char) -> bool {
    matches!(sign, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn what_nobody_sees_is_left_out() {
        for (typed, kept) in [
            ("  Mira \t Rao\n", "Mira Rao"),
            ("Mira\u{202E}oaR", "MiraoaR"),
            ("\u{2067}Mira\u{2069} \u{200F}Rao\u{200E}\u{61C}", "Mira Rao"),
            ("Mi\u{200B}ra\u{2060}\u{FEFF} Ra\u{AD}o", "Mira Rao"),
            ("Mira\u{2028}Rao\u{2029}", "Mira Rao"),
            ("Mira\0\u{7} Rao\u{9F}", "Mira Rao"),
            ("Mi\u{200C}ra R\u{200D}ao", "Mira Rao"),
            ("\u{200B}\u{2062}", ""),
            ("\u{3164}", ""),
            ("Mira\u{E0041}", "Mira"),
        ] {
            assert_eq!(line(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn what_a_writing_needs_stays() {
        for name in [
            // Persian, Hindi, Malayalam with a joiner at its end.
            "می\u{200C}خواهم",
            "क्\u{200D}ष",
            "അവന്\u{200D}",
            "👩\u{200D}💻 👨🏽\u{200D}🔬 ❤\u{FE0F}\u{200D}🔥",
            "Nguyễn Thị Lan",
            "e\u{301}",
            "王小明",
            "עברית",
        ] {
            assert_eq!(line(name), name, "{name:?}");
        }
    }
}
