//! Whether everything that was published is still as it was published.

use std::collections::BTreeSet;

use sqlx::PgPool;

use super::document;
use super::store::{self, Kept};
use base::digest::{hash, link};
use platform::web::Result;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub editions: usize,
    pub groups: usize,
    /// What is not as it was, a sentence each.
    pub off: Vec<String>,
}

/// Recomputes every hash, and every group's chain from its first link.
pub async fn verify(db: &PgPool) -> Result<Verified> {
    let kept = store::all(db).await?;
    let groups: BTreeSet<_> = kept.iter().map(|kept| kept.slug.as_str()).collect();
    let mut off = Vec::new();
    for chain in kept.chunk_by(|a, b| a.slug == b.slug) {
        check_chain(chain, &mut off);
    }
    Ok(Verified { editions: kept.len(), groups: groups.len(), off })
}

fn check_chain(chain: &[Kept], off: &mut Vec<String>) {
    let mut previous: &[u8] = &[];
    for (sequence, kept) in (1..).zip(chain) {
        let edition = &kept.edition;
        let mut say = |what: &str| off.push(format!("{}: {what}.", name(kept)));
        if edition.sequence != sequence {
            say("an edition before it is missing from the group's chain");
            off.push(format!("{}: the chain cannot be followed from here on.", kept.slug));
            return;
        }
        if hash(&edition.markdown) != edition.sha256 {
            say("its text is not the one that was published");
        }
        if link(previous, &edition.sha256) != edition.chain {
            say("its link in the group's chain does not follow from the one before");
        }
        for difference in document::differences(edition, previous) {
            say(&match difference {
                "html_sha256" => "its HTML is not the one that was published".into(),
                difference => format!("its JSON is not the one that was published ({difference})"),
            });
        }
        previous = &edition.chain;
    }
}

fn name(kept: &Kept) -> String {
    format!("{}, meeting {}, edition {}", kept.slug, kept.meeting_number, kept.edition.number)
}
