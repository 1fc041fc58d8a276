//! The body of a call that moves something by one place.

use serde::Deserialize;
use utoipa::ToSchema;

use base::states::Direction;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Move)]
pub struct Move {
    pub direction: Direction,
}
