//! A new contribution in the database, if all is as it was read.

use serde_json::Value;
use sqlx::PgConnection;
use sqlx::types::Json;

use crate::contributions::Wording;
use base::ids::{ContributionId, GroupId, ItemId, MeetingId, MembershipId, PersonId, PlanItemId};
use base::states::{Attribution, MeetingState};
use plans::links::PlanLink;
use platform::transaction::Terms;
use platform::web::Result;

/// What a new contribution is checked against.
pub struct Read {
    pub meeting: MeetingId,
    pub state: MeetingState,
    /// The title of its item.
    pub item: String,
    /// The name of the speaker who was chosen, if that is or was a member.
    pub speaker: Option<String>,
    pub tied: Option<Json<PlanLink>>,
    /// Whether something was added under its id.
    pub used: bool,
}

/// None if there is no such meeting or item.
pub async fn read(
    db: &mut PgConnection,
    (group, number): (GroupId, i32),
    (id, item): (ContributionId, ItemId),
    (speaker, plan): (Option<PersonId>, Option<PlanItemId>),
) -> Result<Option<Read>> {
    let read = sqlx::query_as!(
        Read,
        r#"
        select meetings.id as "meeting: MeetingId", meetings.state as "state: MeetingState",
               agenda_items.title as item,
               (select people.name from people
                where people.id = $5 and people.service_of is null and exists (
                    select from memberships
                    where memberships.group_id = $1 and memberships.person_id = people.id))
                   as speaker,
               case when $6::uuid is not null then
                   (select to_json(plan_places) from plan_places
                    where plan_places.group_id = $1 and plan_places.is_open
                      and plan_places.item_id = $6)
               end as "tied: Json<PlanLink>",
               exists (select from history
                       where history.subject_id = $3 and history.revision = 1) as "used!"
        from meetings
        join agenda_items on agenda_items.meeting_id = meetings.id and agenda_items.id = $4
        where meetings.group_id = $1 and meetings.number = $2
        "#,
        group as GroupId,
        number,
        id as ContributionId,
        item as ItemId,
        speaker as Option<PersonId>,
        plan as Option<PlanItemId>,
    )
    .fetch_optional(db)
    .await?;
    Ok(read)
}

/// Whether it is added, with what history keeps of it: only if all is as it was read, and the terms
/// hold.
pub async fn add(
    db: &mut PgConnection,
    id: ContributionId,
    read: &Read,
    (wording, content): (&Wording, Value),
    terms: &Terms,
) -> Result<bool> {
    let added = sqlx::query_scalar!(
        r#"
        select add_contribution(
            id => $1, in_meeting => $2, meeting_state => $3, under_item => $4, item_title => $5,
            speaker_id => $6, speaker => $7, capacity => $8, attribution => $9, said => $10,
            said_html => $11, plan_item => $12, content => $13, person => $14, membership => $15,
            roles => $16, session_hash => $17, token_hash => $18, at => $19, makers => $20
        ) as "added!"
        "#,
        id as ContributionId,
        read.meeting as MeetingId,
        read.state as MeetingState,
        wording.item_id as ItemId,
        wording.item,
        wording.speaker.id as Option<PersonId>,
        wording.speaker.name,
        wording.capacity,
        wording.attribution as Attribution,
        wording.text,
        wording.html,
        wording.tied.as_ref().map(|tied| tied.item_id) as Option<PlanItemId>,
        content,
        terms.person as PersonId,
        terms.membership as MembershipId,
        &terms.roles,
        terms.session_hash.as_deref(),
        terms.token_hash.as_deref(),
        terms.now,
        &terms.makers,
    )
    .fetch_one(db)
    .await?;
    Ok(added)
}
