//! Titles that stand after a name: "王先生", "佐藤さん", "김 씨".

use super::fold::Folded;
use super::gaps::is_inner;
use super::letters::Spelling;

/// A title after a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// Where it ends in the text.
    pub end: usize,
    /// It is an office, which may be anybody's, and no form of address.
    pub office: bool,
}

/// In bytes. How far a title is looked for.
const LONGEST: usize = 48;

/// The title right after a place, divided from it by one blank at most.
pub fn title_after(text: &str, end: usize) -> Option<Title> {
    let rest = &text[end..text.floor_char_boundary(end.saturating_add(LONGEST))];
    let title = rest.trim_start_matches(is_inner);
    let title = title.strip_prefix([' ', '\u{a0}', '\u{3000}']).unwrap_or(title);
    let title = title.trim_start_matches(is_inner);
    if title.starts_with(|letter: char| letter.is_ascii() || !letter.is_alphanumeric()) {
        return None;
    }
    if !may_begin(title) {
        return None;
    }
    let start = end + (rest.len() - title.len());
    let folded = Folded::of(title, Spelling::Plain);
    let of = |titles: &'static [&'static str], office: bool| {
        let those = titles.iter().filter(|title| folded.letters.starts_with(**title));
        those.map(|title| title.len()).max().map(|length| (length, office))
    };
    let found = of(ADDRESSES, false).into_iter().chain(of(OFFICES, true));
    let (length, office) = found.max_by_key(|(length, office)| (*length, !office))?;
    Some(Title { end: start + folded.range(0..length).end, office })
}

/// Whether its first Chinese letters, which are never folded, are those of a title. Most words are
/// told apart by them, without the time that folding takes.
fn may_begin(text: &str) -> bool {
    let length = text.find(|letter| !matches!(letter, '\u{4E00}'..='\u{9FFF}'));
    let plain = &text[..length.unwrap_or(text.len())];
    let mut titles = ADDRESSES.iter().chain(OFFICES);
    titles.any(|title| title.starts_with(plain) || plain.starts_with(title))
}

const ADDRESSES: &[&str] = &[
    "先生",
    "女士",
    "小姐",
    "太太",
    "夫人",
    "同志",
    "阁下",
    "閣下",
    "老师",
    "老師",
    "さん",
    "さま",
    "様",
    "氏",
    "殿",
    "君",
    "くん",
    "ちゃん",
    "女史",
    "씨",
    "님",
    "선생",
    "선생님",
    "여사",
    "여사님",
    "教授",
    "博士",
    "교수",
    "교수님",
    "박사",
];

const OFFICES: &[&str] = &[
    "主席",
    "主任",
    "部长",
    "部長",
    "司长",
    "司長",
    "处长",
    "處長",
    "局长",
    "局長",
    "科长",
    "科長",
    "課長",
    "室長",
    "社長",
    "会长",
    "會長",
    "会長",
    "院长",
    "院長",
    "院士",
    "校长",
    "校長",
    "议长",
    "議長",
    "秘书长",
    "秘書長",
    "委员",
    "委員",
    "大使",
    "公使",
    "参赞",
    "大臣",
    "次官",
    "总裁",
    "總裁",
    "总理",
    "總理",
    "经理",
    "經理",
    "律师",
    "律師",
    "医生",
    "議員",
    "议员",
    "理事",
    "위원장",
    "위원",
    "의장",
    "장관",
    "차관",
    "대사",
    "국장",
    "과장",
    "부장",
    "팀장",
    "사장",
    "회장",
    "이사장",
    "의원",
    "변호사",
    "원장",
];

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn a_title_stands_right_after_a_name() {
        for (text, title, office) in [
            ("王先生说", "先生", false),
            ("王 先生", " 先生", false),
            ("王**先生", "**先生", false),
            ("김 씨는", " 씨", false),
            ("김선생님은", "선생님", false),
            ("李秘书长说", "秘书长", true),
        ] {
            let name = text.chars().next().unwrap().len_utf8();
            let end = name + title.len();
            assert_eq!(title_after(text, name), Some(Title { end, office }), "{text}");
        }
        let decomposed: String = "씨는".nfd().collect();
        assert_eq!(title_after(&decomposed, 0).map(|title| title.end), Some(6));
        for text in ["王。先生", "王，先生", "王小先生", "王", "王\n\n先生", "王 said"]
        {
            assert_eq!(title_after(text, "王".len()), None, "{text}");
        }
    }
}
