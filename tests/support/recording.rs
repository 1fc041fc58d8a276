//! Meeting 12, as its record is written.

use sqlx::PgPool;

pub const RECORD: &str = "/groups/forms/meetings/12/record";
pub const ITEM_1: &str = "00000000-0000-7000-8000-0000000012a1";
pub const ITEM_1A: &str = "00000000-0000-7000-8000-0000000012a2";
pub const ITEM_2: &str = "00000000-0000-7000-8000-0000000012a3";

pub async fn id_of(db: &PgPool, first_name: &str) -> String {
    let id = sqlx::query_scalar::<_, sqlx::types::Uuid>(
        "select id from people where split_part(name, ' ', 1) = $1",
    );
    id.bind(first_name).fetch_one(db).await.unwrap().to_string()
}
