//! Words around a name: what is said before it, joined to it, and said of whoever bears it.

use std::collections::HashSet;
use std::sync::LazyLock;

/// "noted", "notes", "re-emphasised": what a report says that somebody did at a meeting.
pub fn is_saying(word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.strip_prefix("re-").unwrap_or(&word);
    IRREGULAR.contains(word)
        || PRESENT.contains(word)
        || stems(word).any(|stem| REGULAR.contains(stem.as_str()))
}

/// The same, in the past.
pub fn is_said(word: &str) -> bool {
    let word = word.to_lowercase();
    is_saying(&word) && (word.ends_with("ed") || IRREGULAR.contains(word.as_str()))
}

/// "noted" may come from "note" or "not", "replies" from "reply".
fn stems(word: &str) -> impl Iterator<Item = String> {
    let cut = |end: &str, put: &str| word.strip_suffix(end).map(|stem| format!("{stem}{put}"));
    [cut("ed", ""), cut("d", ""), cut("s", ""), cut("es", ""), cut("ied", "y"), cut("ies", "y")]
        .into_iter()
        .flatten()
}

pub fn is_adverb(word: &str) -> bool {
    ADVERBS.contains(word)
        || (word.ends_with("ly")
            && word.starts_with(char::is_lowercase)
            && word != "reply"
            && word != "apply")
}

/// Words before a name that belong to the person but not to the name.
pub fn is_title(word: &str) -> bool {
    TITLES.contains(word.trim_end_matches('.').to_lowercase().as_str())
}

/// What follows a name and is none: "Ben Lee, Jr."
pub fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(word.replace('.', "").to_lowercase().as_str())
}

/// Words that join the parts of a name, and are none by themselves.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(word)
}

/// A sentence may begin with such a word and name its speaker later: "Regarding the meeting, Chris informed".
pub fn is_lead_in(word: &str) -> bool {
    let word = word.to_lowercase();
    (word.ends_with("ing") && word.len() > 4) || LEAD_INS.contains(word.as_str())
}

type Words = LazyLock<HashSet<&'static str>>;

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

static ADVERBS: Words = LazyLock::new(|| {
    set("also then again further next later finally additionally kindly briefly strongly \
         fully first has had have just still likewise lastly subsequently once both too since")
});

static TITLES: Words = LazyLock::new(|| {
    set("mr mrs ms mx miss dr prof amb professor ambassador minister sir madam dame chair \
         co-chair chairperson moderator co-moderator rapporteur facilitator h.e doctor lord lady")
});

static SUFFIXES: Words = LazyLock::new(|| set("jr sr ii iii iv phd md esq llm"));

static PARTICLES: Words = LazyLock::new(|| {
    set("de van von da das do dos du di del della der den des la le las los el al ten ter \
         te zu zur das bin bint ibn abu af av e y i 't ’t san binti vom zum")
});

static LEAD_INS: Words = LazyLock::new(|| {
    set("on in with as for to about after before at from under while when since given \
         finally first firstly second secondly third thirdly lastly then later next also \
         additionally moreover furthermore however similarly likewise by via through beyond \
         besides apart per if although though of upon due because despite within without \
         over here separately again earlier today subsequently meanwhile further once \
         instead specifically generally overall online thereafter afterwards together until")
});

static IRREGULAR: Words = LazyLock::new(|| {
    set(
        "referred submitted deferred spoke said told gave took made drew brought put thought felt read saw found wrote \
         forewarned understood recapped chaired led went",
    )
});

static PRESENT: Words =
    LazyLock::new(|| set("speaks says tells gives takes makes draws brings thinks feels reads"));

static REGULAR: Words = LazyLock::new(|| {
    set("inform share note suggest emphasise emphasize highlight point agree add propose \
         ask report thank explain state mention raise remind welcome support stress \
         recommend comment clarify express introduce present outline announce confirm \
         conclude observe request urge underline echo underscore reiterate repeat respond \
         reply answer inquire enquire question wonder argue advise advocate acknowledge \
         appreciate congratulate commend praise invite encourage offer volunteer call \
         recall refer describe elaborate discuss summarise summarize indicate warn caution \
         object disagree oppose second endorse concur insist assert affirm reaffirm \
         maintain believe consider contend complain admit apologise apologize remark \
         reflect review brief update open close moderate detail expand touch address alert \
         appeal assure cite declare demand disclose identify illustrate intervene list \
         plead pledge promise provide recognise recognize regret reject signal specify \
         start submit voice want wish hope plan expect prefer look need continue join \
         mirror analyse analyze favour stipulate show")
});
