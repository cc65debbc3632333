//! Collects differences: of single fields, of sets, of things by name, of records by id.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::difference::{Difference, Field, Subject};
use super::value::{Held, Value};
use crate::model::Unread;

/// The differences found so far.
#[derive(Default)]
pub(super) struct Finder {
    pub(super) found: Vec<Difference>,
}

/// The differences of one subject.
pub(super) struct Within<'a> {
    pub(super) finder: &'a mut Finder,
    pub(super) subject: Subject,
}

impl Finder {
    pub(super) fn within(&mut self, subject: Subject) -> Within<'_> {
        Within { finder: self, subject }
    }

    /// Compares records by id; those that both share are not looked into.
    pub(super) fn records<Id: Ord + Copy, Record: PartialEq>(
        &mut self,
        [before, after]: [&BTreeMap<Id, Arc<Record>>; 2],
        subject: impl Fn(Id) -> Subject,
        look_into: impl Fn(&Record, &Record, &mut Within<'_>),
    ) {
        self.things([before, after], subject, |before, after, within| {
            if !Arc::ptr_eq(before, after) {
                look_into(before, after, within);
            }
        });
    }

    /// Compares things by id that are kept as they are.
    pub(super) fn things<Id: Ord + Copy, Thing>(
        &mut self,
        [before, after]: [&BTreeMap<Id, Thing>; 2],
        subject: impl Fn(Id) -> Subject,
        look_into: impl Fn(&Thing, &Thing, &mut Within<'_>),
    ) {
        for (id, pair) in pairs(before, after) {
            let subject = subject(*id);
            match pair {
                (Some(before), Some(after)) => {
                    look_into(before, after, &mut self.within(subject));
                }
                (None, _) => self.found.push(Difference::Added(subject)),
                (_, None) => self.found.push(Difference::Removed(subject)),
            }
        }
    }
}

impl Within<'_> {
    pub(super) fn field<Content: Held>(&mut self, field: Field, before: &Content, after: &Content) {
        if before != after {
            self.changed(field, before.value(), after.value());
        }
    }

    /// Compares what is held by name; each is a field of its own.
    pub(super) fn entries<Key: Ord + Clone, Content: Held>(
        &mut self,
        [before, after]: [&BTreeMap<Key, Content>; 2],
        field: impl Fn(Key) -> Field,
    ) {
        for (key, (before, after)) in pairs(before, after) {
            if before != after {
                let value = |content: Option<&Content>| content.map_or(Value::Nothing, Held::value);
                self.changed(field(key.clone()), value(before), value(after));
            }
        }
    }

    /// Compares sets; each member is a field of its own.
    pub(super) fn members<Key: Ord + Clone>(
        &mut self,
        [before, after]: [&BTreeSet<Key>; 2],
        field: impl Fn(Key) -> Field,
    ) {
        for key in before.symmetric_difference(after) {
            self.presence(field(key.clone()), [before.contains(key), after.contains(key)]);
        }
    }

    /// Tells of what came or went and has no value of its own.
    pub(super) fn presence(&mut self, field: Field, [was, is]: [bool; 2]) {
        let value = |is_there| if is_there { Value::Here } else { Value::Nothing };
        if was != is {
            self.changed(field, value(was), value(is));
        }
    }

    /// Compares what a newer version wrote.
    pub(super) fn unread(&mut self, before: &Unread, after: &Unread) {
        self.unread_as(before, after, Field::Unread);
    }

    pub(super) fn unread_as(
        &mut self,
        before: &Unread,
        after: &Unread,
        field: impl Fn(Box<str>) -> Field,
    ) {
        if before == after {
            return;
        }
        let by_name = |unread: &Unread| -> BTreeMap<Box<str>, Box<str>> {
            unread.iter().map(|(name, text)| (name.into(), text.into())).collect()
        };
        self.entries([&by_name(before), &by_name(after)], field);
    }

    fn changed(&mut self, field: Field, before: Value, after: Value) {
        let subject = self.subject;
        self.finder.found.push(Difference::Changed { subject, field, before, after });
    }
}

/// What both hold, by key and in order: before, after, or both.
pub(super) fn pairs<'a, Key: Ord, Content>(
    before: &'a BTreeMap<Key, Content>,
    after: &'a BTreeMap<Key, Content>,
) -> impl Iterator<Item = (&'a Key, (Option<&'a Content>, Option<&'a Content>))> {
    let (mut before, mut after) = (before.iter().peekable(), after.iter().peekable());
    std::iter::from_fn(move || {
        let order = match (before.peek(), after.peek()) {
            (Some((one, _)), Some((other, _))) => one.cmp(other),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => return None,
        };
        let was = if order.is_le() { before.next() } else { None };
        let is = if order.is_ge() { after.next() } else { None };
        let key = was.or(is)?.0;
        Some((key, (was.map(|(_, content)| content), is.map(|(_, content)| content))))
    })
}
