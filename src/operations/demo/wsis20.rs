//! What the demonstration's plan says: the five objectives that the model's report names, in our
//! words, with activities that are invented.

use super::{CO_CHAIR, MEMBER, SECOND_CO_CHAIR, SECRETARIAT};
use plans::plan::Status;

pub const PURPOSE: &str = "In 2025 the United Nations review what has become of the World Summit on \
    the Information Society (WSIS), twenty years after it. The group wants the review to know what \
    the IGF has achieved, and the IGF’s community to take part in it. *The five objectives are those \
    that were outlined at Online Meeting 45; the activities are invented.*";

pub struct Objective {
    pub title: &'static str,
    pub text: &'static str,
    pub activities: &'static [Activity],
}

pub struct Activity {
    pub text: &'static str,
    /// Accounts by e-mail, or others by name.
    pub leads: &'static [&'static str],
    /// In how many days from now it is due.
    pub due: Option<i64>,
    pub progress: &'static [(Status, &'static str)],
}

pub const OBJECTIVES: [Objective; 5] = [
    Objective {
        title: "Awareness of how critical the review is",
        text: "People who work on other matters should know what is at stake, and when.",
        activities: &[
            Activity {
                text: "Write a page that explains the review to somebody who has never heard of it.",
                leads: &[CO_CHAIR],
                due: Some(-20),
                progress: &[
                    (Status::InProgress, "A first draft went to the mailing list."),
                    (Status::Done, "The page is online, in English and French."),
                ],
            },
            Activity {
                text: "Hold an open call for newcomers, with time for questions.",
                leads: &[MEMBER, "Joana Ferreira-Lund"],
                due: Some(30),
                progress: &[(Status::InProgress, "Two speakers have agreed.")],
            },
        ],
    },
    Objective {
        title: "Consultations in which stakeholders say what they want of it",
        text: "Stakeholders should have a clear idea of the review’s objectives before they are asked.",
        activities: &[
            Activity {
                text: "List the consultations that are planned, with their dates:\n\n- of the IGF\n- \
                       of the WSIS Forum\n- of national and regional initiatives",
                leads: &[SECRETARIAT],
                due: Some(14),
                progress: &[(Status::InProgress, "")],
            },
            Activity {
                text: "Ask national and regional initiatives what they expect of the review.",
                leads: &[SECOND_CO_CHAIR],
                due: Some(60),
                progress: &[],
            },
        ],
    },
    Objective {
        title: "Engagement with member states and UN agencies",
        text: "Those who negotiate the review should hear from us early.",
        activities: &[
            Activity {
                text: "Invite the UN agencies that took part in the review of 2015 to a call.",
                leads: &[CO_CHAIR, SECOND_CO_CHAIR],
                due: Some(-3),
                progress: &[],
            },
            Activity {
                text: "Find out who will be the co-facilitators of the review.",
                leads: &[SECRETARIAT],
                due: None,
                progress: &[(
                    Status::Dropped,
                    "They are named by the General Assembly, and not before \
                    next year.",
                )],
            },
        ],
    },
    Objective {
        title: "A compendium of what the IGF has achieved",
        text: "",
        activities: &[
            Activity {
                text: "Collect examples of what intersessional work has changed.",
                leads: &[MEMBER],
                due: Some(14),
                progress: &[(Status::InProgress, "Eleven examples so far; **Africa** is missing.")],
            },
            Activity {
                text: "Name the gaps that remain for many stakeholders, governments above all.",
                leads: &[],
                due: Some(90),
                progress: &[],
            },
        ],
    },
    Objective {
        title: "Objectives of our own",
        text: "What should the review say of the IGF? The group agrees on a few sentences that everybody \
               can repeat.",
        activities: &[Activity {
            text: "Draft three messages, and bring them to a meeting of the group.",
            leads: &[SECOND_CO_CHAIR],
            due: Some(45),
            progress: &[],
        }],
    },
];
