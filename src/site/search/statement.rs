//! The two statements of a search, each put together of the sources that matter: the public's do
//! not even name what is internal. The first finds what is on the page, the second says what is
//! shown of it, and so need not be planned for sources of which nothing is.

use std::collections::HashMap;

use uuid::Uuid;

use super::groups::{planned_once, within};
use super::hits::MARKS;
use super::source::{MET, STARTS, Source};

/// How many of each source are ranked: the newest.
pub const MOST: i64 = 100;
pub const A_PAGE: i64 = 20;

/// How many of a large table are looked through one by one before an index is asked.
const LATEST: usize = 1_000;

/// How a text is cut for the page. It is not read to its end if it is a book.
const HEADLINE: &str = "MaxWords=32, MinWords=18, MaxFragments=2, FragmentDelimiter=\" … \"";
const READ: usize = 20_000;
/// A text that is shown whole.
const SHORT: usize = 300;

/// Whether nobody of its meeting is hidden from the reader. Found once for all entries.
const UNVEILED: &str = "(entry.meeting_id is null or entry.meeting_id not in (
    select veiled_meetings.meeting_id from veiled_meetings
    where veiled_meetings.group_id = any ($1) and not veiled_meetings.group_id = any ({speakers})))";

const WORDS: &str = "websearch_to_tsquery('public.folded', folded_text($3))";

/// The groups in which all speakers are told, in either statement.
const FOUND_FOR: &str = "$13";
const SHOWN_FOR: &str = "$7";

/// What of a query decides which statement asks it.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub words: bool,
    pub speaker: bool,
    pub states: bool,
    pub dated: bool,
    pub mine: usize,
    pub readable: usize,
    pub goes_on: bool,
}

impl Shape {
    /// How many groups stand in its longest list.
    fn groups(self) -> usize {
        self.mine.max(self.readable)
    }
}

/// For each large table the ids at which its newest hundredth and its newest tenth begin, if that is
/// much less than all.
pub type Eras = HashMap<String, Vec<Uuid>>;

/// Which entries are on the page, and how many there are on all pages. $10 to $12 is where the page
/// begins, $13 the groups in which all speakers are told.
pub fn found(sources: &[&Source], shape: Shape, eras: &Eras) -> String {
    let found: Vec<_> = sources.iter().map(|source| found_in(source, shape, eras)).collect();
    let parts: String =
        found.iter().flat_map(|(parts, _)| parts).map(|part| format!("{part},\n")).collect();
    let all: Vec<_> = found.iter().map(|(_, found)| format!("({found})")).collect();
    let rest = if shape.goes_on { "where (rank, id, source) < ($10::real, $11, $12)" } else { "" };
    let sql = format!(
        "with {parts}
        found as materialized ({all})
        select source, id, rank,
               (select count(*) from found) as count,
               (select max(each.count)
                from (select count(*) from found alike group by alike.source) as each) as most
        from found {rest}
        order by rank desc, id desc, source desc
        limit {A_PAGE} + 1",
        all = all.join("\nunion all\n"),
    );
    planned_once(sql, shape.groups(), FOUND_FOR)
}

/// What is shown of the entries of the page, in its order. They come as $5, their sources, and $6,
/// their ids; $7 are the groups in which all speakers are told.
pub fn shown(sources: &[&Source], shape: Shape) -> String {
    let shown: Vec<_> = sources.iter().map(|source| entries(source, shape)).collect();
    let sql = format!(
        "with page as (select * from unnest($5::text[], $6::uuid[]) with ordinality as page (source, id, place)),
        shown as ({shown})
        select shown.source, shown.link, shown.number, shown.title, shown.who, shown.state,
               shown.at,
               groups.slug as group_slug, groups.short_name as group_name,
               meetings.id as meeting_id, meetings.number as meeting_number,
               meetings.title as meeting_title, plans.slug as plan_slug, plans.title as plan_title,
               {snippet} as snippet
        from shown
        join groups on groups.id = shown.group_id
        left join meetings on meetings.id = shown.meeting_id
        left join plans on plans.id = shown.plan_id
        {cut}
        order by shown.place",
        shown = shown.join("\nunion all\n"),
        snippet = snippet(shape),
        cut = cut(shape),
    );
    planned_once(sql, shape.groups(), SHOWN_FOR)
}

/// A text in which words are marked, with what stands between its letters.
fn cut(shape: Shape) -> String {
    if !shape.words {
        return String::new();
    }
    // With all of a text, its tags would be told too.
    format!(
        "cross join lateral (
             select parted(case when length(shown.text) <= {SHORT}
                                then regexp_replace(shown.text, '<[^>]*>', ' ', 'g')
                                else left(shown.text, {READ}) end) as text offset 0
         ) as cut"
    )
}

