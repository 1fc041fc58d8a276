//! Days as spreadsheets write them. Where day and month can be swapped, somebody is asked.

use chrono::{Days, NaiveDate};

use super::months::month;
use base::time::{date, weekday};

base::states! {
    /// In which order a table writes day and month, where that cannot be seen.
    #[schema(as = DateOrder)]
    pub enum Order {
        DayFirst:    "day_first",    "day first";
        MonthFirst:  "month_first",  "month first";
    }
}

/// What a cell says of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Said {
    Day(NaiveDate),
    /// Only this order makes a day of it.
    InOrder(Order, NaiveDate),
    /// The day if the day comes first, and the one if the month does.
    Either(NaiveDate, NaiveDate),
}

/// The serial numbers of the years 2000 to 2199: days since the end of 1899.
const SERIAL: std::ops::Range<u64> = 36_526..109_575;

/// None if it is no day.
pub fn read(cell: &str) -> Option<Said> {
    let cell = without_time(cell.trim());
    if let Some(day) = serial(cell) {
        return Some(Said::Day(day));
    }
    let parts: Vec<_> = cell
        .split(|sign: char| "/.-,年月日년월일".contains(sign) || sign.is_whitespace())
        .filter(|part| !part.is_empty() && !["de", "del"].contains(part))
        .collect();
    let parts = match parts.split_first() {
        Some((first, rest)) if weekday(first).is_some() => rest,
        _ => &parts,
    };
    let &[one, two, three] = parts else { return None };
    if let Some(month) = month(two) {
        return Some(Said::Day(day(year(three)?, month, number(ordinal(one))?)?));
    }
    if let Some(month) = month(one) {
        return Some(Said::Day(day(year(three)?, month, number(ordinal(two))?)?));
    }
    if one.len() == 4 {
        return Some(Said::Day(day(year(one)?, number(two)?, number(three)?)?));
    }
    let (one, two, year) = (number(one)?, number(two)?, year(three)?);
    match (day(year, two, one), day(year, one, two)) {
        (Some(this), Some(that)) if this == that => Some(Said::Day(this)),
        (Some(day_first), Some(month_first)) => Some(Said::Either(day_first, month_first)),
        (Some(day), None) => Some(Said::InOrder(Order::DayFirst, day)),
        (None, Some(day)) => Some(Said::InOrder(Order::MonthFirst, day)),
        (None, None) => None,
    }
}

/// Spreadsheets write midnight after a day: "2026-12-31 00:00:00", "2026-12-31T00:00:00Z".
fn without_time(cell: &str) -> &str {
    let Some((at, colon)) = cell.split_once(':').map(|(before, _)| (before, before.len())) else {
        return cell;
    };
    let hour = at.rfind(|sign: char| !sign.is_ascii_digit()).filter(|end| colon - end <= 3);
    match hour {
        Some(end) if at[end..].starts_with([' ', 'T', '\u{A0}']) => at[..end].trim_end_matches(','),
        _ => cell,
    }
}

