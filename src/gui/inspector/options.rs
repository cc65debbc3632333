//! How a project can be bought and funded in part: its vendors, its ways to be funded, and what was chosen.

use egui::{Id, Ui};

use super::Desk;
use super::lines::estimate_rows;
use super::rows::{count_row, money_row, name_row, percent_row, put, record_row, text_row};
use crate::edit::{Edit, ProjectField};
use crate::gui::widgets::{add_button, folding_line, muted, open_line, quiet_button};
use crate::model::{
    Estimate, Funding, FundingId, Money, Percent, Project, ProjectId, Text, Unread, Vendor,
    VendorId,
};
use crate::wording;

type Owner<'a> = (ProjectId, &'a Project);

pub(super) fn vendors_ui(ui: &mut Ui, desk: &mut Desk<'_>, (id, project): Owner<'_>) {
    let theme = desk.theme;
    if project.vendors.is_empty() {
        muted(ui, theme, "No offer of a vendor yet.");
    } else if let Some(vendor) = chosen_row(ui, desk, project) {
        desk.requests.edit(Edit::SetProject(id, ProjectField::Vendor(vendor)));
    }
    for (&vendor, offer) in &project.vendors {
        let title = wording::printable(&offer.name);
        let price = wording::money_short(offer.price.likely(), desk.portfolio.currency);
        let is_chosen = project.vendor == Some(vendor);
        let figure = if is_chosen { format!("chosen · {price}") } else { price };
        folding_line(ui, theme, Id::unique(("vendor", vendor)), (&title, &figure), |ui| {
            let next = vendor_fields_ui(ui, desk, offer);
            if next != *offer {
                desk.requests.edit(Edit::SetProject(id, ProjectField::PutVendor(vendor, next)));
            }
            if quiet_button(ui, "Delete vendor").clicked() {
                desk.requests.edit(Edit::SetProject(id, ProjectField::RemoveVendor(vendor)));
            }
        });
    }
    if add_button(ui, theme, "Add vendor").clicked()
        && let Ok(name) = "New vendor".parse()
    {
        let new = VendorId(desk.requests.new_id());
        open_line(ui, Id::unique(("vendor", new)));
        let offer = Vendor {
            name,
            price: Estimate::exactly(Money::ZERO),
            first: project.duration.unwrap_or(0),
            periods: None,
            switching: None,
            terms: Text::default(),
            note: Text::default(),
            unread: Unread::default(),
        };
        desk.requests.edit(Edit::SetProject(id, ProjectField::PutVendor(new, offer)));
    }
}

fn chosen_row(ui: &mut Ui, desk: &Desk<'_>, project: &Project) -> Option<Option<VendorId>> {
    let shown = project.chosen_vendor().map(|offer| wording::printable(&offer.name));
    let choices = || {
        let offers = project.vendors.iter();
        offers.map(|(&id, offer)| (Some(id), offer.name.to_string())).collect()
    };
    let says = ("Chosen", "None yet");
    let picked = record_row(ui, desk.theme, says, shown.as_deref(), choices);
    muted(ui, desk.theme, "The chosen one adds to the cost of the project.");
    picked
}

fn vendor_fields_ui(ui: &mut Ui, desk: &Desk<'_>, offer: &Vendor) -> Vendor {
    let theme = desk.theme;
    let mut next = offer.clone();
    put(&mut next.name, name_row(ui, theme, "Vendor name", &offer.name));
    put(&mut next.price, estimate_rows(ui, desk, offer.price));
    muted(ui, theme, "The price of each period.");
    let first = count_row(ui, theme, ("First period", "0"), Some(offer.first), 0..=600);
    put(&mut next.first, first.map(Option::unwrap_or_default));
    let periods = count_row(ui, theme, ("Periods", "to the horizon"), offer.periods, 1..=600);
    put(&mut next.periods, periods);
    put(&mut next.switching, money_row(ui, desk, "Switching", offer.switching));
    put(&mut next.terms, text_row(ui, theme, "Terms", &offer.terms));
    put(&mut next.note, text_row(ui, theme, "Vendor note", &offer.note));
    next
}

pub(super) fn fundings_ui(ui: &mut Ui, desk: &mut Desk<'_>, (id, project): Owner<'_>) {
    let theme = desk.theme;
    for (&funding, way) in &project.fundings {
        let title = wording::printable(&way.name);
        let figure = format!("{} of cost", wording::percent(way.cost));
        folding_line(ui, theme, Id::unique(("funding", funding)), (&title, &figure), |ui| {
            let next = funding_fields_ui(ui, desk, way);
            if next != *way {
                desk.requests.edit(Edit::SetProject(id, ProjectField::PutFunding(funding, next)));
            }
            if quiet_button(ui, "Delete way").clicked() {
                desk.requests.edit(Edit::SetProject(id, ProjectField::RemoveFunding(funding)));
            }
        });
    }
    if project.fundings.is_empty() {
        muted(ui, theme, "All of it or nothing.");
    }
    if add_button(ui, theme, "Add a way to fund a part").clicked()
        && let (Ok(name), Ok(half)) = ("Half of it".parse(), Percent::new(50.0))
    {
        let new = FundingId(desk.requests.new_id());
        open_line(ui, Id::unique(("funding", new)));
        let (note, unread) = (Text::default(), Unread::default());
        let way = Funding { name, cost: half, work: half, value: half, note, unread };
        desk.requests.edit(Edit::SetProject(id, ProjectField::PutFunding(new, way)));
    }
}

fn funding_fields_ui(ui: &mut Ui, desk: &Desk<'_>, way: &Funding) -> Funding {
    let theme = desk.theme;
    let mut next = way.clone();
    put(&mut next.name, name_row(ui, theme, "Way", &way.name));
    put(&mut next.cost, percent_row(ui, theme, "Cost", Some(way.cost)).flatten());
    put(&mut next.work, percent_row(ui, theme, "Work", Some(way.work)).flatten());
    put(&mut next.value, percent_row(ui, theme, "Value", Some(way.value)).flatten());
    muted(ui, theme, "How much of every cost, of the people's work and of the value.");
    put(&mut next.note, text_row(ui, theme, "What is in it", &way.note));
    next
}
