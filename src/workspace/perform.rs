//! Doing what the window asks for, one request at a time, between frames.

use std::path::PathBuf;
use std::sync::Arc;

use super::aligning::Aligning;
use super::command::Command;
use super::opening::Then;
use super::request::{Reply, Request, Selecting};
use super::watching::Asked;
use super::{Next, Purpose, Question, Task, Tone, Workspace};
use crate::analysis::finance::Costs;
use crate::analysis::map::cards;
use crate::analysis::scoring::{is_ranked_alike, ranked_after};
use crate::compare::touched;
use crate::edit::{Edit, Record};
use crate::file::save::Expected;
use crate::model::{
    Change, ChangeId, Item, Outcome, OutcomeId, Portfolio, Project, ProjectId, Weight,
};
use crate::wording::{item_label, items_count};

impl Workspace {
    /// Does what is asked for.
    pub fn perform(&mut self, request: Request) {
        match request {
            Request::Edit(edit) => self.make(&edit),
            Request::Run(command) => self.run(command),
            Request::Select(selecting) => self.selection.change(selecting),
            Request::PasteRecords { text, at } => self.paste(&text, at),
            Request::Copied => self.tell_copied(),
            Request::TellHint(words) => self.notices.tell(Tone::Hint, words),
            Request::Open(path) => self.guarded(Next::Open(path)),
            Request::OpenSample(sample) => self.guarded(Next::Sample(sample)),
            Request::SaveTo(path) => self.save_to(path, None),
            Request::Answer(reply) => self.answer(reply),
            Request::Prefer(settings) => self.prefer(settings),
            Request::Try(trying) => self.try_funding(*trying),
            Request::Study(wanted) => self.study_funding(wanted),
            Request::TakeAsKnown(known) => self.take_as_known(known),
            Request::StopFunding => self.stop_funding(),
            Request::Simulate(futures) => self.simulate(*futures),
            Request::StopSimulating => self.stop_simulating(),
            Request::SpreadRanks(by) => self.ask_rank_chances(by),
            Request::KeepFirst(asked) => self.ask_first(asked),
            Request::LookAtInputs => self.ask_odd_inputs(),
            Request::DismissNotice(number) => self.notices.dismiss(number),
        }
    }

    pub(super) fn make(&mut self, edit: &Edit) {
        let before = Arc::clone(self.portfolio());
        match self.history.make(edit) {
            Ok(()) if Arc::ptr_eq(&before, self.portfolio()) => {}
            Ok(()) => self.follow_change(),
            Err(refusal) => self.notices.tell(Tone::Trouble, refusal.in_words(&before)),
        }
    }

    /// Brings everything that follows from the portfolio up to date.
    pub(super) fn follow_change(&mut self) {
        let now = Arc::clone(self.portfolio());
        self.selection.repair(&now);
        self.look_for_changes();
        if !is_ranked_alike(&self.ranking_of, &now) {
            let order = Arc::unwrap_or_clone(std::mem::take(&mut self.ranking));
            self.ranking = Arc::new(ranked_after(&self.ranking_of, order, &now));
        }
        self.costs = Costs::after(&self.ranking_of, &self.costs, &now);
        self.ranking_of = Arc::clone(&now);
        self.answers.ask(&now, &self.setting.wake);
        self.ask_funding();
    }

    /// Finds out whether there is something to save: after a change, and after a save.
    pub(super) fn look_for_changes(&mut self) {
        let (saved, now) = (&self.keeping.saved, self.portfolio());
        self.is_changed = !Arc::ptr_eq(saved, now) && **saved != **now;
        self.keep_for_recovery();
    }

    fn run(&mut self, command: Command) {
        match command {
            Command::NewPortfolio => self.guarded(Next::New),
            Command::OpenPortfolio => self.guarded(Next::Choose),
            Command::Quit => self.guarded(Next::Close),
            Command::Save => self.save(None),
            Command::SaveAs => self.ask_where(None),
            Command::Reload => self.compare(Asked::ByPerson),
            Command::ShowBackups => self.list_backups(),
            Command::Undo => self.step(Way::Back),
            Command::Redo => self.step(Way::Forth),
            Command::AddProject => self.add_project(),
            Command::AddOutcome => self.add_outcome(),
            Command::AddChange => self.add_change(),
            Command::Delete => self.delete(),
            Command::Duplicate => self.duplicate(),
            Command::SelectAll => {
                let all = cards(self.portfolio());
                self.selection.change(Selecting::Only(all));
            }
            Command::SelectNone => self.selection.change(Selecting::Nothing),
            Command::ArrangeMap | Command::ArrangeByOutcome | Command::ArrangeByCategory => {
                self.arrange(command);
            }
            _ => match Aligning::of(command) {
                Some(aligning) => self.arrange_selected(aligning),
                None => self.tasks.push(Task::Show(command)),
            },
        }
    }

    /// Goes on at once where nothing would be lost, and asks where something would.
    fn guarded(&mut self, next: Next) {
        if self.is_changed() {
            self.question = Some(Question::Unsaved { next });
        } else {
            self.go_on(next);
        }
    }

