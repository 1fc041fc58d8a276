//! Where somebody from the public is told what became of their comment.

use sqlx::PgConnection;

use base::ids::PlanCommentId;
use platform::web::Result;

/// For the last time: the address is forgotten with it.
pub async fn last_address(db: &mut PgConnection, id: PlanCommentId) -> Result<Option<String>> {
    let address = sqlx::query_scalar!(
        r#"
        with told as (
            select id, email from public_comments where comment_id = $1 and email <> ''
        )
        update public_comments set email = ''
        from told
        where public_comments.id = told.id
        returning told.email
        "#,
        id as PlanCommentId,
    )
    .fetch_optional(db)
    .await?;
    Ok(address)
}