/// "46022", "46022.5"
fn serial(cell: &str) -> Option<NaiveDate> {
    let (whole, part) = cell.split_once('.').unwrap_or((cell, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = Some(whole).filter(|whole| whole.len() >= 5 && digits(whole) && digits(part))?;
    let days = whole.parse().ok().filter(|days| SERIAL.contains(days))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn number(text: &str) -> Option<u32> {
    let short = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| short)
}

/// "1st", "22nd", and "1er" and "1º" of other languages.
fn ordinal(text: &str) -> &str {
    let ends = ["st", "nd", "rd", "th", "er", "º", "°"];
    ends.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text)
}

fn year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    match text.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

/// How most days of a table are written that can be read in one order only; of as many, how the
/// first is.
pub fn order_of(cells: &[Said]) -> Option<Order> {
    let orders = cells.iter().filter_map(|said| match said {
        Said::InOrder(order, _) => Some(*order),
        _ => None,
    });
    let first = orders.clone().next()?;
    let day_first = orders.clone().filter(|order| *order == Order::DayFirst).count();
    match day_first.cmp(&(orders.count() - day_first)) {
        std::cmp::Ordering::Greater => Some(Order::DayFirst),
        std::cmp::Ordering::Less => Some(Order::MonthFirst),
        std::cmp::Ordering::Equal => Some(first),
    }
}

impl Said {
    /// The day, or what has to be asked: `told` is the order that somebody chose for the table, and
    /// `usual` that of its other days.
    pub fn settle(
        self,
        cell: &str,
        told: Option<Order>,
        usual: Option<Order>,
    ) -> Result<NaiveDate, String> {
        match (self, told) {
            (Said::Day(day), _) => Ok(day),
            (Said::InOrder(_, day), Some(_)) => Ok(day),
            (Said::InOrder(order, day), None) if usual.is_none_or(|usual| usual == order) => {
                Ok(day)
            }
            (Said::InOrder(..), None) => Err(format!(
                "“{cell}” is written in another order than other dates of this table. Say whether \
                 the day or the month comes first."
            )),
            (Said::Either(day, _), Some(Order::DayFirst)) => Ok(day),
            (Said::Either(_, day), Some(Order::MonthFirst)) => Ok(day),
            (Said::Either(day_first, month_first), None) => Err(format!(
                "“{cell}” can be {} or {}. Say whether the day or the month comes first.",
                date(day_first),
                date(month_first),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_read_as_spreadsheets_write_them() {
        for cell in [
            "2026-12-31",
            "2026/12/31",
            "2026-12-31 00:00:00",
            "2026-12-31T00:00:00Z",
            "46387",
            "46387.5",
            "31 Dec 2026",
            "31-Dec-26",
            "31. December 2026",
            "December 31, 2026",
            "Dec 31 2026",
            "Thursday, December 31, 2026",
            "Thu 31 December 2026",
            "31st Dec 2026",
            "Thurs 31 Dec. 2026",
            "31. Dez 26",
            "31 déc. 2026",
            "31 de dezembro de 2026",
            "31-dic-2026",
            "31 dicembre 2026",
            "2026年12月31日",
            "2026년 12월 31일",
        ] {
            assert_eq!(read(cell), Some(Said::Day(on("2026-12-31"))), "{cell}");
        }
        assert_eq!(read("46022"), Some(Said::Day(on("2025-12-31"))));
        assert_eq!(read("3/3/2027"), Some(Said::Day(on("2027-03-03"))));
        for cell in ["31/12/2026", "31.12.2026", "31-12-2026", "31/12/26", "31.12.2026 00:00"] {
            assert_eq!(
                read(cell),
                Some(Said::InOrder(Order::DayFirst, on("2026-12-31"))),
                "{cell}"
            );
        }
        let month_first = Some(Said::InOrder(Order::MonthFirst, on("2026-12-31")));
        assert_eq!(read("12/31/2026"), month_first);
        for cell in ["3/4/2027", "03.04.2027", "3/4/27"] {
            let either = Said::Either(on("2027-04-03"), on("2027-03-04"));
            assert_eq!(read(cell), Some(either), "{cell}");
        }
        for cell in [
            "",
            "soon",
            "next meeting",
            "12月31日",
            "31 Deck 2026",
            "before 31 Dec 2026",
            "32/13/2026",
            "2026",
            "12345678",
            "1.5",
            "30 Feb 2026",
        ] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }

    #[test]
    fn what_can_be_swapped_is_asked() {
        let cells = ["31/12/2026", "31.12.2026", "12/31/2026", "3/4/2027", "31 Dec 2026"];
        let said: Vec<_> = cells.iter().map(|cell| read(cell).unwrap()).collect();
        let usual = order_of(&said);
        assert_eq!(usual, Some(Order::DayFirst));
        let settled = |told| -> Vec<_> {
            let cells = cells.iter().zip(&said);
            cells.map(|(cell, said)| said.settle(cell, told, usual).ok()).collect()
        };
        let last = Some(on("2026-12-31"));
        assert_eq!(settled(None), [last, last, None, None, last]);
        let april = Some(on("2027-04-03"));
        assert_eq!(settled(Some(Order::DayFirst)), [last, last, last, april, last]);
        let march = Some(on("2027-03-04"));
        assert_eq!(settled(Some(Order::MonthFirst)), [last, last, last, march, last]);
        let asked = said[3].settle("3/4/2027", None, usual).unwrap_err();
        assert!(asked.contains("Sat 3 April 2027 or Thu 4 March 2027"), "{asked}");
    }
}