    fn answer(&mut self, reply: Reply) {
        let Some(question) = self.question.take() else { return };
        match (question, reply) {
            (Question::Held { holder, .. }, Reply::Cancel) => self.keeping.holder = Some(holder),
            // Of a recovery file, too: it stays where it is, and is offered at the next start.
            (_, Reply::Cancel) => {}
            (Question::Recover(recovered), Reply::Recover) => self.recover(recovered),
            (Question::Recover(recovered), Reply::Discard) => self.discard_recovered(&recovered),
            (Question::Outside(change), Reply::Reload) => self.reload(&change),
            (Question::Outside(_), Reply::SaveFirst) => self.ask_where(None),
            (Question::Held { next, .. }, Reply::Replace) => self.save(next),
            (Question::Held { holder, next }, Reply::SaveFirst) => {
                self.keeping.holder = Some(holder);
                self.ask_where(next);
            }
            (Question::Backups(backups), Reply::Restore(number)) => {
                if let Some(backup) = backups.get(number) {
                    self.restore(backup);
                }
            }
            (Question::Unsaved { next }, Reply::SaveFirst) => self.save(Some(next)),
            (Question::Unsaved { next }, Reply::Discard) => self.go_on(next),
            (Question::ChangedOutside { next, .. }, Reply::Replace) => {
                if let Some(path) = self.keeping.path.clone() {
                    self.start_saving(path, Expected::Anything, next);
                }
            }
            (Question::ChangedOutside { next, .. }, Reply::SaveFirst) => self.ask_where(next),
            (Question::Path { purpose, next }, Reply::Path(path)) => {
                self.typed(&purpose, &path, next);
            }
            (question, _) => self.question = Some(question),
        }
    }

    fn typed(&mut self, purpose: &Purpose, path: &str, next: Option<Next>) {
        let path = PathBuf::from(path.trim());
        if path.as_os_str().is_empty() {
            return;
        }
        match purpose {
            Purpose::Open => self.start_opening(path, Then::Show),
            // Nobody has asked whether an old file may be replaced, so none is.
            Purpose::Save { .. } => self.start_saving(path, Expected::NewFile, next),
        }
    }

    fn step(&mut self, way: Way) {
        let before = Arc::clone(self.portfolio());
        let has_moved = match way {
            Way::Back => self.history.undo(),
            Way::Forth => self.history.redo(),
        };
        if !has_moved {
            return;
        }
        self.tasks.push(Task::Glide);
        let now = Arc::clone(self.portfolio());
        self.answers.restore(&now);
        self.follow_change();
        let now = Arc::clone(self.portfolio());
        let items: Vec<Item> =
            touched(&before, &now).into_iter().filter(|item| now.has(*item)).collect();
        if !items.is_empty() {
            self.selection.change(Selecting::Only(items));
        }
    }

    fn add_project(&mut self) {
        let id = ProjectId(self.new_id());
        let name = new_name(self.portfolio(), "New project", |portfolio| {
            portfolio.projects.values().map(|project| project.name.to_string()).collect()
        });
        if let Ok(name) = name.parse() {
            self.make(&Edit::Add(Record::Project(id, Box::new(Project::named(name)))));
            self.selection.change(Selecting::Only(vec![Item::Project(id)]));
        }
    }

    fn add_outcome(&mut self) {
        let id = OutcomeId(self.new_id());
        let name = new_name(self.portfolio(), "New outcome", |portfolio| {
            portfolio.outcomes.values().map(|outcome| outcome.name.to_string()).collect()
        });
        if let (Ok(name), Ok(weight)) = (name.parse(), Weight::new(10.0)) {
            self.make(&Edit::Add(Record::Outcome(id, Outcome::named(name, weight))));
            self.selection.change(Selecting::Only(vec![Item::Outcome(id)]));
        }
    }

    fn add_change(&mut self) {
        let id = ChangeId(self.new_id());
        let name = new_name(self.portfolio(), "New change", |portfolio| {
            portfolio.changes.values().map(|change| change.name.to_string()).collect()
        });
        if let Ok(name) = name.parse() {
            self.make(&Edit::Add(Record::Change(id, Change::named(name))));
            self.selection.change(Selecting::Only(vec![Item::Change(id)]));
        }
    }

    fn delete(&mut self) {
        let portfolio = Arc::clone(self.portfolio());
        // Links first: what they hang on takes them along.
        let mut items: Vec<Item> = self.selection.items().iter().copied().collect();
        items.sort_by_key(|item| {
            !matches!(item, Item::Contribution(..) | Item::Dependency(_) | Item::Measure(..))
        });
        items.retain(|item| portfolio.has(*item));
        match items.as_slice() {
            [] => {}
            [item] => self.make(&Edit::Remove(*item)),
            items => {
                let label = format!("Delete {}", items_count(items.iter().copied()));
                // One that goes with another is gone by the time its turn comes.
                let mut left = (*portfolio).clone();
                let mut edits = Vec::new();
                for &item in items {
                    let edit = Edit::Remove(item);
                    if let Ok(next) = crate::edit::apply(&left, &edit) {
                        left = next;
                        edits.push(edit);
                    }
                }
                self.make(&Edit::Batch { label, edits });
            }
        }
        let gone = items.iter().filter(|item| !self.portfolio().has(**item)).count();
        if gone == 1
            && let [item] = items.as_slice()
        {
            let name = item_label(&portfolio, *item);
            self.notices.tell(Tone::Done, format!("Deleted {name}. Undo brings it back."));
        }
    }
}

#[derive(Clone, Copy)]
enum Way {
    Back,
    Forth,
}

/// A name that nothing else bears yet.
fn new_name(
    portfolio: &Portfolio,
    stem: &str,
    names: impl Fn(&Portfolio) -> Vec<String>,
) -> String {
    let taken = names(portfolio);
    if !taken.iter().any(|name| name == stem) {
        return stem.to_owned();
    }
    let numbered = (2..=taken.len() + 2).map(|number| format!("{stem} {number}"));
    numbered.into_iter().find(|name| !taken.contains(name)).unwrap_or_else(|| stem.to_owned())
}
