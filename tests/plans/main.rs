//! Plans as people meet them: real requests on a real database.

mod api_plan_comments;
mod api_plans;
mod large_plan;
mod plans;
mod public_comments;
mod settling;
mod suggestions;
mod versions;

support::product!(plans::routes);
