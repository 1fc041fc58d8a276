//! Bringing in activities from a table, with the objectives that they stand below: all of its
//! rows, or none.

mod row;

use std::collections::BTreeMap;

use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::items::{At, Editor, enter, open};
use super::{Item, ItemEdit, Plan, Source, Status, reports};
use access::fields::roster::Roster;
use base::ids::{ActivityReportId, PlanItemId};
use platform::history::revisions;
use platform::tables::{Checked, Column, Columns, Outcome, Row, Take, chosen, nth_id};
use platform::web::{Result, transaction};
use row::{item, look};

pub use row::Becomes;

pub const COLUMNS: Columns = Columns {
    needed: &[
        Column::called("objective", &["objectives", "goal", "goals", "area", "pillar", "outcome"]),
        Column::called(
            "activity",
            &[
                "activities",
                "action",
                "actions",
                "action item",
                "task",
                "tasks",
                "what",
                "description",
            ],
        ),
    ],
    optional: &[
        Column::called(
            "leads",
            &[
                "lead",
                "led by",
                "owner",
                "owners",
                "responsible",
                "who",
                "assignee",
                "assigned to",
                "person responsible",
                "responsible person",
                "responsible party",
            ],
        ),
        Column::called(
            "due",
            &[
                "due date",
                "due by",
                "due on",
                "deadline",
                "date due",
                "by when",
                "when",
                "target date",
                "date",
                "timeline",
                "end date",
            ],
        )
        .dated(),
        Column::called("status", &["state", "current status"]),
        Column::called(
            "progress",
            &[
                "update",
                "latest update",
                "last update",
                "notes",
                "comments",
                "comment",
                "remarks",
                "progress update",
            ],
        ),
    ],
    passed_over: &[],
};

/// Looks at every row as the forms do, and stores them if that is asked for and all are right.
pub async fn import(
    db: &PgPool,
    by: &Editor,
    at: At<'_>,
    (table, rows): (Uuid, &[Row]),
    take: Take,
) -> Result<Outcome<Becomes>> {
    let mut tx = transaction(db).await?;
    let (plan, mut items) = open(&mut tx, by, at).await?;
    let known = known(&items, table, rows.len());
    let members = Roster::read(&mut tx, by.group.id).await?;
    let mut looked = Vec::with_capacity(rows.len());
    for (nth, row) in rows.iter().enumerate() {
        let new = objective_id(table, nth);
        let found = look(&mut tx, (&plan, &members), &mut items, new, row).await?;
        looked.push(Checked { row: row.clone(), found, known: None });
    }
    note_known(known, &mut looked);
    if !take.stores(&looked) {
        return Ok(Outcome::Looked(looked));
    }
    let mut stored = 0;
    for (nth, becomes) in chosen(&looked, take) {
        store(&mut tx, by, (&plan, at), activity_id(table, nth), becomes).await?;
        stored += 1;
    }
    tx.commit().await?;
    Ok(Outcome::Stored(stored))
}

/// Two ids for each row: of its activity, and of the objective that it may bring.
fn activity_id(table: Uuid, nth: usize) -> PlanItemId {
    PlanItemId(nth_id(table, 2 * nth))
}

fn objective_id(table: Uuid, nth: usize) -> PlanItemId {
    PlanItemId(nth_id(table, 2 * nth + 1))
}

/// What an activity is told by: its objective and its text.
type Same = (PlanItemId, String);

/// The plan's activities, but those that this very table brought in.
fn known(items: &[Item], table: Uuid, rows: usize) -> BTreeMap<Same, String> {
    let own: Vec<_> = (0..rows).map(|nth| activity_id(table, nth)).collect();
    let others = items.iter().filter(|item| !own.contains(&item.id));
    let same = |item: &Item| Some((item.objective_id?, item.text.clone()));
    others.filter_map(same).map(|same| (same, "is there already".to_owned())).collect()
}

fn note_known(mut known: BTreeMap<Same, String>, looked: &mut [Checked<Becomes>]) {
    for row in looked {
        let Ok(becomes) = &row.found else { continue };
        let Some((objective, _)) = &becomes.activity.objective else { continue };
        let same = (*objective, becomes.activity.text.source.clone());
        row.known = known.get(&same).cloned();
        known.entry(same).or_insert_with(|| format!("is in line {} already", row.row.line));
    }
}

async fn store(
    db: &mut PgConnection,
    by: &Editor,
    (plan, at): (&Plan, At<'_>),
    id: PlanItemId,
    becomes: &Becomes,
) -> Result<()> {
    if let Some((id, edit)) = &becomes.objective {
        enter_once(db, by, plan, *id, edit).await?;
    }
    let Some(id) = enter_once(db, by, plan, id, &becomes.activity).await? else { return Ok(()) };
    if becomes.status == Status::Planned && becomes.progress.source.is_empty() {
        return Ok(());
    }
    let item = item(id, 0, &becomes.activity);
    let said = (becomes.status, &becomes.progress);
    let report = ActivityReportId::new();
    reports::enter(db, by, (plan, &item), report, said, Source::default(), at.1).await
}

/// The id under which it is kept now, unless it was brought in before.
async fn enter_once(
    db: &mut PgConnection,
    by: &Editor,
    plan: &Plan,
    id: PlanItemId,
    edit: &ItemEdit,
) -> Result<Option<PlanItemId>> {
    match revisions::unused(&mut *db, id.0, edit).await? {
        Some(id) => enter(db, by, plan, PlanItemId(id), edit, "").await.map(Some),
        None => Ok(None),
    }
}
