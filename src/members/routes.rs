//! The pages and the calls of accounts, memberships and what stands beside them.

use platform::api::Calls;
use platform::web::Routes;

pub fn routes() -> Routes {
    people().merge(tokens()).merge(members()).merge(settings()).merge(administration())
}

fn people() -> Routes {
    use crate::account::pages::{account, sign_in, welcome};
    Routes::default()
        .get("/welcome/{token}", welcome::show)
        .post("/welcome/{token}", welcome::begin)
        .get("/sign-in", sign_in::show)
        .post("/sign-in", sign_in::sign_in)
        .get("/sign-in/link", sign_in::ask_for_link)
        .post("/sign-in/link", sign_in::mail_link)
        .get("/sign-in/link/{token}", sign_in::show_link)
        .post("/sign-in/link/{token}", sign_in::use_link)
        .post("/sign-out", sign_in::sign_out)
        .get("/account", account::show)
        .post("/account", account::change)
        .post("/account/password", account::change_password)
        .post("/account/reminders", account::switch_reminders)
        .post("/account/sessions/{session}/end", account::end_session)
        .post("/account/sessions/others/end", account::end_others)
}

fn tokens() -> Routes {
    use crate::service_accounts::pages as account;
    use crate::tokens::pages as token;
    Routes::default()
        .get("/account/tokens", token::index)
        .post("/account/tokens", token::make)
        .post("/account/tokens/{token}/revocation", token::revoke)
        .get("/groups/{group}/service-accounts", account::index)
        .post("/groups/{group}/service-accounts", account::make)
        .get("/groups/{group}/service-accounts/{account}", account::show)
        .post("/groups/{group}/service-accounts/{account}/removal", account::remove)
        .post("/groups/{group}/service-accounts/{account}/tokens", account::make_token)
        .post(
            "/groups/{group}/service-accounts/{account}/tokens/{token}/revocation",
            account::revoke_token,
        )
}

fn members() -> Routes {
    use crate::acceptance::pages as acceptance;
    use crate::invitations::pages as invitations;
    use crate::membership::pages as membership;
    Routes::default()
        .get("/groups/{group}/members", membership::index)
        .get("/groups/{group}/members/{membership}/edit", membership::edit)
        .post("/groups/{group}/members/{membership}", membership::save)
        .post("/groups/{group}/members/{membership}/removal", membership::remove)
        .get("/groups/{group}/invitations/new", invitations::form)
        .post("/groups/{group}/invitations", invitations::invite)
        .post("/groups/{group}/invitations/{invitation}/withdrawal", invitations::withdraw)
        .get("/invitations/{token}", acceptance::show)
        .post("/invitations/{token}", acceptance::accept)
}

fn settings() -> Routes {
    use crate::settings::pages as settings;
    Routes::default()
        .get("/groups/{group}/settings", settings::edit)
        .post("/groups/{group}/settings", settings::save)
        .get("/groups/{group}/visibility", settings::show_visibility)
        .post("/groups/{group}/visibility", settings::set_visibility)
}

fn administration() -> Routes {
    use crate::administration::pages::{groups, people};
    Routes::default()
        .get("/administration", groups::index)
        .get("/administration/groups/new", groups::form)
        .post("/administration/groups", groups::make)
        .get("/administration/groups/{group}", groups::show)
        .post("/administration/groups/{group}/appointments", groups::appoint)
        .get("/administration/people/{person}", people::show)
        .post("/administration/people/{person}/suspension", people::suspend)
        .post("/administration/people/{person}/restoration", people::restore)
}

pub fn calls() -> Calls {
    me_calls()
        .merge(membership_calls())
        .merge(invitation_calls())
        .merge(settings_calls())
        .merge(administration_calls())
}

fn me_calls() -> Calls {
    use crate::account::api as me;
    Calls::on("Me", "The person whose token it is, and what waits for them.")
        .get("/api/v1/me", "read_me", me::show)
        .put("/api/v1/me", "change_me", me::change)
        .put("/api/v1/me/reminders", "switch_reminders", me::switch_reminders)
}

fn membership_calls() -> Calls {
    use crate::membership::api as membership;
    const ONE: &str = "/api/v1/groups/{group}/members/{membership}";
    Calls::on("Memberships", "Who is in a group, in which role, from when to when.")
        .get("/api/v1/groups/{group}/members", "list_memberships", membership::list)
        .get(ONE, "read_membership", membership::show)
        .put(ONE, "change_membership", membership::save)
        .delete(ONE, "end_membership", membership::remove)
}

fn invitation_calls() -> Calls {
    use crate::acceptance::api as acceptance;
    use crate::invitations::api as invitation;
    const LIST: &str = "/api/v1/groups/{group}/invitations";
    const ONE: &str = "/api/v1/groups/{group}/invitations/{invitation}";
    Calls::on("Invitations", "Into a group, for one address, once, for two weeks.")
        .get(LIST, "list_invitations", invitation::list)
        .post(LIST, "invite_person", invitation::invite)
        .get(ONE, "read_invitation", invitation::show)
        .delete(ONE, "withdraw_invitation", invitation::withdraw)
        .get("/api/v1/invitations/{token}", "look_at_invitation_to_me", acceptance::look)
        .post(
            "/api/v1/invitations/{token}/acceptance",
            "accept_invitation_to_me",
            acceptance::accept,
        )
}

fn settings_calls() -> Calls {
    use crate::settings::api as settings;
    const SETTINGS: &str = "/api/v1/groups/{group}/settings";
    const VISIBILITY: &str = "/api/v1/groups/{group}/visibility";
    Calls::on("Settings of groups", "What a group is called, how it works, and who may read it.")
        .get(SETTINGS, "read_settings_of_group", settings::show)
        .put(SETTINGS, "change_settings_of_group", settings::save)
        .get("/api/v1/groups/{group}/settings/history", "list_changes_of_settings", settings::past)
        .get(VISIBILITY, "read_visibility_of_group", settings::show_visibility)
        .put(VISIBILITY, "change_visibility_of_group", settings::set_visibility)
}

fn administration_calls() -> Calls {
    use crate::administration::api::{groups as group, people as person};
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
