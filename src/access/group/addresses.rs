//! The addresses of a group, and of what it has.

use crate::group::Group;
use base::addresses::action::ActionPath;
use base::addresses::plan::PlanPath;
use base::addresses::webhook::WebhookPath;
use base::ids::{ActionId, WebhookId};

impl Group {
    pub fn path(&self) -> String {
        format!("/groups/{}", self.slug)
    }

    /// Where its co-chairs change what it is called and how it works.
    pub fn settings(&self) -> String {
        format!("{}/settings", self.path())
    }

    /// Where its co-chairs change who may read it.
    pub fn visibility_page(&self) -> String {
        format!("{}/visibility", self.path())
    }

    /// What it publishes, as a feed.
    pub fn feed(&self) -> String {
        format!("{}.atom", self.path())
    }

    /// Its meetings, as a calendar.
    pub fn calendar(&self) -> String {
        format!("{}.ics", self.path())
    }

    /// Where the list of its meetings is.
    pub fn meetings(&self) -> String {
        format!("/groups/{}/meetings", self.slug)
    }

    pub fn actions(&self) -> String {
        format!("/groups/{}/actions", self.slug)
    }

    /// Those that come from a meeting, in any state.
    pub fn actions_from(&self, meeting: i32) -> String {
        format!("{}?state=all&meeting={meeting}", self.actions())
    }

    /// Where they are brought in from a table.
    pub fn actions_import(&self) -> String {
        format!("{}/import", self.actions())
    }

    /// All that match a filter, as a table.
    pub fn actions_csv(&self) -> String {
        format!("{}.csv", self.actions())
    }

    pub fn members(&self) -> String {
        format!("/groups/{}/members", self.slug)
    }

    pub fn service_accounts(&self) -> String {
        format!("/groups/{}/service-accounts", self.slug)
    }

    pub fn plans(&self) -> String {
        format!("/groups/{}/plans", self.slug)
    }

    pub fn plan(&self, slug: &str) -> PlanPath {
        PlanPath { group: self.slug.clone(), plan: slug.to_owned() }
    }

    pub fn action(&self, id: &ActionId) -> ActionPath {
        ActionPath { group: self.slug.clone(), action: *id }
    }

    pub fn webhooks(&self) -> String {
        format!("{}/webhooks", self.path())
    }

    pub fn webhook(&self, id: &WebhookId) -> WebhookPath {
        WebhookPath { group: self.slug.clone(), webhook: *id }
    }

    pub fn search(&self) -> String {
        format!("{}/search", self.path())
    }
}
