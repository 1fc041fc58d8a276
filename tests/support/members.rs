//! Who is in the group, who is invited, and who makes groups.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::{Answer, User};

pub const MEMBERS: &str = "/groups/forms/members";

/// The path of somebody's present membership of the Forms group.
pub async fn membership(db: &PgPool, name: &str) -> String {
    let id = "select memberships.id from memberships join people on people.id = person_id \
         join groups on groups.id = group_id \
         where split_part(people.name, ' ', 1) = $1 and slug = 'forms' and until is null";
    let id: uuid::Uuid = sqlx::query_scalar(id).bind(name).fetch_one(db).await.unwrap();
    format!("{MEMBERS}/{id}")
}

impl User {
    /// Gives somebody a role, as the form does.
    pub async fn give(&self, path: &str, role: &str) -> Answer {
        let form = self.get(&format!("{path}/edit")).await;
        if form.status != StatusCode::OK {
            return form;
        }
        let revision = form.value("revision");
        self.post(path, &[("revision", &*revision), ("role", role)]).await
    }
}

impl User {
    pub async fn invite(&self, email: &str, role: &str) -> Answer {
        let form = self.get("/groups/forms/invitations/new").await;
        if form.status != StatusCode::OK {
            return form;
        }
        let id = form.value("id");
        let typed =
            [("id", &*id), ("email", email), ("role", role), ("affiliation", "Example Lab")];
        self.post("/groups/forms/invitations", &typed).await
    }
}

impl User {
    pub async fn make_group(&self, id: &str, slug: &str) -> Answer {
        let typed = [
            ("id", id),
            ("name", "Working Group on Harbours"),
            ("short_name", "WG-Harbours"),
            ("slug", slug),
            ("purpose", "Quays, *ships* and <script>alert(1)</script>."),
            ("time_zone", "Asia/Singapore"),
            ("visibility", "members_only"),
            ("approval_rule", "any_co_chair"),
            ("meeting_title", "Call"),
            ("last_meeting", "17"),
        ];
        self.post("/administration/groups", &typed).await
    }

    pub async fn appoint(&self, email: &str, role: &str) -> Answer {
        let id = self.get("/administration/groups/harbours").await.value("id");
        let typed = [("id", &*id), ("email", email), ("role", role)];
        self.post("/administration/groups/harbours/appointments", &typed).await
    }
}
