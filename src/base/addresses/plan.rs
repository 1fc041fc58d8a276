//! The plan that a URL names, an item of it, and the URLs below them.

use serde::Deserialize;

use crate::ids::PlanItemId;

#[derive(Clone, Debug, Deserialize)]
pub struct PlanPath {
    pub group: String,
    pub plan: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct ItemPath {
    #[serde(flatten)]
    pub at: PlanPath,
    pub item: PlanItemId,
}

impl PlanPath {
    pub fn show(&self) -> String {
        format!("/groups/{}/plans/{}", self.group, self.plan)
    }

    /// The same in another form: "md", "json".
    pub fn as_file(&self, kind: &str) -> String {
        format!("{}.{kind}", self.show())
    }

    pub fn below(&self, noun: &str) -> String {
        format!("{}/{noun}", self.show())
    }

    pub fn items(&self) -> String {
        self.below("items")
    }

    pub fn item(&self, item: &PlanItemId) -> ItemPath {
        ItemPath { at: self.clone(), item: *item }
    }

    /// The permanent address of an adopted version.
    pub fn version(&self, number: i32) -> String {
        format!("{}/versions/{number}", self.show())
    }
}

impl ItemPath {
    /// Its whole life; where it is saved, too.
    pub fn show(&self) -> String {
        format!("{}/{}", self.at.items(), self.item)
    }

    pub fn below(&self, noun: &str) -> String {
        format!("{}/{noun}", self.show())
    }

    /// Where it stands in the plan, on whichever page that is.
    pub fn place(&self) -> String {
        format!("{}?at={}#i-{}", self.at.show(), self.item, self.item)
    }

    /// The same place, with its form open.
    pub fn edit(&self) -> String {
        format!("{}?edit={}#i-{}", self.at.show(), self.item, self.item)
    }

    /// Below this objective, the form for a new activity.
    pub fn new_activity(&self) -> String {
        format!("{}?edit=activity&below={}#new", self.at.show(), self.item)
    }
}
