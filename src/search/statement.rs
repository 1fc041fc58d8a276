//! The one statement of a search, put together of the sources that matter: the public's does not
//! even name what is internal.

use uuid::Uuid;

use super::hits::MARKS;
use super::source::{MET, STARTS, Source};

/// How many of each source are ranked: the newest.
pub const MOST: i64 = 100;
pub const A_PAGE: i64 = 20;

/// Above so many groups their entries are not looked up group by group.
const FEW: usize = 4;

/// How a text is cut for the page. It is not read to its end if it is a book.
const HEADLINE: &str = "MaxWords=32, MinWords=18, MaxFragments=2, FragmentDelimiter=\" … \"";
const READ: usize = 20_000;
/// A text that is shown whole.
const SHORT: usize = 300;

const WORDS: &str = "websearch_to_tsquery('english', $3)";

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

/// For each source with many entries the ids at which its newest hundredth and its newest tenth
/// begin, as PostgreSQL's statistics know; none where it has not gathered any.
pub type Eras<'a> = &'a dyn Fn(&str) -> Option<[Uuid; 2]>;

pub fn statement(sources: &[&Source], shape: Shape, eras: Eras) -> String {
    let found: Vec<_> = sources.iter().map(|source| found(source, shape, eras)).collect();
    let newest: Vec<_> = found.iter().flat_map(|(newest, _)| newest.clone()).collect();
    let all: Vec<_> = found.iter().map(|(_, found)| format!("({found})")).collect();
    let shown: Vec<_> = sources.iter().map(|source| shown(source, shape)).collect();
    let rest = if shape.goes_on { "where (rank, id, source) < ($10::real, $11, $12)" } else { "" };
    let snippet = snippet(shape);
    format!(
        "with {newest}
        found as materialized ({all}),
        page as materialized (
            select * from found {rest}
            order by rank desc, id desc, source desc
            limit {A_PAGE} + 1
        ),
        shown as ({shown})
        select shown.source, shown.id, shown.rank, shown.link, shown.number, shown.title, who, shown.state,
               shown.at, groups.slug as group_slug, short_name as group_name,
               meetings.id as meeting_id, meetings.number as meeting_number,
               meetings.title as meeting_title, plans.slug as plan_slug, plans.title as plan_title,
               {snippet} as snippet,
               (select count(*) from found) as count,
               (select coalesce(max(count), 0) from (
                    select count(*) from found group by source) as each) as most
        from shown
        join groups on groups.id = shown.group_id
        left join meetings on meetings.id = shown.meeting_id
        left join plans on plans.id = shown.plan_id
        order by rank desc, id desc, source desc",
        newest = newest.iter().map(|part| format!("{part},\n")).collect::<String>(),
        all = all.join("\nunion all\n"),
        shown = shown.join("\nunion all\n"),
    )
}

/// The words around what matched, or how the text begins.
fn snippet(shape: Shape) -> String {
    let (on, off) = MARKS;
    let text = format!("left(shown.text, {READ})");
    if !shape.words {
        return text;
    }
    // With all of a text, its tags would be told too.
    let whole = "regexp_replace(shown.text, '<[^>]*>', ' ', 'g')";
    format!(
        "case when length(shown.text) <= {SHORT}
             then ts_headline('english', {whole}, {WORDS}, 'StartSel={on}, StopSel={off}, HighlightAll=true')
             else ts_headline('english', {text}, {WORDS}, 'StartSel={on}, StopSel={off}, {HEADLINE}')
         end"
    )
}

/// The parts that go before, and what they come to: the newest entries of a source that match.
///
/// A common word matches most of a million entries, and a rare one is nowhere among the newest.
/// So the newest hundredth is looked through first, then the newest tenth, and only then all.
fn found(source: &Source, shape: Shape, eras: Eras) -> (Vec<String>, String) {
    let Source { key, id, .. } = source;
    let rank = match shape.words {
        true => format!("ts_rank_cd(words, {WORDS}, 1)"),
        false => "0::real".to_owned(),
    };
    let selected = format!("select '{key}' as source, id, {rank} as rank");
    let matching = matching(source, shape);
    let by_words = shape.words || shape.speaker && source.many;
    if !by_words {
        let newest = format!("select {id} as id from {} entry where {matching}", source.table);
        return (
            Vec::new(),
            format!("{selected} from ({newest} order by {id} desc limit {MOST} + 1) newest"),
        );
    }
    // Behind "offset 0" the order is no reason to go through all entries from the newest on.
    let newest = |within: &str| {
        format!(
            "select id, words from (
                 select {id} as id, entry.words from {} entry where {matching}{within} offset 0
             ) matching
             order by id desc
             limit {MOST} + 1",
            source.table
        )
    };
    let Some([hundredth, tenth]) =
        Some(source).filter(|source| source.many).and_then(|_| eras(source.table))
    else {
        return (Vec::new(), format!("{selected} from ({}) newest", newest("")));
    };
    let since = |begin: Uuid| {
        let era = &begin.to_string()[..5];
        // Speakers have an index with this. For words it is said as text, so that no second index
        // is read for what the first has nearly told.
        let exactly = if shape.speaker { "" } else { "::text" };
        format!(" and left({id}::text, 5) >= '{era}' and {id}{exactly} >= '{begin}'")
    };
    let few = |part: &str| format!(" and (select count(*) from {key}_{part}) <= {MOST}");
    let parts = [
        ("hundredth", newest(&since(hundredth))),
        ("tenth", newest(&(since(tenth) + &few("hundredth")))),
        ("all", newest(&(few("hundredth") + &few("tenth")))),
    ];
    let named = |(name, part): &(&str, String)| format!("{key}_{name} as materialized ({part})");
    let full = |part: &str| format!("where (select count(*) from {key}_{part}) > {MOST}");
    let found = format!(
        "{selected} from (
             select * from {key}_hundredth {} union all select * from {key}_tenth {}
             union all select * from {key}_all
         ) newest",
        full("hundredth"),
        full("tenth"),
    );
    (parts.iter().map(named).collect(), found)
}

/// Under which conditions an entry is found.
fn matching(source: &Source, shape: Shape) -> String {
    let mut conditions = vec![visible(source, shape)];
    if shape.words {
        conditions.push(format!("entry.words @@ {WORDS}"));
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

fn visible(source: &Source, shape: Shape) -> String {
    // What PostgreSQL cannot see through, no index answers.
    let within = |groups: &str, count: usize| match count <= FEW {
        true => format!("entry.group_id = any ({groups})"),
        false => format!("coalesce(entry.group_id = any ({groups}), false)"),
    };
    let mine = source.visible.replace("{mine}", &within("$1", shape.mine));
    mine.replace("{readable}", &within("$2", shape.readable))
}

/// The entries of the page, with what is shown of them.
fn shown(source: &Source, shape: Shape) -> String {
    let Source { key, table, id, link, group, meeting, plan, number, title, who, at, text, .. } =
        source;
    let state = if source.stateful { "entry.state::text" } else { "null::text" };
    let visible = visible(source, shape);
    format!(
        "select page.source, page.id, page.rank, {link} as link, {group} as group_id,
                {meeting} as meeting_id, {plan} as plan_id, {number} as number, {title} as title,
                {who} as who, {state} as state, {at} as at, {text} as text
         from page
         join {table} entry on {id} = page.id
         where page.source = '{key}' and {visible}"
    )
}
