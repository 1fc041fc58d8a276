//! Objectives and activities in the database.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};

use crate::plan::tree::Place;
use crate::plan::{Item, ItemEdit, Plan, Status};
use access::fields::owners::Owners;
use base::ids::{PlanId, PlanItemId};
use base::withheld::Withheld;
use platform::web::Result;

struct Row {
    id: PlanItemId,
    objective_id: Option<PlanItemId>,
    position: i32,
    title: String,
    text: String,
    html: String,
    leads: Json<Owners>,
    due: Option<NaiveDate>,
    status: Status,
    progress: String,
    progress_html: String,
    progressed_at: Option<DateTime<Utc>>,
    /// Who is not to be named of the meeting at which its progress was told.
    withheld: Json<Withheld>,
    revision: i32,
}

impl From<Row> for Item {
    fn from(mut row: Row) -> Self {
        row.withheld.veil(&mut row.progress, &mut row.progress_html);
        Item {
            id: row.id,
            objective_id: row.objective_id,
            position: row.position,
            title: row.title,
            text: row.text,
            html: row.html,
            leads: row.leads.0,
            due: row.due,
            status: row.status,
            progress: row.progress,
            progress_html: row.progress_html,
            progressed_at: row.progressed_at,
            revision: row.revision,
        }
    }
}

/// Everything that was not removed, in no particular order.
pub async fn items(db: impl PgExecutor<'_>, plan: PlanId) -> Result<Vec<Item>> {
    select(db, plan, false, true).await
}

/// The same, as it is shown to whoever is not told of those who asked not to be named.
pub async fn veiled_items(db: impl PgExecutor<'_>, plan: PlanId) -> Result<Vec<Item>> {
    select(db, plan, false, false).await
}

/// What was removed by itself, the latest first: what went with its objective comes back with it.
pub async fn removed(db: impl PgExecutor<'_>, plan: PlanId) -> Result<Vec<Item>> {
    select(db, plan, true, true).await
}

async fn select(
    db: impl PgExecutor<'_>,
    plan: PlanId,
    removed: bool,
    speakers: bool,
) -> Result<Vec<Item>> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        with told as (
            select plan_items.id, progress_meeting(plan_items.id) as meeting_id
            from plan_items
            where plan_items.plan_id = $1 and plan_items.progress <> '' and not $3
        ),
        veiled as (
            select each.meeting_id, withheld_in(each.meeting_id) as names
            from (select distinct told.meeting_id from told where told.meeting_id is not null) as each
        )
        select item.id as "id: PlanItemId", item.objective_id as "objective_id: PlanItemId",
               item.position, item.title, item.text, item.html,
               (select coalesce(json_agg(json_build_object('id', activity_leads.person_id,
                                                           'name', activity_leads.name)
                                         order by activity_leads.position), '[]')
                from activity_leads where activity_leads.item_id = item.id) as "leads!: Json<Owners>",
               item.due, item.status as "status: Status", item.progress, item.progress_html,
               item.progressed_at,
               coalesce(veiled.names, '[]') as "withheld!: Json<Withheld>", item.revision
        from plan_items item
        left join plan_items above on above.id = item.objective_id
        left join told on told.id = item.id
        left join veiled on veiled.meeting_id = told.meeting_id
        where item.plan_id = $1
          and (item.removed_at is not null
               and item.removed_at is distinct from above.removed_at) = $2
          and ($2 or item.removed_at is null and above.removed_at is null)
        order by item.removed_at desc nulls last, item.id
        "#,
        plan as PlanId,
        removed,
        speakers,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Item::from).collect())
}

/// Last below its objective, or last of the objectives.
pub async fn insert(
    db: &mut PgConnection,
    plan: &Plan,
    id: PlanItemId,
    edit: &ItemEdit,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into plan_items (id, plan_id, objective_id, position, title, text, html, due)
        select $1, $2, $3, coalesce(max(position), 0) + 1, $4, $5, $6, $7
        from plan_items
        where plan_id = $2 and objective_id is not distinct from $3
        "#,
        id as PlanItemId,
        plan.id as PlanId,
        edit.objective.as_ref().map(|objective| objective.0) as Option<PlanItemId>,
        edit.title,
        edit.text.source,
        edit.text.html,
        edit.due,
    )
    .execute(&mut *db)
    .await?;
    lead(db, id, &edit.leads).await
}

/// An activity that goes below another objective comes last there.
pub async fn rewrite(
    db: &mut PgConnection,
    plan: &Plan,
    saved: &Item,
    edit: &ItemEdit,
) -> Result<()> {
    sqlx::query!(
        r#"
        update plan_items
        set title = $3, text = $4, html = $5, due = $6, objective_id = $7,
            position = case when objective_id is not distinct from $7 then position
                else (select coalesce(max(plan_items.position), 0) + 1 from plan_items
                      where plan_items.plan_id = $1 and plan_items.objective_id = $7) end,
            revision = revision + 1
        where plan_id = $1 and id = $2
        "#,
        plan.id as PlanId,
        saved.id as PlanItemId,
        edit.title,
        edit.text.source,
        edit.text.html,
        edit.due,
        edit.objective.as_ref().map(|objective| objective.0) as Option<PlanItemId>,
    )
    .execute(&mut *db)
    .await?;
    lead(db, saved.id, &edit.leads).await
}

async fn lead(db: &mut PgConnection, item: PlanItemId, leads: &Owners) -> Result<()> {
    let people: Vec<_> = leads.iter().map(|lead| lead.id.map(|id| id.0)).collect();
    let names: Vec<_> = leads.iter().map(|lead| lead.name.clone()).collect();
    sqlx::query!("delete from activity_leads where item_id = $1", item as PlanItemId)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        r#"
        insert into activity_leads (item_id, position, person_id, name)
        select $1, position, person_id, name
        from unnest($2::uuid[], $3::text[]) with ordinality as lead (person_id, name, position)
        "#,
        item as PlanItemId,
        &people as &[Option<uuid::Uuid>],
        &names,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn place(db: &mut PgConnection, plan: &Plan, places: &[Place]) -> Result<()> {
    let ids: Vec<_> = places.iter().map(|place| place.id.0).collect();
    let above: Vec<_> = places.iter().map(|place| place.objective_id.map(|id| id.0)).collect();
    let positions: Vec<_> = places.iter().map(|place| place.position).collect();
    sqlx::query!(
        r#"
        update plan_items
        set objective_id = place.objective_id, position = place.position,
            revision = plan_items.revision
                + (plan_items.objective_id is distinct from place.objective_id)::int
        from unnest($2::uuid[], $3::uuid[], $4::int[]) as place (id, objective_id, position)
        where plan_items.plan_id = $1 and plan_items.id = place.id
        "#,
        plan.id as PlanId,
        &ids,
        &above as &[Option<uuid::Uuid>],
        &positions,
    )
    .execute(db)
    .await?;
    Ok(())
}