/// The words around what matched, or how the text begins.
fn snippet(shape: Shape) -> String {
    let (on, off) = MARKS;
    if !shape.words {
        return format!("left(shown.text, {READ})");
    }
    format!(
        "ts_headline('public.folded', cut.text, asked_of(cut.text, $3), 'StartSel={on}, StopSel={off}, '
             || case when length(shown.text) <= {SHORT} then 'HighlightAll=true' else '{HEADLINE}' end)"
    )
}

/// The parts that go before, and what they come to: the newest entries of a source that match.
///
/// A common word matches most of a million entries, and a rare one is nowhere among the newest. So
/// a few of the newest are looked through first, then larger and larger parts, and only then all.
fn found_in(source: &Source, shape: Shape, eras: &Eras) -> (Vec<String>, String) {
    let Source { key, id, table, .. } = source;
    let rank = match shape.words {
        true => format!("ts_rank_cd(words, {WORDS}, 1)"),
        false => "0::real".to_owned(),
    };
    let selected = format!("select '{key}' as source, id, {rank} as rank");
    let matching = matching(source, shape);
    let by_words = shape.words || shape.speaker && source.many;
    if !by_words {
        let newest = format!("select {id} as id from {table} entry where {matching}");
        return (
            Vec::new(),
            format!("{selected} from ({newest} order by {id} desc limit {MOST} + 1) newest"),
        );
    }
    let words = source.words(FOUND_FOR);
    // Behind "offset 0" the order is no reason to go through all entries from the newest on.
    let newest = |of: &str, within: &str| {
        format!(
            "select id, words from (
                 select {id} as id, {words} from {of} entry where {matching}{within} offset 0
             ) matching
             order by id desc
             limit {MOST} + 1"
        )
    };
    let Some(begins) = eras.get(*table).filter(|_| source.many) else {
        return (Vec::new(), format!("{selected} from ({}) newest", newest(table, "")));
    };
    let latest = format!("(select * from {table} order by id desc limit {LATEST})");
    let latest = (shape.words && !shape.speaker).then_some((latest.as_str(), String::new()));
    let since = begins.iter().map(|begin| (*table, since(*begin, id, shape)));
    let steps = latest.into_iter().chain(since).chain([(*table, String::new())]);
    let parts = steps.enumerate().map(|(step, (of, within))| {
        let few = |before| format!(" and (select count(*) from {key}_{before}) <= {MOST}");
        let within = within + &(0..step).map(few).collect::<String>();
        format!("{key}_{step} as materialized ({})", newest(of, &within))
    });
    let parts: Vec<_> = parts.collect();
    let last = parts.len() - 1;
    let full = |step| {
        format!("select * from {key}_{step} where (select count(*) from {key}_{step}) > {MOST}")
    };
    let all: Vec<_> = (0..last).map(full).chain([format!("select * from {key}_{last}")]).collect();
    (parts, format!("{selected} from ({}) newest", all.join("\nunion all ")))
}

fn since(begin: Uuid, id: &str, shape: Shape) -> String {
    let era = &begin.to_string()[..5];
    // Speakers have an index with this. For words it is said as text, so that no second index is
    // read for what the first has nearly told.
    let exactly = if shape.speaker { "" } else { "::text" };
    format!(" and left({id}::text, 5) >= '{era}' and {id}{exactly} >= '{begin}'")
}

/// Under which conditions an entry is found.
fn matching(source: &Source, shape: Shape) -> String {
    let mut conditions = vec![visible(source, shape, FOUND_FOR)];
    if shape.words {
        conditions.push(source.says(WORDS, FOUND_FOR));
    }
    if let Some(speaker) = source.speaker.filter(|_| shape.speaker) {
        conditions.push(speaker.to_owned());
    }
    if shape.states {
        conditions.push("entry.state::text = any ($7)".to_owned());
    }
    if shape.dated {
        conditions.push(match source.at {
            STARTS => MET.to_owned(),
            at => format!("{at} >= coalesce($8, '-infinity') and {at} < coalesce($9, 'infinity')"),
        });
    }
    conditions.join(" and ")
}

/// `speakers` is the parameter of the statement that has those groups.
fn visible(source: &Source, shape: Shape, speakers: &str) -> String {
    let mine = source.visible.replace("{mine}", &within("$1", shape.mine));
    mine.replace("{readable}", &within("$2", shape.readable))
        .replace("{unveiled}", &UNVEILED.replace("{speakers}", speakers))
}

/// The entries of the page that are of this source, for those who may see them.
fn entries(source: &Source, shape: Shape) -> String {
    let Source { key, table, id, link, group, meeting, plan, number, title, who, at, text, .. } =
        source;
    let state = if source.stateful { "entry.state::text" } else { "null::text" };
    let visible = visible(source, shape, SHOWN_FOR);
    let text = text.replace("{told}", &source.told(SHOWN_FOR));
    format!(
        "select page.source, page.place, {link} as link, {group} as group_id,
                {meeting} as meeting_id, {plan} as plan_id, {number} as number, {title} as title, {who} as who,
                {state} as state, {at} as at, {text} as text
         from page
         join {table} entry on {id} = page.id
         where page.source = '{key}' and {visible}"
    )
}
