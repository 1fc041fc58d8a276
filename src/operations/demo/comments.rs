//! What the demonstration's people say of the plan for the review: comments and suggestions in
//! every state, from members and from the public.

use super::plans::WSIS20;
use super::{CO_CHAIR, MEMBER, SECOND_CO_CHAIR, SECRETARIAT, acting, store};
use access::fields::settlement::SettlementForm;
use access::rights::{May, Reader};
use base::addresses::plan::PlanPath;
use base::addresses::plan_part;
use base::addresses::public_comment::PublicPath;
use base::ids::PlanCommentId;
use base::policy::{Comment, LetCommentsThrough, SettleComments};
use plans::comments::{self, Present, ReplyForm, SettlingForm, ThreadForm};
use plans::plan::{self, Item, Plan, in_order};
use plans::public_comments::{self, PublicForm};
use platform::web::{App, ClientAddress, Error, Result};

struct Said {
    by: &'static str,
    kind: &'static str,
    /// The number of an objective or activity; empty for the plan.
    on: &'static str,
    title: &'static str,
    /// What a suggestion would have it say.
    proposal: &'static str,
    text: &'static str,
    /// What becomes of it, and why.
    settled: Option<(&'static str, &'static str)>,
}

const SAID: [Said; 7] = [
    Said {
        by: MEMBER,
        kind: "comment",
        on: "1",
        title: "",
        proposal: "",
        text: "@Ines Valdano, could the page be in Portuguese, too? I know somebody who would help.",
        settled: None,
    },
    Said {
        by: MEMBER,
        kind: "change",
        on: "1.2",
        title: "",
        proposal: "Hold two open calls for newcomers, at different hours, with time for questions.",
        text: "At one hour only, half of the world sleeps.",
        settled: Some(("accepted", "")),
    },
    Said {
        by: SECOND_CO_CHAIR,
        kind: "change",
        on: "2",
        title: "Consultations in which all stakeholders say what they want of the review",
        proposal: "Stakeholders should have a clear idea of the review’s objectives, and of its \
            timetable, before they are asked.",
        text: "It is the review that is meant, and when matters as much as what.",
        settled: Some((
            "accepted_in_part",
            "The objective keeps its title, which is in the report.",
        )),
    },
    Said {
        by: MEMBER,
        kind: "objective",
        on: "",
        title: "A budget",
        proposal: "The group finds out what all this costs, and who could pay for it.",
        text: "Nothing of this is free.",
        settled: Some((
            "not_accepted",
            "The group has no money of its own. It is for the secretariat.",
        )),
    },
    Said {
        by: MEMBER,
        kind: "activity",
        on: "3",
        title: "",
        proposal: "Write to the missions in New York before the modalities are negotiated.",
        text: "Afterwards it is too late.",
        settled: None,
    },
    Said {
        by: SECOND_CO_CHAIR,
        kind: "comment",
        on: "4",
        title: "",
        proposal: "",
        text: "The compendium of 2015 had forty pages, and nobody read it.",
        settled: Some(("noted", "")),
    },
    Said {
        by: MEMBER,
        kind: "change",
        on: "5.1",
        title: "",
        proposal: "Draft three messages of one sentence each, and bring them to a meeting of the group.",
        text: "Long messages are not repeated.",
        settled: None,
    },
];

/// Name, address and words of people who are not in the group.
const PUBLIC: [(&str, &str, &str); 2] = [
    ("Marisol Quintero-Vale", "marisol@example.net", "Will there be calls in Spanish?"),
    ("Devran Aksoylu", "devran@example.net", "Please say how libraries can take part."),
];

pub async fn make(app: &App) -> Result<()> {
    let may = acting::<SettleComments>(app, SECRETARIAT).await?;
    let at = may.group.plan(WSIS20);
    for said in &SAID {
        let id = say(app, &at, said).await?;
        if let Some((disposition, reason)) = said.settled {
            settle(app, &may, &at, id, (disposition, reason)).await?;
        } else if said.kind == "comment" {
            reply(app, &at, id).await?;
        }
    }
    from_outside(app, &at).await
}

async fn read(app: &App, may: &May<Comment>) -> Result<(Plan, Vec<Item>)> {
    let plan = plan::find(&app.db, may.group.id, WSIS20).await?;
    let items = plan::items(&app.db, plan.id).await?;
    Ok((plan, items))
}

async fn say(app: &App, at: &PlanPath, said: &Said) -> Result<PlanCommentId> {
    let may = acting::<Comment>(app, said.by).await?;
    let (plan, items) = read(app, &may).await?;
    let on = in_order(&items).into_iter().find(|placed| placed.number == said.on);
    let part = on.map(|placed| placed.item.id);
    let present = Present::of(&plan, &items, part).ok_or(Error::NotFound)?;
    let form = ThreadForm {
        kind: said.kind.into(),
        on: plan_part::part_key(part),
        revision: present.revision,
        title: said.title.into(),
        proposal: said.proposal.into(),
        text: said.text.into(),
        ..ThreadForm::default()
    };
    comments::make(app, &may, at, &form).await
}

async fn reply(app: &App, at: &PlanPath, id: PlanCommentId) -> Result<()> {
    let may = acting::<Comment>(app, CO_CHAIR).await?;
    let form =
        ReplyForm { text: "Yes, gladly. Please put us in touch.".into(), ..ReplyForm::default() };
    comments::reply(app, &may, &at.comment(&id), &form).await.map(|_| ())
}

/// What is accepted in part keeps the title that stands there.
async fn settle(
    app: &App,
    may: &May<SettleComments>,
    at: &PlanPath,
    id: PlanCommentId,
    (disposition, reason): (&str, &str),
) -> Result<()> {
    let reader = Reader::from(may.clone().into_member());
    let plan = plan::find(&app.db, may.group.id, WSIS20).await?;
    let items = plan::items(&app.db, plan.id).await?;
    let (thread, ..) = comments::find(&app.db, &reader, &plan, id, 1).await?;
    let present = Present::of(&plan, &items, thread.on.part);
    let offered = SettlingForm::offered(&thread, present.as_ref());
    let kept = present.filter(|_| disposition == "accepted_in_part").map(|now| now.words.title);
    let form = SettlingForm {
        settlement: SettlementForm { disposition: disposition.into(), reason: reason.into() },
        title: kept.unwrap_or(offered.title.clone()),
        ..offered
    };
    comments::settle(app, may, &at.comment(&id), &form).await
}

/// Both confirm their address by the link that was mailed to them; one is let through.
async fn from_outside(app: &App, at: &PlanPath) -> Result<()> {
    let may = acting::<LetCommentsThrough>(app, SECRETARIAT).await?;
    let public = Reader::signed_out(may.group.clone());
    for (name, email, text) in PUBLIC {
        let form = PublicForm {
            name: name.into(),
            email: email.into(),
            text: text.into(),
            ..PublicForm::default()
        };
        public_comments::send(app, &public, ClientAddress(None), at, &form).await?;
        let mail = store::mail_to(&app.db, email).await?;
        let token = mail.split("/public-comments/").nth(1).and_then(|rest| rest.lines().next());
        public_comments::confirm(app, token.unwrap_or_default()).await?;
    }
    let plan = plan::find(&app.db, may.group.id, WSIS20).await?;
    let (waiting, _) = public_comments::waiting(&app.db, &may, &plan, 1).await?;
    let first = waiting.first().ok_or(Error::NotFound)?;
    public_comments::let_through(app, &may, &PublicPath { at: at.clone(), comment: first.id })
        .await
        .map(drop)
}
