//! Who is asking, as handlers are told: anybody, a reader of a group, a member of it, a member
//! with a right, or the administrator.

use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::request::Parts;

use super::credential::Credential;
use super::frame::{back_to, remember};
use super::lasting::{LetIn, Needs};
use super::store::{self, Found};
use super::{May, Member};
use crate::group::Group;
use crate::person::typist::{self, Mark};
use crate::person::{Administrator, GroupScope, Person};
use base::addresses::group::{GroupPath, slug};
use base::policy::Capability;
use base::states::Visibility;
use base::time::Zone;
use platform::api::token::Used;
use platform::web::public_cache::Slot;
use platform::web::{App, Cookies, Error, Frame, Path, Result, is_call};

/// Anybody, signed in or not.
#[derive(Clone, Debug, Default)]
pub struct Viewer {
    pub person: Option<Person>,
    notice: Option<String>,
    /// Where they come back to who sign in.
    back: String,
}

/// Somebody who reads in the group that the URL names: the public in a public group, members
/// in every group of theirs.
#[derive(Clone, Debug)]
pub struct Reader {
    pub viewer: Viewer,
    pub group: Group,
    pub member: Option<Member>,
}

impl FromRequestParts<App> for Viewer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let found = find(parts, app, None).await?;
        LetIn::note(parts, app, &found, None)?;
        let viewer = Viewer::new(found.person, parts);
        check_scope(parts, found.token)?;
        remember(parts, viewer.frame());
        Ok(viewer)
    }
}

/// Who asks, in a group if one is named. A token that is none is told, other than a session that
/// has ended, because no program goes on as the public by itself.
async fn find(parts: &mut Parts, app: &App, group: Option<&str>) -> Result<Found> {
    let by = Credential::of(parts, app)?;
    let found = store::find_reader(app, &by, group).await?;
    if by.is_token() && found.person.is_none() {
        return Err(Error::BadToken);
    }
    if let Some(token) = found.token {
        parts.extensions.insert(token);
    }
    Ok(found)
}

fn signed_out(parts: &Parts) -> Error {
    if is_call(parts.uri.path()) { Error::NoToken } else { Error::SignedOut }
}

/// Whoever acts by a form has typed it themselves. A page's script says for whom it acts.
async fn check_typist(parts: &Parts, app: &App, by: &Person) -> Result<()> {
    match parts.extensions.get::<Mark>() {
        _ if parts.method.is_safe() => Ok(()),
        Some(mark) => mark.check(&app.db, by).await,
        None => typist::check_script(&parts.headers, by.id),
    }
}

fn check_scope(parts: &Parts, token: Option<Used>) -> Result<()> {
    let reads = parts.method.is_safe() || token.is_none_or(|token| token.may_write);
    if reads { Ok(()) } else { Err(Error::MayOnlyRead) }
}

/// Who asks, and what they ask for: the group of the URL, if it is theirs to see or passes anyway.
pub(super) async fn asking(
    parts: &mut Parts,
    app: &App,
    anyway: bool,
) -> Result<(Viewer, Option<Reader>)> {
    let Path(GroupPath { group }) = Path::from_request_parts(parts, app).await?;
    let route = parts.extensions.get::<MatchedPath>().map(MatchedPath::as_str);
    let group = slug(route, &group).to_owned();
    let found = find(parts, app, Some(&group)).await?;
    LetIn::note(parts, app, &found, Some(&group))?;
    let viewer = Viewer::new(found.person, parts);
    remember(parts, viewer.frame());
    let reader = found.group.map(|group| {
        let place = viewer.person.clone().zip(found.membership);
        let member = place.map(|(person, membership)| Member {
            person,
            group: group.clone(),
            membership_id: membership.id,
            role: membership.role,
        });
        Reader { viewer: viewer.clone(), group, member }
    });
    if let (Some(reader), Some(slot)) = (&reader, parts.extensions.get::<Slot>()) {
        slot.note(reader.group.id, reader.is_anybody());
    }
    let reader = reader.filter(|reader| anyway || !reader.is_stranger());
    if let Some(reader) = &reader {
        check_scope(parts, found.token)?;
        remember(parts, reader.frame());
    }
    Ok((viewer, reader))
}

