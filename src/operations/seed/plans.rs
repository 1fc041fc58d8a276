//! The plans of an invented group: one that it adopted, and one that is open for comments.

use chrono::{DateTime, TimeDelta, Utc};

use super::World;
use super::groups::{Founded, present};
use super::random::Random;
use super::tables::{Bytes, Known, Tables};
use super::words::paragraph;
use access::fields::owners::Owners;
use base::ids::{PlanCommentId, PlanId, PlanItemId};
use base::markdown::{Markdown, brief};
use base::revisions::{Editable, content};
use base::states::{Kind, Visibility};
use meetings::meeting::Meeting;
use meetings::record::Decision;
use plans::plan::{Item, ItemEdit, Plan, PlanEdit, PlanState, Status};
use plans::versions::{Decided, Version};
use platform::history::Change;
use platform::web::Result;

const OBJECTIVES: usize = 3;
const ACTIVITIES: usize = 3;
const COMMENTS: usize = 10;

/// What a plan was adopted by.
pub type By = (Meeting, Decision);

pub fn write(world: &World, founded: &Founded, by: Option<&By>, tables: &mut Tables) -> Result<()> {
    let mut random = Random::of(world.totals.seed, "plans", founded.nth);
    let random = &mut random;
    let at = present() - TimeDelta::weeks(8);
    if let Some(by) = by {
        let made = plan(world, founded, ("working-methods", "Working methods"), at, random);
        let made = Plan { state: PlanState::Adopted, ..made };
        let items = items(world, founded, random, at);
        let adopted = adopt(founded, &made, &items, by)?;
        rows(founded, &Plan { adopted: 1, ..made }, &items, at, tables);
        adopted_row(founded, &adopted, by, tables);
    }
    let open = plan(world, founded, ("action-plan", "Action plan"), at, random);
    let until = Some(present() + TimeDelta::days(3_650));
    let open = Plan { state: PlanState::Open, comments_until: until, ..open };
    let items = items(world, founded, random, at);
    rows(founded, &open, &items, at, tables);
    comments(world, founded, (&open, &items), random, tables);
    Ok(())
}

fn plan(
    world: &World,
    founded: &Founded,
    (slug, title): (&str, &str),
    at: DateTime<Utc>,
    random: &mut Random,
) -> Plan {
    let purpose = paragraph(world.words.text(2, random));
    Plan {
        id: PlanId(random.id(at)),
        group_id: founded.group.id,
        slug: slug.into(),
        title: title.into(),
        purpose: purpose.source,
        purpose_html: purpose.html,
        visibility: Visibility::Public,
        public_comments: false,
        state: PlanState::Draft,
        comments_until: None,
        adopted: 0,
        adopted_visibility: None,
        revision: 1,
    }
}

fn items(world: &World, founded: &Founded, random: &mut Random, at: DateTime<Utc>) -> Vec<Item> {
    let mut items = Vec::new();
    for position in 1..=OBJECTIVES {
        let title = world.words.title(random);
        let objective = item(world, None, (position, title), random, at);
        let above = objective.id;
        items.push(objective);
        for position in 1..=ACTIVITIES {
            let activity = item(world, Some(above), (position, String::new()), random, at);
            let lead = random.one_of(&founded.people).who();
            let due = Some((at + TimeDelta::weeks(20)).date_naive());
            items.push(Item { leads: Owners::of([lead]), due, ..activity });
        }
    }
    items
}

fn item(
    world: &World,
    objective_id: Option<PlanItemId>,
    (position, title): (usize, String),
    random: &mut Random,
    at: DateTime<Utc>,
) -> Item {
    let Markdown { source: text, html } = paragraph(world.words.text(2, random));
    Item {
        id: PlanItemId(random.id(at)),
        objective_id,
        position: position as i32,
        title,
        text,
        html,
        leads: Owners::default(),
        due: None,
        status: Status::Planned,
        progress: String::new(),
        progress_html: String::new(),
        progressed_at: None,
        revision: 1,
    }
}

fn first(made: &'static str, of: &impl Editable, event: Change<'static>) -> Change<'static> {
    Change { event: made, revision: Some(1), content: Some(content(of)), ..event }
}

fn rows(founded: &Founded, plan: &Plan, items: &[Item], at: DateTime<Utc>, tables: &mut Tables) {
    tables.plans.add((
        plan.id,
        plan.group_id,
        &plan.slug,
        &plan.title,
        &plan.purpose,
        &plan.purpose_html,
        plan.visibility,
        plan.state,
        Known(plan.comments_until),
        plan.adopted,
        at,
    ));
    let by = founded.secretary();
    tables.tell(at, by, first("made", &PlanEdit::of(plan), plan.event()));
    for item in items {
        tables.plan_items.add((
            item.id,
            plan.id,
            Known(item.objective_id),
            item.position,
            &item.title,
            &item.text,
            &item.html,
            Known(item.due),
        ));
        for (position, lead) in (1..).zip(item.leads.iter()) {
            tables.activity_leads.add((item.id, position, Known(lead.id), &lead.name));
        }
        let added = first("added", &ItemEdit::of(item, items), plan.item_event(item));
        tables.tell(at, by, added);
    }
    let event = if plan.adopted > 0 { "adopted" } else { "opened" };
    tables.tell(at, by, Change { event, ..plan.event() });
}

fn adopt(founded: &Founded, plan: &Plan, items: &[Item], by: &By) -> Result<Version> {
    let (meeting, decision) = by;
    let decided = Decided {
        id: decision.id,
        number: decision.number,
        text: brief(&decision.html),
        meeting: meeting.path(&founded.group).meeting,
        meeting_name: meeting.name(),
    };
    Version::new((&founded.group, plan, items), &decided, &[], adopted_at())
}

fn adopted_at() -> DateTime<Utc> {
    present() - TimeDelta::weeks(4)
}

fn adopted_row(founded: &Founded, version: &Version, by: &By, tables: &mut Tables) {
    tables.plan_versions.add((
        version.plan_id,
        version.number,
        founded.group.id,
        &version.title,
        version.visibility,
        &version.markdown,
        &version.html,
        &version.document,
        by.1.id,
        founded.secretary(),
        version.adopted_at,
        Bytes(&version.sha256),
        Bytes(&version.chain),
    ));
}

fn comments(
    world: &World,
    founded: &Founded,
    (plan, items): (&Plan, &[Item]),
    random: &mut Random,
    tables: &mut Tables,
) {
    for number in 1..=COMMENTS {
        let at = present() - TimeDelta::days(20 - number as i64);
        // An observer does not comment.
        let person = &founded.people[random.below(20)];
        let id = PlanCommentId(random.id(at));
        let text = paragraph(world.words.text(2, random));
        let brief = brief(&text.html);
        tables.plan_comments.add((
            id,
            plan.id,
            number,
            random.one_of(items).id,
            Kind::Comment,
            person.id,
            text.source,
            text.html,
            brief,
            at,
        ));
        tables.tell(at, person.id, plan.comment_event(id, "made"));
    }
}
