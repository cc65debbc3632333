//! From version 1 to the model: what projects are scored by, the ways to fund and to buy them, and what was chosen.

use super::back::{Fit, estimate_of};
use super::shapes::{
    CauseV1, FieldV1, ForcedV1, FrameworkV1, FundingV1, JudgmentV1, PlannedV1, VendorV1,
};
use crate::model::{
    Cause, CauseId, Forced, Framework, FrameworkField, FrameworkId, Funding, FundingId, Judgment,
    JudgmentId, Planned, ProjectId, Vendor, VendorId,
};

pub(super) fn funding_of(shape: FundingV1) -> (FundingId, Funding) {
    let FundingV1 { id, name, cost, work, value, note, unread } = shape;
    (id, Funding { name, cost, work, value, note, unread })
}

pub(super) fn vendor_of(shape: VendorV1) -> Fit<(VendorId, Vendor)> {
    let VendorV1 { id, name, first, periods, likely, low, high, switching, terms, note, unread } =
        shape;
    let price =
        estimate_of(likely, low, high).map_err(|misfit| misfit.within(&format!("\"{id}\"")))?;
    Ok((id, Vendor { name, price, first, periods, switching, terms, note, unread }))
}

pub(super) fn judgment_of(shape: JudgmentV1) -> (JudgmentId, Judgment) {
    let JudgmentV1 { id, by, more, less, times, note, unread } = shape;
    (id, Judgment { by, more, less, times, note, unread })
}

pub(super) fn framework_of(shape: FrameworkV1) -> (FrameworkId, Framework) {
    let FrameworkV1 { id, name, summary, formula, better, fields, unread } = shape;
    let fields = fields.into_iter().map(field_of).collect();
    (id, Framework { name, summary, formula, better, fields, unread })
}

fn field_of(shape: FieldV1) -> FrameworkField {
    let FieldV1 { name, unit, low, high, steps, note, unread } = shape;
    FrameworkField { name, unit, low, high, steps, note, unread }
}

pub(super) fn cause_of(shape: CauseV1) -> (CauseId, Cause) {
    let CauseV1 { id, name, summary, members, correlation, unread } = shape;
    (id, Cause { name, summary, members, correlation, unread })
}

pub(super) fn forced_of(shape: ForcedV1) -> (ProjectId, Forced) {
    let ForcedV1 { project, force, reason, unread } = shape;
    (project, Forced { force, reason, unread })
}

pub(super) fn planned_of(shape: PlannedV1) -> (ProjectId, Planned) {
    let PlannedV1 { project, start, funding, unread } = shape;
    (project, Planned { start, funding, unread })
}
