//! When a project starts and ends, as its row says.

use super::columns::Cells;
use super::ids::id_of;
use super::report::{CellNote, CellReason};
use super::{ImportError, MapField as _};
use crate::exchange::day::{DayForm, read_days};
use crate::exchange::mapping::{Duration, FinishMeaning, Mapping, Start, StartMeaning};
use crate::model::{
    Calendar, DURATION_PERIODS_MAX, Date, Milestone, MilestoneId, Month, Name, Project, Text,
    Unread,
};

/// What the map says on dates, checked once.
pub(super) struct Dates<'m> {
    mapping: &'m Mapping,
    calendar: Calendar,
    start: Option<Month>,
    milestone: Option<Name>,
}

impl<'m> Dates<'m> {
    /// Checks what the map says on dates.
    pub(super) fn of(mapping: &'m Mapping, calendar: Calendar) -> Result<Self, ImportError> {
        let start = match &mapping.project.start {
            Some(Start::At(month)) => Some(month.parse().in_map("project.start")?),
            _ => None,
        };
        let milestone = match mapping.project.finish.as_ref().map(|finish| &finish.means) {
            Some(FinishMeaning::Milestone(name)) => {
                Some(name.parse().in_map("project.finish.means")?)
            }
            _ => None,
        };
        if let Some(Duration::Periods(count)) = mapping.project.duration
            && !(1..=DURATION_PERIODS_MAX).contains(&count)
        {
            let reason = format!("a project lasts 1 to {DURATION_PERIODS_MAX} periods");
            return Err(ImportError::Map { field: "project.duration".to_owned(), reason });
        }
        Ok(Self { mapping, calendar, start, milestone })
    }

    /// Gives the project its window, duration and milestone; what is no date is noted.
    pub(super) fn apply(
        &self,
        key: &str,
        cells: Cells<'_>,
        project: &mut Project,
        notes: &mut Vec<CellNote>,
    ) {
        let start = self.start(cells, project, notes);
        let finish = self.finish(key, cells, project, notes);
        project.duration = match self.mapping.project.duration {
            None => None,
            Some(Duration::Periods(count)) => Some(count),
            Some(Duration::StartToFinish) => match (start, finish) {
                (Some(start), Some(finish)) => self.duration(start, finish, cells, notes),
                _ => None,
            },
        };
    }

    fn start(
        &self,
        cells: Cells<'_>,
        project: &mut Project,
        notes: &mut Vec<CellNote>,
    ) -> Option<Month> {
        match self.mapping.project.start.as_ref()? {
            Start::At(_) => {
                project.window.fixed_start = self.start;
                self.start
            }
            Start::From { column, forms, means } => {
                let (_, month) = self.day((column, forms), cells, End::First, notes)?;
                match means {
                    StartMeaning::Earliest => project.window.earliest_start = Some(month),
                    StartMeaning::Fixed => project.window.fixed_start = Some(month),
                }
                Some(month)
            }
        }
    }

    fn finish(
        &self,
        key: &str,
        cells: Cells<'_>,
        project: &mut Project,
        notes: &mut Vec<CellNote>,
    ) -> Option<Month> {
        let finish = self.mapping.project.finish.as_ref()?;
        let (day, month) = self.day((&finish.column, &finish.forms), cells, End::Last, notes)?;
        if finish.means == FinishMeaning::Deadline {
            project.window.finish_by = Some(month);
        }
        if let Some(name) = &self.milestone {
            let milestone = Milestone {
                name: name.clone(),
                criteria: Text::default(),
                planned: day,
                forecast: None,
                actual: None,
                review: None,
                unread: Unread::default(),
            };
            let id = MilestoneId(id_of("milestone", &[key, name]));
            project.milestones.insert(id, milestone.into());
        }
        Some(month)
    }

    /// Reads the first or last day that a cell means, and its month.
    fn day(
        &self,
        (column, forms): (&str, &[DayForm]),
        cells: Cells<'_>,
        end: End,
        notes: &mut Vec<CellNote>,
    ) -> Option<(Date, Month)> {
        let text = cells.get(column);
        if text.is_empty() {
            return None;
        }
        let read = || -> Result<(Date, Month), CellReason> {
            let days = read_days(text, forms, self.mapping.portfolio.fiscal_year_starts_in)?;
            let day = match end {
                End::First => days.first,
                End::Last => days.last,
            };
            Ok((day, Month::of(day)?))
        };
        read().map_err(|reason| notes.push(note(column, cells, reason))).ok()
    }

    fn duration(
        &self,
        start: Month,
        finish: Month,
        cells: Cells<'_>,
        notes: &mut Vec<CellNote>,
    ) -> Option<u16> {
        let column = self.mapping.project.finish.as_ref().map_or("", |finish| &finish.column);
        let length = self.calendar.period_of(finish) - self.calendar.period_of(start) + 1;
        let reason = match u16::try_from(length) {
            Ok(length @ 1..=DURATION_PERIODS_MAX) => return Some(length),
            Ok(0) | Err(_) if length < 1 => CellReason::EndBeforeStart,
            _ => CellReason::TooLong,
        };
        notes.push(note(column, cells, reason));
        None
    }
}

/// Which end of the days that a text means.
#[derive(Clone, Copy)]
enum End {
    First,
    Last,
}

fn note(column: &str, cells: Cells<'_>, reason: CellReason) -> CellNote {
    CellNote {
        line: cells.line(),
        column: column.to_owned(),
        text: cells.get(column).to_owned(),
        reason,
    }
}
