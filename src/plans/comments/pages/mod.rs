//! Comments and suggestions on a plan in the browser: listed, read, sent and settled, and the
//! table of what became of them.

mod dispositions;
mod list;
mod new;
mod settle;
mod thread;

use super::MOST_A_PAGE;
use crate::plan::{self, Item, Plan};
use access::rights::Reader;
use base::addresses::plan::PlanPath;
use platform::web::{App, Error, Frame, Result};

pub use dispositions::{csv, dispositions};
pub use list::list;
pub use new::{make, new};
pub use settle::{settle, settlement};
pub use thread::{reply, thread};

/// The plan that a page is about, as its reader may see it, with its items.
pub async fn read(app: &App, reader: &Reader, at: &PlanPath) -> Result<(Plan, Vec<Item>)> {
    let plan = plan::visible(&app.db, reader, &at.plan, app.clock.now()).await?;
    let items = plan::shown_items(&app.db, &plan, reader).await?;
    Ok((plan, items))
}

fn frame(reader: &Reader) -> Frame {
    let frame = reader.frame().at("plans");
    if reader.member.is_some() { frame.working() } else { frame }
}

/// Where a list goes on: pages are counted from 1.
pub struct Pages {
    pub page: i64,
    count: i64,
    /// The address of a page, but for its number.
    address: String,
}

impl Pages {
    /// A page that there is not is no page.
    pub fn of(page: i64, count: i64, address: String) -> Result<Self> {
        let pages = Pages { page, count, address };
        if page == 1 || page <= pages.last() { Ok(pages) } else { Err(Error::NotFound) }
    }

    pub fn last(&self) -> i64 {
        (self.count + MOST_A_PAGE - 1) / MOST_A_PAGE
    }

    fn to(&self, page: i64) -> String {
        let mark = if self.address.contains('?') { '&' } else { '?' };
        format!("{}{mark}page={page}", self.address)
    }

    pub fn before(&self) -> Option<(i64, String)> {
        (self.page > 1).then(|| (self.page - 1, self.to(self.page - 1)))
    }

    pub fn after(&self) -> Option<(i64, String)> {
        (self.page < self.last()).then(|| (self.page + 1, self.to(self.page + 1)))
    }
}

/// What follows the question mark of a list without a filter.
#[derive(Clone, Copy, serde::Deserialize)]
#[serde(default)]
pub struct OnPage {
    page: i64,
}

impl Default for OnPage {
    fn default() -> Self {
        OnPage { page: 1 }
    }
}

impl OnPage {
    pub fn number(self) -> Result<i64> {
        // As far as any list may ever go.
        if (1..1_000_000).contains(&self.page) { Ok(self.page) } else { Err(Error::NotFound) }
    }
}
