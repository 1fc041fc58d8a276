//! What is typed to make a token.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::Deserialize;

use access::fields::typed;
use access::group::Group;
use base::ids::{GroupId, TokenId};
use platform::web::{Invalid, Result};

const LONGEST_DAYS: i64 = 365;

/// As typed.
#[derive(Clone, Debug, Deserialize)]
pub struct TokenForm {
    /// Made with the form, so that sending it twice makes one token.
    pub id: TokenId,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub scope: String,
    #[serde(default)]
    pub reach: String,
    /// As their addresses name them, where it is for some.
    #[serde(default)]
    pub groups: Vec<String>,
    /// For how many days, or `date`.
    #[serde(default)]
    pub expiry: String,
    #[serde(default)]
    pub last_day: String,
}

/// A group that a token can be for.
#[derive(Clone, Debug)]
pub struct Choice {
    pub id: GroupId,
    pub slug: String,
    pub short_name: String,
}

pub struct NewToken {
    pub id: TokenId,
    pub name: String,
    pub may_write: bool,
    pub groups: Option<Vec<GroupId>>,
    pub expires_at: DateTime<Utc>,
}

impl TokenForm {
    /// What is least is chosen already.
    pub fn empty() -> Self {
        TokenForm {
            id: TokenId::new(),
            name: String::new(),
            scope: "read".into(),
            reach: "all".into(),
            groups: Vec::new(),
            expiry: "30".into(),
            last_day: String::new(),
        }
    }

    /// The same, for one group, which is not asked then.
    pub fn within(&self, group: &Group) -> (Self, Vec<Choice>) {
        let (slug, short_name) = (group.slug.clone(), group.short_name.clone());
        let form = TokenForm { reach: "some".into(), groups: vec![slug.clone()], ..self.clone() };
        (form, vec![Choice { id: group.id, slug, short_name }])
    }

    pub fn check(&self, among: &[Choice], now: DateTime<Utc>) -> Result<NewToken> {
        let mut invalid = Invalid::default();
        let name = typed::name(&self.name).map_err(|error| invalid.add("name", error));
        let may_write = match self.scope.as_str() {
            "read" => Some(false),
            "write" => Some(true),
            _ => None,
        };
        if may_write.is_none() {
            invalid.add("scope", "Choose what the token may do.");
        }
        let groups = self.check_groups(among, &mut invalid);
        let expires_at = self.check_expiry(now).map_err(|(field, error)| invalid.add(field, error));
        invalid.or(NewToken {
            id: self.id,
            name: name.unwrap_or_default(),
            may_write: may_write.unwrap_or_default(),
            groups,
            expires_at: expires_at.unwrap_or(now),
        })
    }

    fn check_groups(&self, among: &[Choice], invalid: &mut Invalid) -> Option<Vec<GroupId>> {
        let is_known = |slug: &String| among.iter().any(|choice| choice.slug == *slug);
        match self.reach.as_str() {
            "all" => return None,
            "some" => {}
            _ => invalid.add("reach", "Choose for which groups the token is."),
        }
        if self.reach == "some" && self.groups.is_empty() {
            invalid.add("groups", "Choose at least one group.");
        }
        if let Some(slug) = self.groups.iter().find(|slug| !is_known(slug)) {
            invalid.add("groups", format!("“{slug}” is not a group of this token’s owner."));
        }
        let chosen = among.iter().filter(|choice| self.has(choice));
        Some(chosen.map(|choice| choice.id).collect())
    }

    pub fn has(&self, choice: &Choice) -> bool {
        self.groups.contains(&choice.slug)
    }

    fn check_expiry(
        &self,
        now: DateTime<Utc>,
    ) -> Result<DateTime<Utc>, (&'static str, &'static str)> {
        if self.expiry != "date" {
            let days = self.expiry.parse().ok().filter(|days| (1..=LONGEST_DAYS).contains(days));
            let error = ("expiry", "Choose until when the token works: at most for 365 days.");
            return days.map(|days| now + TimeDelta::days(days)).ok_or(error);
        }
        let day: Option<NaiveDate> = self.last_day.trim().parse().ok();
        let day = day.ok_or(("last_day", "Say which day is the last one."))?;
        match (day - now.date_naive()).num_days() {
            ..0 => Err(("last_day", "The last day has to be today or later.")),
            0..=LONGEST_DAYS => Ok((day + Days::new(1)).and_time(NaiveTime::MIN).and_utc()),
            _ => Err(("last_day", "A token works for a year at most.")),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn expiry(expiry: &str, last_day: &str) -> Result<String, &'static str> {
        let now = Utc.with_ymd_and_hms(2026, 3, 6, 9, 0, 0).unwrap();
        let (expiry, last_day) = (expiry.to_owned(), last_day.to_owned());
        let form = TokenForm { expiry, last_day, ..TokenForm::empty() };
        form.check_expiry(now).map(|at| at.to_rfc3339()).map_err(|(field, _)| field)
    }

    #[test]
    fn a_token_works_for_a_year_at_most() {
        for (typed, last_day, until) in [
            ("7", "", Ok("2026-03-13T09:00:00+00:00")),
            ("365", "", Ok("2027-03-06T09:00:00+00:00")),
            ("366", "", Err("expiry")),
            ("0", "", Err("expiry")),
            ("-1", "", Err("expiry")),
            ("9223372036854775807", "", Err("expiry")),
            ("", "2026-03-07", Err("expiry")),
            ("date", "2026-03-06", Ok("2026-03-07T00:00:00+00:00")),
            ("date", "2027-03-06", Ok("2027-03-07T00:00:00+00:00")),
            ("date", "2027-03-07", Err("last_day")),
            ("date", "2026-03-05", Err("last_day")),
            ("date", "+262142-12-31", Err("last_day")),
            ("date", "soon", Err("last_day")),
        ] {
            assert_eq!(expiry(typed, last_day), until.map(str::to_owned), "{typed} {last_day}");
        }
    }

    #[test]
    fn a_token_is_for_groups_of_its_owner_only() {
        let choice = |slug: &str| Choice {
            id: GroupId::new(),
            slug: slug.into(),
            short_name: slug.to_uppercase(),
        };
        let among = [choice("forms"), choice("plans")];
        for (reach, groups, chosen) in [
            ("all", &[][..], Ok(None)),
            ("some", &["plans", "plans"], Ok(Some(1))),
            ("some", &[], Err("groups")),
            ("some", &["forms", "quiet"], Err("groups")),
            ("", &[], Err("reach")),
        ] {
            let groups = groups.iter().map(|slug| (*slug).to_owned()).collect();
            let form = TokenForm { reach: reach.into(), groups, ..TokenForm::empty() };
            let mut invalid = Invalid::default();
            let found = form.check_groups(&among, &mut invalid).map(|groups| groups.len());
            let found = invalid.iter().next().map_or(Ok(found), |error| Err(&*error.field));
            assert_eq!(found, chosen, "{reach}");
        }
    }
}
