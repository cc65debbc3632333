//! The portfolio before its projects: title, currency, periods and levels as the map states them.

use super::{ImportError, MapField as _};
use crate::exchange::mapping::{LengthWord, PortfolioMap, RungMap};
use crate::model::{
    Calendar, Figure, Ladder, LevelKey, Month, Percent, PeriodLength, Portfolio, Rung, Text, Unread,
};

/// An empty portfolio as the map states it.
pub(super) fn frame(map: &PortfolioMap) -> Result<Portfolio, ImportError> {
    let mut portfolio = Portfolio::titled(map.title.parse().in_map("portfolio.title")?);
    let organisation = map.organisation.as_ref().map(|name| name.parse());
    portfolio.organisation = organisation.transpose().in_map("portfolio.organisation")?;
    portfolio.summary = map.summary.parse().in_map("portfolio.summary")?;
    portfolio.currency = map.currency.parse().in_map("portfolio.currency")?;
    portfolio.calendar = calendar(map)?;
    let rate = map.discount_rate.map(Percent::new);
    portfolio.discount_rate = rate.transpose().in_map("portfolio.discount_rate")?;
    if let Some(rungs) = &map.ladder {
        portfolio.ladder = ladder(rungs)?;
    }
    Ok(portfolio)
}

fn calendar(map: &PortfolioMap) -> Result<Calendar, ImportError> {
    if !(1..=12).contains(&map.fiscal_year_starts_in) {
        let reason = "a month goes from 1 to 12".to_owned();
        return Err(ImportError::Map {
            field: "portfolio.fiscal_year_starts_in".to_owned(),
            reason,
        });
    }
    let first: Month = map.calendar.first.parse().in_map("portfolio.calendar.first")?;
    let length = match map.calendar.length {
        LengthWord::Month => PeriodLength::Month,
        LengthWord::Quarter => PeriodLength::Quarter,
    };
    Calendar::new(first, length, map.calendar.horizon).in_map("portfolio.calendar")
}

fn ladder(rungs: &[RungMap]) -> Result<Ladder, ImportError> {
    let rung = |map: &RungMap| {
        Ok(Rung {
            key: LevelKey::new(&map.key).in_map("portfolio.ladder.key")?,
            name: map.name.parse().in_map("portfolio.ladder.name")?,
            value: Figure::new(map.value).in_map("portfolio.ladder.value")?,
            note: Text::default(),
            unread: Unread::default(),
        })
    };
    let rungs: Result<Vec<Rung>, ImportError> = rungs.iter().map(rung).collect();
    Ladder::new(rungs?).in_map("portfolio.ladder")
}
