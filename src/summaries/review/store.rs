//! What is kept of the comments on a summary.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};

use super::{Comment, CommentKind, Remark, Settled};
use crate::draft::Summary;
use base::ids::{CommentId, MeetingId, PersonId, SectionId};
use base::states::Disposition;
use base::withheld::Withheld;
use platform::web::Result;

/// All comments on a meeting's summary, the oldest first.
pub async fn list(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Vec<Comment>> {
    let comments = sqlx::query_as!(
        Comment,
        r#"
        select comment.id as "id: CommentId", comment.section_id as "section_id: SectionId",
               case when comment.heading <> '' then comment.heading
                    when summary.state <> 'drafting' then section.heading
                    else '' end as "heading!",
               comment.edition, comment.quote, comment.kind as "kind: CommentKind",
               comment.person_id as "person_id?: PersonId", person.name as by, comment.text,
               comment.html, comment.made_at, comment.state as "state: Disposition", comment.reason,
               settler.name as "settled_by?"
        from summary_comments comment
        join summary_sections section on section.id = comment.section_id
        join summaries summary on summary.meeting_id = comment.meeting_id
        join people person on person.id = comment.person_id
        left join people settler on settler.id = comment.settled_by
        where comment.meeting_id = $1
        order by made_at, comment.id
        "#,
        meeting as MeetingId,
    )
    .fetch_all(db)
    .await?;
    Ok(comments)
}

/// Who is not to be named, and who asked for that.
pub async fn withheld(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Withheld> {
    let withheld = sqlx::query_scalar!(
        r#"
        select coalesce(json_agg(json_build_object('id', person_id, 'name', name)), '[]')
            as "withheld!: Json<Withheld>"
        from withheld_people
        where meeting_id = $1
        "#,
        meeting as MeetingId,
    )
    .fetch_one(db)
    .await?;
    Ok(withheld.0)
}

/// False if it was made already, by a first press of the button.
pub async fn create(
    db: impl PgExecutor<'_>,
    by: PersonId,
    summary: &Summary,
    remark: &Remark,
    now: DateTime<Utc>,
    settled: bool,
) -> Result<bool> {
    let made = sqlx::query!(
        r#"
        insert into summary_comments
            (id, meeting_id, section_id, heading, edition, quote, kind, person_id, text, html,
             made_at, state, settled_by, settled_at)
        values ($1, $2, $3,
                (select section.heading from summary_sections section where section.id = $3),
                $4, $5, $6, $7::uuid, $8, $9, $10::timestamptz, case when $11 then 'noted'::disposition else 'open' end,
                case when $11 then $7::uuid end, case when $11 then $10::timestamptz end)
        on conflict do nothing
        "#,
        remark.id as CommentId,
        summary.meeting_id as MeetingId,
        remark.section as Option<SectionId>,
        summary.edition,
        remark.quote,
        remark.kind as CommentKind,
        by as PersonId,
        remark.text.source,
        remark.text.html,
        now,
        settled,
    )
    .execute(db)
    .await?;
    Ok(made.rows_affected() > 0)
}

pub async fn settle(
    db: impl PgExecutor<'_>,
    summary: &Summary,
    id: CommentId,
    what: (Disposition, &str),
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<Settled>> {
    let settled = sqlx::query_as!(
        Settled,
        r#"
        update summary_comments
        set state = $4, reason = $5, settled_by = $6, settled_at = $7
        where id = $1 and meeting_id = $2 and edition = $3
        returning kind as "kind: CommentKind", person_id as "by: PersonId",
                  section_id as "section_id: SectionId", quote
        "#,
        id as CommentId,
        summary.meeting_id as MeetingId,
        summary.edition,
        what.0 as Disposition,
        what.1,
        by as PersonId,
        now,
    )
    .fetch_optional(db)
    .await?;
    Ok(settled)
}

/// The text of a section when it last had that in it.
pub async fn text_with(
    db: &mut PgConnection,
    section: SectionId,
    quote: &str,
) -> Result<Option<String>> {
    let text = sqlx::query_scalar!(
        r#"
        select history.content ->> 'text' as "text!"
        from history
        where history.subject_id = $1 and strpos(history.content ->> 'text', $2) > 0
        order by history.id desc
        limit 1
        "#,
        section as SectionId,
        quote,
    )
    .fetch_optional(db)
    .await?;
    Ok(text)
}

/// Somebody answered in the review that runs; so many of the passages that name them are left.
pub async fn note_answer(
    db: &mut PgConnection,
    meeting: MeetingId,
    by: PersonId,
    left: i32,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into review_answers (meeting_id, person_id, revision, passages_left)
        select summaries.meeting_id, $2, summaries.revision, $3
        from summaries where summaries.meeting_id = $1
        on conflict (meeting_id, person_id)
            do update set revision = excluded.revision, passages_left = excluded.passages_left
        "#,
        meeting as MeetingId,
        by as PersonId,
        left,
    )
    .execute(db)
    .await?;
    Ok(())
}
