//! Whether everything that was adopted is still as it was adopted.

use sqlx::PgPool;

use super::Version;
use super::store::{self, Kept};
use crate::plan;
use base::digest::{hash, link};
use platform::web::Result;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub versions: usize,
    pub plans: usize,
    /// What is not as it was, a sentence each.
    pub off: Vec<String>,
}

/// Recomputes every hash, and every plan's chain from its first version.
pub async fn verify(db: &PgPool) -> Result<Verified> {
    let kept = store::all(db).await?;
    let mut verified = Verified::default();
    for chain in kept.chunk_by(|a, b| (&a.slug, &a.plan) == (&b.slug, &b.plan)) {
        verified.plans += 1;
        verified.versions += chain.iter().filter(|kept| kept.version.is_some()).count();
        check_chain(chain, &mut verified.off);
    }
    Ok(verified)
}

fn check_chain(chain: &[Kept], off: &mut Vec<String>) {
    let Some(Kept { slug, plan, adopted, .. }) = chain.first() else { return };
    let versions: Vec<_> =
        chain.iter().filter_map(|kept| Some((kept.version.as_ref()?, kept.decision))).collect();
    let numbers = versions.iter().map(|(version, _)| version.number);
    if !numbers.eq(1..=*adopted) {
        off.push(format!("{slug}, plan {plan}: a version is missing, or was added."));
        return;
    }
    let mut previous: &[u8] = &[];
    for (version, decision) in versions {
        let name = format!("{slug}, plan {plan}, version {}", version.number);
        off.extend(
            version.faults(decision, previous).into_iter().map(|what| format!("{name}: {what}.")),
        );
        previous = &version.chain;
    }
}

impl Version {
    fn faults(&self, decision: i32, previous: &[u8]) -> Vec<&'static str> {
        let mut faults = Vec::new();
        if hash(&self.markdown) != self.sha256 {
            faults.push("its text is not the one that was adopted");
        }
        if link(previous, &self.sha256) != self.chain {
            faults.push("its link in the plan's chain does not follow from the one before");
        }
        let read = self.read();
        let Some((document, seal)) =
            read.as_ref().and_then(|read| Some((read, read.seal.as_ref()?)))
        else {
            faults.push("its JSON cannot be read");
            return faults;
        };
        let expected = self.seal(&seal.adopted_at_meeting, decision, previous);
        if expected.html_sha256 != seal.html_sha256 {
            faults.push("its HTML is not the one that was adopted");
        }
        let says = plan::markdown(document) == self.markdown && document.plan.name == self.title;
        if !says || (&expected.sha256, &expected.chain) != (&seal.sha256, &seal.chain) {
            faults.push("its JSON does not say what its text says");
        }
        let told = (document.version, &seal.adopted_at, seal.decision, &seal.previous);
        if told != (Some(self.number), &expected.adopted_at, decision, &expected.previous) {
            faults.push("its JSON does not say when and how it was adopted");
        }
        faults
    }
}
