//! What is kept of editions. Rows are only ever added.

use sqlx::{PgConnection, PgExecutor, PgPool};

use super::{Edition, EditionRow, Found, Link};
use base::addresses::file::Kind;
use base::ids::{GroupId, MeetingId, PersonId};
use platform::web::Result;

/// An edition in one of its forms: only that is read. A stranger sees those only that everybody
/// could read before their group became its members'.
pub async fn find(
    db: impl PgExecutor<'_>,
    meeting: MeetingId,
    (number, form): (Option<i32>, Kind),
    stranger: bool,
) -> Result<Found> {
    let row = sqlx::query!(
        r#"
        select edition.number, edition.title, edition.corrigendum, edition.approved_by,
               edition.published_at, edition.sha256,
               case $3 when 'markdown' then edition.markdown
                       when 'json' then edition.document
                       else edition.html end as "text!",
               latest.number as latest, latest.published_at as latest_at
        from editions latest
        join editions edition on edition.meeting_id = latest.meeting_id
        where latest.meeting_id = $1
          and edition.number = coalesce($2, latest.number)
          and (not $4 or exists (select from open_editions shown
                                 where shown.meeting_id = edition.meeting_id
                                   and shown.number = edition.number))
          and (not $4 or exists (select from open_editions shown
                                 where shown.meeting_id = latest.meeting_id
                                   and shown.number = latest.number))
        order by latest.number desc
        limit 1
        "#,
        meeting as MeetingId,
        number,
        match form {
            Kind::Page => "html",
            Kind::Markdown => "markdown",
            Kind::Json => "json",
        },
        stranger,
    )
    .fetch_one(db)
    .await?;
    let edition = EditionRow {
        number: row.number,
        title: row.title,
        corrigendum: row.corrigendum,
        approved_by: row.approved_by,
        published_at: row.published_at,
        sha256: row.sha256,
    };
    Ok(Found { edition, text: row.text, latest: row.latest, latest_at: row.latest_at })
}

/// An edition in all its forms.
pub async fn whole(
    db: impl PgExecutor<'_>,
    meeting: MeetingId,
    number: Option<i32>,
    stranger: bool,
) -> Result<Edition> {
    let edition = sqlx::query_as!(
        Edition,
        r#"
        select editions.meeting_id as "meeting_id: MeetingId", editions.number,
               editions.group_id as "group_id: GroupId", editions.sequence, editions.title, editions.markdown, editions.html,
               editions.document, editions.corrigendum, editions.approved_by,
               editions.published_at, editions.sha256, editions.chain
        from editions
        where editions.meeting_id = $1 and editions.number = coalesce($2, editions.number)
          and (not $3 or exists (select from open_editions shown
                                 where shown.meeting_id = editions.meeting_id
                                   and shown.number = editions.number))
        order by editions.number desc
        limit 1
        "#,
        meeting as MeetingId,
        number,
        stranger,
    )
    .fetch_one(db)
    .await?;
    Ok(edition)
}

/// The number of a summary's latest edition.
pub async fn latest(db: impl PgExecutor<'_>, meeting: MeetingId, stranger: bool) -> Result<i32> {
    let latest = sqlx::query_scalar!(
        r#"
        select max(editions.number) as "latest!"
        from editions
        where editions.meeting_id = $1
          and (not $2 or exists (select from open_editions shown
                                 where shown.meeting_id = editions.meeting_id
                                   and shown.number = editions.number))
        "#,
        meeting as MeetingId,
        stranger,
    )
    .fetch_one(db)
    .await?;
    Ok(latest)
}

/// All editions of a summary, the latest first.
pub async fn list(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Vec<EditionRow>> {
    let editions = sqlx::query_as!(
        EditionRow,
        r#"
        select number, title, corrigendum, approved_by, published_at, sha256
        from editions
        where meeting_id = $1
        order by number desc
        "#,
        meeting as MeetingId,
    )
    .fetch_all(db)
    .await?;
    Ok(editions)
}

/// The end of the group's chain, held for the rest of the transaction.
pub async fn last_link(db: &mut PgConnection, group: GroupId) -> Result<Link> {
    sqlx::query!("select id from groups where id = $1 for no key update", group as GroupId)
        .fetch_one(&mut *db)
        .await?;
    // A second statement, because it sees what was committed while the lock was awaited.
    let link = sqlx::query_as!(
        Link,
        r#"
        select sequence, chain from editions
        where group_id = $1
        order by sequence desc
        limit 1
        "#,
        group as GroupId,
    )
    .fetch_optional(db)
    .await?;
    Ok(link.unwrap_or_default())
}

pub async fn keep(db: &mut PgConnection, edition: &Edition, by: PersonId) -> Result<()> {
    sqlx::query!(
        r#"
        insert into editions
            (meeting_id, number, group_id, sequence, title, markdown, html, document, corrigendum,
             approved_by, published_by, published_at, sha256, chain)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        "#,
        edition.meeting_id as MeetingId,
        edition.number,
        edition.group_id as GroupId,
        edition.sequence,
        edition.title,
        edition.markdown,
        edition.html,
        edition.document,
        edition.corrigendum,
        &edition.approved_by,
        by as PersonId,
        edition.published_at,
        edition.sha256,
        edition.chain,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Every edition with the name of its group and meeting, along each group's chain.
pub async fn all(db: &PgPool) -> Result<Vec<Kept>> {
    let rows = sqlx::query!(
        r#"
        select editions.meeting_id as "meeting_id: MeetingId", editions.number,
               editions.group_id as "group_id: GroupId", editions.sequence, editions.title,
               editions.markdown, editions.html, editions.document, editions.corrigendum,
               editions.approved_by, editions.published_at, editions.sha256, editions.chain,
               groups.slug, meetings.number as "meeting_number!"
        from editions
        join groups on groups.id = editions.group_id
        join meetings on meetings.id = editions.meeting_id
        order by slug, sequence
        "#,
    )
    .fetch_all(db)
    .await?;
    let kept = rows.into_iter().map(|row| Kept {
        slug: row.slug,
        meeting_number: row.meeting_number,
        edition: Edition {
            meeting_id: row.meeting_id,
            number: row.number,
            group_id: row.group_id,
            sequence: row.sequence,
            title: row.title,
            markdown: row.markdown,
            html: row.html,
            document: row.document,
            corrigendum: row.corrigendum,
            approved_by: row.approved_by,
            published_at: row.published_at,
            sha256: row.sha256,
            chain: row.chain,
        },
    });
    Ok(kept.collect())
}

/// An edition as it is found again, and whose it is.
pub struct Kept {
    pub slug: String,
    pub meeting_number: i32,
    pub edition: Edition,
}
