//! Words that tell a speaker from an organisation, and speaking from anything else.

use std::collections::HashSet;
use std::sync::LazyLock;

use base::names::{is_lead_in, is_title};

pub fn is_office(word: &str) -> bool {
    let word = word.trim_end_matches(['s', ',']).to_lowercase();
    is_title(&word) || OFFICES.contains(word.as_str())
}

/// A body can own an action item: "IGF Secretariat: …", "Co-chairs: …".
pub fn is_body(word: &str) -> bool {
    let word = word.to_lowercase();
    OWNING.contains(word.as_str()) || BODIES.contains(word.as_str())
}

/// Capitalised at the start of a sentence or by nature, but nobody's name.
pub fn is_no_name(word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    [&*BEGINNERS, &*BODIES, &*COMMON].iter().any(|words| words.contains(word))
        || (is_lead_in(word) && !word.ends_with("ing"))
        // Sun may be a name.
        || (word.ends_with("day") && base::time::weekday(word).is_some())
}

type Words = LazyLock<HashSet<&'static str>>;

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

static OFFICES: Words = LazyLock::new(|| set("secretary coordinator representative convenor host"));

static OWNING: Words =
    LazyLock::new(|| set("chair chairs co-chair co-chairs members all everyone moderator"));

static BEGINNERS: Words = LazyLock::new(|| {
    set("the a an this that these those it its he she they we i you his her their our your \
         my who which what where why how there and or but nor so yet not no some any \
         several many most more all both each every other others another few one two three \
         none everyone everybody someone somebody nobody anyone such same either neither \
         yes please")
});

static BODIES: Words = LazyLock::new(|| {
    set("group groups wg secretariat office council forum panel committee commission union \
         government governments ministry university foundation institute organisation \
         organization organisations organizations assembly nations association agency \
         agencies team bureau board department delegation network coalition alliance \
         parliament company taskforce envoy leadership community communities summit \
         conference programme program project initiative society sector states state \
         country countries region house bank court")
});

static COMMON: Words = LazyLock::new(|| {
    set("agenda discussion discussions comment comments member members participant \
         participants colleague colleagues speaker speakers delegate delegates people \
         stakeholders consensus progress work working co-chairs chairs co-chair chair \
         moderator moderators representatives representative attendees questions question \
         concerns views view interventions intervention feedback input inputs experts \
         expert panelists panellists meeting meetings call session item items report \
         reports summary update updates note notes action actions decision decisions \
         outcome outcomes background context conclusion conclusions answer answers agreed \
         agreement aob annex document documents proposal proposals plan plans review \
         process text draft suggestion suggestions details time date venue place contact \
         email subject participation deadline owner due objective objectives goal goals \
         example reason reasons result results issue issues topic topics next steps \
         introduction welcome closing opening remarks page chapter section civil private \
         technical academia internet digital global international national regional \
         remaining list today tomorrow yesterday ingredients q thanks")
});
