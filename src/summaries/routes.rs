//! The pages and the calls of summaries.

use platform::api::Calls;
use platform::web::Routes;

pub fn routes() -> Routes {
    summaries().merge(comments()).merge(editions())
}

fn summaries() -> Routes {
    use crate::draft::names::pages as names;
    use crate::draft::pages as summary;
    use crate::publication::pages as publication;
    Routes::default()
        .shared("/groups/{group}/meetings/{meeting}/summary", publication::show)
        .post("/groups/{group}/meetings/{meeting}/summary", summary::draft)
        .get("/groups/{group}/meetings/{meeting}/summary/edit", summary::edit)
        .post("/groups/{group}/meetings/{meeting}/summary/names", names::answer)
        .get("/groups/{group}/meetings/{meeting}/summary/preview", summary::preview)
        .post("/groups/{group}/meetings/{meeting}/summary/sections", summary::add)
        .get("/groups/{group}/meetings/{meeting}/summary/sections/{section}", summary::form)
        .post("/groups/{group}/meetings/{meeting}/summary/sections/{section}", summary::save)
        .post(
            "/groups/{group}/meetings/{meeting}/summary/sections/{section}/renewal",
            summary::renew,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/summary/sections/{section}/removal",
            summary::remove,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/summary/sections/{section}/restoration",
            summary::restore,
        )
        .get("/groups/{group}/meetings/{meeting}/summary/review", summary::submission)
        .post("/groups/{group}/meetings/{meeting}/summary/review", summary::submit)
        .get("/groups/{group}/meetings/{meeting}/summary/review/end", summary::ending)
        .post("/groups/{group}/meetings/{meeting}/summary/review/end", summary::end)
        .get("/groups/{group}/meetings/{meeting}/summary/return", summary::sending_back)
        .post("/groups/{group}/meetings/{meeting}/summary/return", summary::send_back)
        .post("/groups/{group}/meetings/{meeting}/summary/approval", summary::approve)
        .post("/groups/{group}/meetings/{meeting}/summary/publication", publication::publish)
        .get("/groups/{group}/meetings/{meeting}/summary/corrigendum", publication::correction)
        .post("/groups/{group}/meetings/{meeting}/summary/corrigendum", publication::correct)
}

fn comments() -> Routes {
    use crate::review::pages as comment;
    Routes::default()
        .get("/groups/{group}/meetings/{meeting}/summary/comments", comment::list)
        .post("/groups/{group}/meetings/{meeting}/summary/comments", comment::make)
        .get("/groups/{group}/meetings/{meeting}/summary/comments/new", comment::new)
        .get("/groups/{group}/meetings/{meeting}/summary/comments/{comment}", comment::settlement)
        .post("/groups/{group}/meetings/{meeting}/summary/comments/{comment}", comment::settle)
        .get("/groups/{group}/meetings/{meeting}/summary/passages", comment::passages)
        .post("/groups/{group}/meetings/{meeting}/summary/passages", comment::answer)
}

fn editions() -> Routes {
    use crate::editions::pages as edition;
    Routes::default()
        .shared("/groups/{group}/meetings/{meeting}/summary.md", edition::latest_markdown)
        .shared("/groups/{group}/meetings/{meeting}/summary.json", edition::latest_json)
        .shared("/groups/{group}/meetings/{meeting}/summary/editions/{edition}", edition::show)
}

pub fn calls() -> Calls {
    summary_calls().merge(section_calls()).merge(comment_calls()).merge(edition_calls())
}

fn summary_calls() -> Calls {
    use crate::draft::api as summary;
    use crate::publication::api as publication;
    const ONE: &str = "/api/v1/groups/{group}/meetings/{meeting}/summary";
    Calls::on("Summaries", "The report of a meeting, from its draft to its publication.")
        .get(ONE, "read_summary", summary::show)
        .post(ONE, "draft_summary", summary::draft)
        .get(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/preview",
            "preview_summary",
            summary::preview,
        )
        .get(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/standing",
            "compare_summary_with_record",
            summary::standing,
        )
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/review",
            "submit_summary_for_review",
            summary::submit,
        )
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/review/end",
            "end_review_of_summary",
            summary::end,
        )
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/return",
            "return_summary_to_drafting",
            summary::send_back,
        )
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/approval",
            "approve_summary",
            summary::approve,
        )
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/publication",
            "publish_summary",
            publication::publish,
        )
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/corrigendum",
            "correct_published_summary",
            publication::correct,
        )
}

fn section_calls() -> Calls {
    use crate::draft::api as section;
    use crate::draft::names::api as names;
    const NAMES: &str = "/api/v1/groups/{group}/meetings/{meeting}/summary/names";
    const LIST: &str = "/api/v1/groups/{group}/meetings/{meeting}/summary/sections";
    const ONE: &str = "/api/v1/groups/{group}/meetings/{meeting}/summary/sections/{section}";
    Calls::on("Sections", "The parts of a draft summary, each edited by itself.")
        .get(LIST, "list_sections", section::list)
        .post(LIST, "add_section", section::add)
        .get(ONE, "read_section", section::section)
        .put(ONE, "edit_section", section::save)
        .delete(ONE, "remove_section", section::remove)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/sections/{section}/restoration",
            "restore_section",
            section::restore,
        )
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/sections/{section}/renewal",
            "renew_section",
            section::renew,
        )
        .get(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/sections/{section}/revisions",
            "list_revisions_of_section",
            section::revisions,
        )
        .get(NAMES, "list_names_in_summary", names::list)
        .post(NAMES, "answer_name_in_summary", names::answer)
}

fn comment_calls() -> Calls {
    use crate::review::api as comment;
    const LIST: &str = "/api/v1/groups/{group}/meetings/{meeting}/summary/comments";
    const PASSAGES: &str = "/api/v1/groups/{group}/meetings/{meeting}/summary/passages";
    Calls::on("Comments on summaries", "What members and speakers say of a draft in review.")
        .get(LIST, "list_summary_comments", comment::list)
        .post(LIST, "comment_on_summary", comment::make)
        .get(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/comments/{comment}",
            "read_summary_comment",
            comment::show,
        )
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/comments/{comment}/settlement",
            "settle_summary_comment",
            comment::settle,
        )
        .get(PASSAGES, "list_passages_that_name_me", comment::passages)
        .post(PASSAGES, "answer_passage_that_names_me", comment::answer)
}

fn edition_calls() -> Calls {
    use crate::editions::api as edition;
    Calls::on("Editions", "The published texts of summaries, which never change.")
        .get(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/editions",
            "list_editions",
            edition::list,
        )
        .get(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/editions/latest",
            "read_latest_edition",
            edition::latest,
        )
        .get(
            "/api/v1/groups/{group}/meetings/{meeting}/summary/editions/{edition}",
            "read_edition",
            edition::show,
        )
}
