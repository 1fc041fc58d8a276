//! What pages about a public group say of it to programs.

use serde_json::{Value, json};

use crate::group::Group;
use crate::rights::Reader;
use base::states::Visibility;

/// The group, if everybody may read it and this reader is anybody.
pub fn public(reader: &Reader) -> Option<&Group> {
    let open = reader.group.visibility == Visibility::Public && reader.member.is_none();
    open.then_some(&reader.group)
}

pub fn organization(group: &Group, address: &str) -> Value {
    json!({
        "@type": "Organization",
        "name": group.name,
        "alternateName": group.short_name,
        "url": address,
    })
}
