//! What is kept of adopted versions. Rows are only ever added.

use sqlx::{PgConnection, PgExecutor, PgPool};

use super::{Decided, Found, Version};
use crate::plan::Plan;
use base::addresses::meeting::MeetingKey;
use base::ids::{DecisionId, GroupId, MeetingId, PersonId, PlanId};
use base::states::Visibility;
use platform::web::{Error, Result};

pub async fn find(db: impl PgExecutor<'_>, plan: &Plan, number: i32) -> Result<Found> {
    let row = sqlx::query!(
        r#"
        select version.plan_id as "plan_id: PlanId", version.number, version.title,
               version.visibility as "visibility: Visibility", version.markdown,
               version.html, version.document, version.adopted_at, version.sha256, version.chain,
               version.decision_id as "decision_id: DecisionId", decisions.number as decision,
               decisions.text, meetings.id as "meeting_id: MeetingId",
               meetings.number as meeting_number, meetings.title as meeting_title
        from plan_versions version
        join decisions on decisions.id = version.decision_id
        join meetings on meetings.id = decisions.meeting_id
        where version.group_id = $1 and version.plan_id = $2 and version.number = $3
        "#,
        plan.group_id as GroupId,
        plan.id as PlanId,
        number,
    )
    .fetch_one(db)
    .await?;
    Ok(Found {
        version: Version {
            plan_id: row.plan_id,
            number: row.number,
            title: row.title,
            visibility: row.visibility,
            markdown: row.markdown,
            html: row.html,
            document: row.document,
            adopted_at: row.adopted_at,
            sha256: row.sha256,
            chain: row.chain,
        },
        decided: Decided::at(
            (row.decision_id, row.decision, row.text),
            (row.meeting_id, row.meeting_number, &row.meeting_title),
        ),
    })
}

impl Decided {
    fn at(
        (id, number, text): (DecisionId, i32, String),
        (meeting, meeting_number, title): (MeetingId, Option<i32>, &str),
    ) -> Self {
        let meeting_name = match meeting_number {
            Some(number) => format!("{title} {number}"),
            None => title.to_owned(),
        };
        let meeting = meeting_number.map_or(MeetingKey::Draft(meeting), MeetingKey::Number);
        Decided { id, number, text, meeting, meeting_name }
    }
}

/// The latest first.
pub async fn decisions(db: impl PgExecutor<'_>, group: GroupId) -> Result<Vec<Decided>> {
    select(db, group, None).await
}

pub async fn decision(db: &mut PgConnection, group: GroupId, id: DecisionId) -> Result<Decided> {
    let gone = || Error::invalid("decision", "This decision is not in the record. Choose another.");
    select(db, group, Some(id)).await?.pop().ok_or_else(gone)
}

async fn select(
    db: impl PgExecutor<'_>,
    group: GroupId,
    id: Option<DecisionId>,
) -> Result<Vec<Decided>> {
    let rows = sqlx::query!(
        r#"
        select decisions.id as "id: DecisionId", decisions.number,
               left(decisions.text, 100) as "text!", meetings.id as "meeting_id: MeetingId",
               meetings.number as meeting_number, meetings.title as meeting_title
        from decisions
        join meetings on meetings.id = decisions.meeting_id
        where decisions.group_id = $1 and decisions.removed_at is null
          and ($2::uuid is null or decisions.id = $2)
        order by decisions.number desc
        limit 100
        "#,
        group as GroupId,
        id as Option<DecisionId>,
    )
    .fetch_all(db)
    .await?;
    let decided = rows.into_iter().map(|row| {
        Decided::at(
            (row.id, row.number, row.text),
            (row.meeting_id, row.meeting_number, &row.meeting_title),
        )
    });
    Ok(decided.collect())
}

/// Whether somebody still waits to hear what becomes of a comment.
pub async fn has_open_comments(db: &mut PgConnection, plan: &Plan) -> Result<bool> {
    let open = sqlx::query_scalar!(
        r#"
        select exists (select from plan_comments where plan_id = $1 and state = 'open')
            or exists (select from public_comments where plan_id = $1 and state = 'waiting')
            as "open!"
        "#,
        plan.id as PlanId,
    )
    .fetch_one(db)
    .await?;
    Ok(open)
}

/// The end of the plan's chain; empty before the first version. The caller holds the plan.
pub async fn last_link(db: &mut PgConnection, plan: &Plan) -> Result<Vec<u8>> {
    let chain = sqlx::query_scalar!(
        "select chain from plan_versions where plan_id = $1 order by number desc limit 1",
        plan.id as PlanId,
    )
    .fetch_optional(db)
    .await?;
    Ok(chain.unwrap_or_default())
}

pub async fn keep(
    db: &mut PgConnection,
    plan: &Plan,
    version: &Version,
    decision: DecisionId,
    by: PersonId,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into plan_versions
            (plan_id, number, group_id, title, markdown, html, document, decision_id, adopted_by,
             adopted_at, sha256, chain, visibility)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        "#,
        plan.id as PlanId,
        version.number,
        plan.group_id as GroupId,
        version.title,
        version.markdown,
        version.html,
        version.document,
        decision as DecisionId,
        by as PersonId,
        version.adopted_at,
        version.sha256,
        version.chain,
        version.visibility as Visibility,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A version as it is found again, and how many there should be of its plan.
pub struct Kept {
    pub slug: String,
    pub plan: String,
    pub adopted: i32,
    /// The number of the decision by which the version was adopted.
    pub decision: i32,
    pub version: Option<Version>,
}

/// Every plan that was adopted, with its versions along its chain.
pub async fn all(db: &PgPool) -> Result<Vec<Kept>> {
    let rows = sqlx::query!(
        r#"
        select groups.slug, plans.slug as plan, plans.adopted, plans.id as "plan_id: PlanId",
               version.number as "number?", version.title as "title?",
               version.visibility as "visibility?: Visibility", version.markdown as "markdown?",
               version.html as "html?", version.document as "document?",
               version.adopted_at as "adopted_at?", version.sha256 as "sha256?",
               version.chain as "chain?", decisions.number as "decision?"
        from plans
        join groups on groups.id = plans.group_id
        left join plan_versions version on version.plan_id = plans.id
        left join decisions on decisions.id = version.decision_id
        where plans.adopted > 0 or version.number is not null
        order by groups.slug, plans.slug, version.number
        "#,
    )
    .fetch_all(db)
    .await?;
    let kept = rows.into_iter().map(|row| Kept {
        slug: row.slug,
        plan: row.plan,
        adopted: row.adopted,
        decision: row.decision.unwrap_or_default(),
        version: row.number.zip(row.adopted_at).map(|(number, adopted_at)| Version {
            plan_id: row.plan_id,
            number,
            title: row.title.unwrap_or_default(),
            visibility: row.visibility.unwrap_or(Visibility::MembersOnly),
            markdown: row.markdown.unwrap_or_default(),
            html: row.html.unwrap_or_default(),
            document: row.document.unwrap_or_default(),
            adopted_at,
            sha256: row.sha256.unwrap_or_default(),
            chain: row.chain.unwrap_or_default(),
        }),
    });
    Ok(kept.collect())
}