impl FromRequestParts<App> for Reader {
    type Rejection = Error;

    /// A group that somebody may not see is answered like one that does not exist.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        asking(parts, app, false).await?.1.ok_or(Error::NotFound)
    }
}

impl Reader {
    /// For the demonstration: somebody from the public, in a public group.
    pub fn signed_out(group: Group) -> Self {
        Reader { viewer: Viewer::default(), group, member: None }
    }
}

/// Members read too.
impl From<Member> for Reader {
    fn from(member: Member) -> Self {
        let person = member.person.clone();
        let notice = person.notice.clone();
        let viewer = Viewer { notice, person: Some(person), back: String::new() };
        Reader { viewer, group: member.group.clone(), member: Some(member) }
    }
}

impl FromRequestParts<App> for Member {
    type Rejection = Error;

    /// Whether the group exists is not said to somebody who is signed out.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let (viewer, reader) = asking(parts, app, false).await?;
        let person = viewer.person.ok_or_else(|| signed_out(parts))?;
        check_typist(parts, app, &person).await?;
        reader.and_then(|reader| reader.member).ok_or(Error::NotFound)
    }
}

impl<C: Capability> FromRequestParts<App> for May<C> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let may = May::of(Member::from_request_parts(parts, app).await?)?;
        LetIn::needs(parts, Needs::Role(C::ROLES));
        Ok(may)
    }
}

impl FromRequestParts<App> for Person {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let viewer = Viewer::from_request_parts(parts, app).await?;
        let person = viewer.person.ok_or_else(|| signed_out(parts))?;
        check_typist(parts, app, &person).await?;
        match parts.method.is_safe() || person.reach == GroupScope::Everywhere {
            true => Ok(person),
            false => Err(Error::OutOfReach),
        }
    }
}

impl FromRequestParts<App> for Administrator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let person = Person::from_request_parts(parts, app).await?;
        // To everybody else there is no such place.
        if person.administrator && person.reach == GroupScope::Everywhere {
            LetIn::needs(parts, Needs::Administration);
            Ok(Administrator(person))
        } else {
            Err(Error::NotFound)
        }
    }
}

impl Viewer {
    fn new(person: Option<Person>, parts: &Parts) -> Self {
        let notice = Cookies::from(parts).notice();
        let person = person.map(|person| Person { notice: notice.clone(), ..person });
        Viewer { person, notice, back: back_to(parts) }
    }

    pub fn frame(&self) -> Frame {
        let frame = self.person.as_ref().map(Person::frame).unwrap_or_default();
        Frame { notice: self.notice.clone(), back: self.back.clone(), ..frame }
    }

    /// The zone in which times are shown beside UTC.
    pub fn zone(&self) -> Zone {
        self.person.as_ref().map_or(Zone::UTC, |person| person.time_zone)
    }
}

impl Reader {
    pub fn frame(&self) -> Frame {
        let group = (!self.is_stranger()).then(|| self.group.link(self.member.is_some()));
        Frame { group, ..self.viewer.frame() }
    }

    pub fn zone(&self) -> Zone {
        self.viewer.zone()
    }

    /// Whether the page is the same for everybody: of a public group, to somebody signed out.
    pub fn is_anybody(&self) -> bool {
        self.viewer.person.is_none() && self.group.visibility == Visibility::Public
    }

    /// Whether a text of the group that is for these is shown to them. Every page, call, list and
    /// comparison of such texts asks this.
    pub fn sees(&self, text: Visibility) -> bool {
        text == Visibility::Public || self.member.is_some()
    }

    pub fn may<C: Capability>(&self, capability: C) -> bool {
        self.member.as_ref().is_some_and(|member| member.may(capability))
    }
}

impl Member {
    pub fn frame(&self) -> Frame {
        Frame { group: Some(self.group.link(true)), ..self.person.frame() }
    }

    pub fn zone(&self) -> Zone {
        self.person.time_zone
    }
}
