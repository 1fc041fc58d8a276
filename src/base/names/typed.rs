//! Names as people type, paste, decline and wrap them.

use super::*;

/// The text with certain places in {braces} and doubtful ones in <angles>.
fn marked(name: &str, others: &[&str], text: &str) -> String {
    let others: Vec<_> = others.iter().map(|other| (*other).to_owned()).collect();
    let people = People::new(&[vec![name.to_owned()]], &others);
    let (mut marked, mut after) = (String::new(), 0);
    for place in people.places(text, None) {
        let (open, close) = if place.certain { ('{', '}') } else { ('‹', '›') };
        marked.extend([
            &text[after..place.range.start],
            &open.to_string(),
            &text[place.range.clone()],
        ]);
        marked.push(close);
        after = place.range.end;
    }
    marked + &text[after..]
}

fn check(name: &str, others: &[&str], text: &str) {
    let bare = text.replace(['{', '}', '‹', '›'], "");
    assert_eq!(marked(name, others, &bare), text, "{name}");
}

#[test]
fn in_latin_letters() {
    for (name, text) in [
        (
            "Mira Castellund",
            "{Castellund}’s, {Castellund}'s, {Mira}`s; ‹Castellunds› plan, CastellundX",
        ),
        ("Mira Castellund", "{M. Castellund}, {M Castellund}, {Castellund, M.}; {Mira C.}: yes"),
        ("Mira Castellund", "J. ‹Castellund›"),
        ("Mira Castellund", "{Castellund, Mira}; {CASTELLUND Mira}; {Castellund (Mira})"),
        (
            "Mira Castellund",
            "**{Mira** Castellund} and _{Mira_ **Castellund}**; [{Mira}](x) {Castellund}",
        ),
        (
            "Mira Castellund",
            "> So {Mira\n> Castellund} said; {Mira  \n  Castellund}, {Mira\\\nCastellund}",
        ),
        (
            "Mira Castellund",
            "{Castel-\nlund}, {Castel\u{ad}\nlund}, {Castel-\n> lund}, {Cas\u{ad}tel\u{ad}lund}",
        ),
        (
            "Mira Castellund",
            "\u{2068}{Mira Castellund}\u{2069}, {Mira\u{202f}Castellund}, {Mira\u{2011}Castellund}",
        ),
        (
            "Mira Castellund",
            "{MIRA.CASTELLUND}@EXAMPLE.ORG, [x](mailto:{mira%2Ecastellund}%40example.org)",
        ),
        ("Mira Castellund", "{%4Dira}, {M&iacute;ra} and {Ｍｉｒａ}, {𝐌𝐢𝐫𝐚 𝐂astellund}; miracle"),
        (
            "Mira Castellund",
            "#{MiraCastellund} @{miracastellund}, @{castellundm}, m.{castellund}@x.example",
        ),
        (
            "Seán O'Brien",
            "{O&#39;Brien}, {O&rsquo;Brien}, {O´Brien}, {O′Brien}, {OʼBrien}, {O Brien}; {SEAN O‛BRIEN}",
        ),
        (
            "Jean-Pierre Dubois",
            "{J.-P. Dubois}; {Dubois, J.-P.}; {JEAN—PIERRE}, {Jean\u{2010}Pierre}’s",
        ),
        ("Sofia Núñez", "‹Soﬁa›; {NUN\u{303}EZ}, ‹Nunezs›’; {Nuñez}"),
        ("Xi Yu", "{Xi} said {Yu, Xi} and {XI YU}, not six or yule"),
        ("Omar al-Rashid", "{al-Rashid}, {Al Rashid}; {Omar Al‑Rashid}, ‹Rashid›"),
        ("Trần Đức Minh", "{TRẦN ĐỨC MINH}, {Tran Duc Minh}, {Tran Duc}"),
        ("Grace Hopperton", "‹Grace› said; {Hopperton, Grace} and {G. Hopperton}"),
    ] {
        check(name, &[], text);
    }
}

#[test]
fn in_other_letters() {
    for (name, text) in [
        ("王小明", "我们请@{王小明}发言，{王　小明}同意。‹小明›说"),
        ("สมชาย ใจดี", "คุณ{สมชาย ใจดี}กล่าวว่า, {สมชายใจดี}, คุณ‹สมชาย›กล่าว"),
        ("ガク タナカ", "{ｶﾞｸ ﾀﾅｶ}さん、ガ"),
        ("김민수", "어제 {김민수}씨가, ‹민수›는"),
        ("Γιώργος Παππάς", "Ο {ΓΙΩΡΓΟΣ ΠΑΠΠΑΣ} και ο {Γιωργος}"),
        ("Дем'янчук Олена", "{Дем’янчук} и {ОЛЕНА ДЕМʼЯНЧУК}"),
        ("عمر الراشد", "قال {عُمَر الرّاشِد}، و{الراشد}"),
    ] {
        check(name, &[], text);
    }
}

#[test]
fn beside_others_of_the_name() {
    for (name, others, text) in [
        (
            "Mira Castellund",
            &["Tor Castellund"][..],
            "‹Castellund› and {Mira}; ‹M. Castellund›, Tor Castellund",
        ),
        (
            "Mira Castellund",
            &["Mia Castellund"],
            "‹M. Castellund› said, {Castellund, Mira} and ‹Castellund›, Mia",
        ),
        (
            "Mira Castellund",
            &[],
            "{Mira} and Tor ‹Castellund›; ‹Mira› Berg; ‹Mira› K. said, {Castellund}, Tor",
        ),
    ] {
        check(name, others, text);
    }
}

#[test]
fn known_addresses() {
    for text in [
        "[x](mailto:{blue77%40moc.example}) {BLUE77＠MOC.EXAMPLE} {blue77%40moc%2Eexample}",
        "<mailto:{Blue77@moc.example}?subject=a>; {blue77@moc.example}’s",
    ] {
        check("blue77@moc.example", &[], text);
    }
}
