use chrono::{DateTime, Utc};
use sqlx::PgPool;
use sqlx::types::Json;

use super::Kept;
use crate::person::typist::Typist;
use base::ids::PersonId;
use platform::web::Result;
use platform::web::typed::Typed;

/// Of each person the latest few, so that nobody fills the database by it.
const OTHERS: i64 = 9;

pub async fn keep(db: &PgPool, token_hash: &[u8], kept: &Kept, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        r#"
        with spare as (
            delete from kept_forms
            where token_hash in (
                select older.token_hash from kept_forms older
                where older.person_id = $2
                order by older.kept_at desc
                offset $8
            )
        )
        insert into kept_forms (token_hash, person_id, page, action, fields, files, kept_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        "#,
        token_hash,
        kept.typist.id as PersonId,
        kept.page,
        kept.action,
        Json(&kept.typed.fields) as _,
        &kept.typed.files,
        now,
        OTHERS,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn find(db: &PgPool, token_hash: &[u8], since: DateTime<Utc>) -> Result<Option<Kept>> {
    let row = sqlx::query!(
        r#"
        select people.id as "id: PersonId", people.name, kept_forms.page, kept_forms.action,
               kept_forms.fields as "fields: Json<Vec<(String, String)>>", kept_forms.files
        from kept_forms
        join people on people.id = kept_forms.person_id
        where kept_forms.token_hash = $1 and kept_forms.kept_at > $2
        "#,
        token_hash,
        since,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Kept {
        typist: Typist { id: row.id, name: row.name },
        page: row.page,
        action: row.action,
        typed: Typed { fields: row.fields.0, files: row.files },
    }))
}

pub async fn forget(db: &PgPool, token_hash: &[u8], person: PersonId, action: &str) -> Result<()> {
    sqlx::query!(
        "delete from kept_forms where token_hash = $1 and person_id = $2 and action = $3",
        token_hash,
        person as PersonId,
        action,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn forget_old(db: &PgPool, before: DateTime<Utc>) -> Result<()> {
    sqlx::query!("delete from kept_forms where kept_at <= $1", before).execute(db).await?;
    Ok(())
}
