//! Words that tell a speaker from an organisation, and speaking from anything else.

use std::collections::HashSet;
use std::sync::LazyLock;

pub fn is_saying(word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.strip_prefix("re-").unwrap_or(&word);
    IRREGULAR.contains(word) || stems(word).any(|stem| REGULAR.contains(stem.as_str()))
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
pub fn is_address(word: &str) -> bool {
    ADDRESSES.contains(word.trim_end_matches('.').to_lowercase().as_str())
}

pub fn is_office(word: &str) -> bool {
    let word = word.trim_end_matches(['s', ',']).to_lowercase();
    is_address(&word) || OFFICES.contains(word.as_str())
}

/// A body can own an action item: "IGF Secretariat: …", "Co-chairs: …".
pub fn is_body(word: &str) -> bool {
    let word = word.to_lowercase();
    OWNING.contains(word.as_str()) || BODIES.contains(word.as_str())
}

pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// A sentence may begin with such a word and name its speaker later: "Regarding the meeting, Chris informed".
pub fn is_lead_in(word: &str) -> bool {
    let word = word.to_lowercase();
    (word.ends_with("ing") && word.len() > 4) || LEAD_INS.contains(word.as_str())
}

/// Capitalised at the start of a sentence or by nature, but nobody's name.
pub fn is_no_name(word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    [&*BEGINNERS, &*BODIES, &*COMMON, &*LEAD_INS].iter().any(|words| words.contains(word))
        || super::dates::is_weekday(word)
}

type Words = LazyLock<HashSet<&'static str>>;

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

static ADVERBS: Words = LazyLock::new(|| {
    set("also then again further next later finally additionally kindly briefly strongly \
         fully first has had have just still likewise lastly subsequently once both too since")
});

static ADDRESSES: Words = LazyLock::new(|| {
    set("mr mrs ms mx dr prof amb professor ambassador minister sir madam dame chair \
         co-chair chairperson moderator co-moderator rapporteur facilitator h.e")
});

static OFFICES: Words = LazyLock::new(|| set("secretary coordinator representative convenor host"));

static OWNING: Words =
    LazyLock::new(|| set("chair chairs co-chair co-chairs members all everyone moderator"));

static PARTICLES: Words = LazyLock::new(|| {
    set("de van von da das do dos du di del della der den des la le las los el al ten ter \
         te zu zur bin bint ibn abu af av e y i 't ’t san")
});

static LEAD_INS: Words = LazyLock::new(|| {
    set("on in with as for to about after before at from under while when since given \
         finally first firstly second secondly third thirdly lastly then later next also \
         additionally moreover furthermore however similarly likewise by via through beyond \
         besides apart per if although though of upon due because despite within without \
         over here separately again earlier today subsequently meanwhile further once \
         instead specifically generally overall online thereafter afterwards together until")
});

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

static IRREGULAR: Words = LazyLock::new(|| {
    set("spoke speaks said says told tells gave gives took takes made makes drew draws \
         brought brings put thought thinks felt feels read saw found referred wrote \
         forewarned understood recapped chaired led went")
});

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
