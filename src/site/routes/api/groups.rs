//! The calls on groups, who is in them, oneself, and the platform.

use platform::api::Calls;

pub fn calls() -> Calls {
    me().merge(groups()).merge(memberships()).merge(invitations()).merge(administration())
}

fn me() -> Calls {
    use crate::groups::api as group;
    use crate::home::api as home;
    use members::account::api as me;
    Calls::on("Me", "The person whose token it is, and what waits for them.")
        .get("/api/v1/me", "read_me", me::show)
        .put("/api/v1/me", "change_me", me::change)
        .put("/api/v1/me/reminders", "switch_reminders", me::switch_reminders)
        .get("/api/v1/me/groups", "list_my_groups", group::mine)
        .get("/api/v1/me/waiting", "list_what_waits_for_me", home::waiting)
}

fn groups() -> Calls {
    use crate::groups::api as group;
    Calls::on("Groups", "Working groups, as whoever asks may see them.")
        .get("/api/v1/groups", "list_groups", group::list)
        .get("/api/v1/groups/{group}", "read_group", group::show)
}

fn memberships() -> Calls {
    use members::membership::api as membership;
    const ONE: &str = "/api/v1/groups/{group}/members/{membership}";
    Calls::on("Memberships", "Who is in a group, in which role, from when to when.")
        .get("/api/v1/groups/{group}/members", "list_memberships", membership::list)
        .get(ONE, "read_membership", membership::show)
        .put(ONE, "change_membership", membership::save)
        .delete(ONE, "end_membership", membership::remove)
}

fn invitations() -> Calls {
    use members::invitations::api as invitation;
    const LIST: &str = "/api/v1/groups/{group}/invitations";
    const ONE: &str = "/api/v1/groups/{group}/invitations/{invitation}";
    Calls::on("Invitations", "Into a group, for one address, once, for two weeks.")
        .get(LIST, "list_invitations", invitation::list)
        .post(LIST, "invite_person", invitation::invite)
        .get(ONE, "read_invitation", invitation::show)
        .delete(ONE, "withdraw_invitation", invitation::withdraw)
        .get("/api/v1/invitations/{token}", "look_at_invitation_to_me", invitation::look)
        .post(
            "/api/v1/invitations/{token}/acceptance",
            "accept_invitation_to_me",
            invitation::accept,
        )
}

fn administration() -> Calls {
    use members::administration::api::{groups as group, people as person};
    const GROUPS: &str = "/api/v1/administration/groups";
    Calls::on("Administration", "Groups and accounts, for the platform’s administrators.")
        .get(GROUPS, "list_all_groups", group::list)
        .post(GROUPS, "make_group", group::make)
        .get("/api/v1/administration/groups/{group}", "read_administered_group", group::show)
        .post(
            "/api/v1/administration/groups/{group}/appointments",
            "appoint_to_group",
            group::appoint,
        )
        .get("/api/v1/administration/people", "list_people", person::list)
        .get("/api/v1/administration/people/{person}", "read_person", person::show)
        .post(
            "/api/v1/administration/people/{person}/suspension",
            "suspend_person",
            person::suspend,
        )
        .post(
            "/api/v1/administration/people/{person}/restoration",
            "restore_person",
            person::restore,
        )
}
