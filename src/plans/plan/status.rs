//! How far an activity is.

base::states! {
    pub enum Status in "activity_status" {
        Planned:     "planned",      "planned";
        InProgress:  "in_progress",  "in progress";
        Done:        "done",         "done";
        Dropped:     "dropped",      "dropped";
    }
}

impl Status {
    /// As a form offers them.
    pub fn choices() -> [(&'static str, String); 4] {
        Status::ALL.map(|status| (status.key(), status.label()))
    }
}
