//! Meeting 12 on its way.

use sqlx::PgPool;

use crate::{Answer, user};

/// Brings the meeting from the state before to this one.
pub async fn reach(state: &str, db: &PgPool) {
    let meeting = "/groups/forms/meetings/12";
    let sana = user(db, "Sana");
    let step = |noun: &str| format!("{meeting}/{noun}");
    match state {
        "draft" => {
            sql(
                db,
                "update meetings set state = 'draft', number = null, agenda_published_at = null",
            )
            .await
        }
        "scheduled" => sql(db, "update meetings set state = 'scheduled', number = 12").await,
        "in session" => {
            done(user(db, "Chen").post(&step("agenda/publication"), &[]).await);
            done(sana.post(&step("session"), &[]).await);
        }
        "drafting" => {
            done(sana.post(&step("closing"), &[]).await);
            done(sana.post(&step("summary"), &[]).await);
            sql(
                db,
                "update summary_sections set id = '00000000-0000-7000-8000-000000001291'
                 where kind = 'agenda'",
            )
            .await;
        }
        "in review" => {
            let deadline = [("deadline_date", "2026-03-13"), ("deadline_time", "09:00")];
            done(sana.post(&step("summary/review"), &deadline).await);
            sql(
                db,
                "insert into summary_comments
                     (id, meeting_id, section_id, edition, kind, person_id, text, html)
                 select '00000000-0000-7000-8000-0000000012b1', meeting_id, section.id, 1,
                        'comment', people.id, 'Good.', '<p>Good.</p>'
                 from summary_sections section, people
                 where kind = 'agenda' and name = 'Mira Rao'",
            )
            .await;
        }
        "approved" => {
            sql(db, "update summaries set deadline = '2026-03-06'").await;
            let text = text(db).await;
            for co_chair in ["Chen", "Cleo"] {
                let approved = user(db, co_chair).post(&step("summary/approval"), &text).await;
                done(approved);
            }
        }
        "published" => done(sana.post(&step("summary/publication"), &text(db).await).await),
        "correcting" => {
            let corrigendum = [("corrigendum", "A name was misspelt.")];
            done(sana.post(&step("summary/corrigendum"), &corrigendum).await);
        }
        "members only" => sql(db, "update groups set visibility = 'members_only'").await,
        other => unreachable!("{other}"),
    }
}

/// What a form that approves or publishes names: the hash of the text as it is.
pub async fn text(db: &PgPool) -> [(&'static str, &'static str); 1] {
    let hash = "select encode(text_hash, 'hex') from summaries";
    let hash: String = sqlx::query_scalar(hash).fetch_one(db).await.unwrap();
    [("text", hash.leak())]
}

pub async fn sql(db: &PgPool, statement: &'static str) {
    sqlx::query(statement).execute(db).await.unwrap();
}

#[track_caller]
pub fn done(answer: Answer) {
    answer.location();
}
