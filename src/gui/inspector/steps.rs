//! Values that hold from a month on, or that were read on a day: one row each.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hash::Hash;

use egui::{Align, Layout, Ui, vec2};

use super::Desk;
use crate::gui::theme::{Theme, icons};
use crate::gui::widgets::{Draft, icon_button, steady};

/// How a key is typed.
type KeyField<Key> = fn(&mut Ui, &Theme, Option<Key>) -> Draft<Option<Key>>;

/// A row for each step: when, how much, and a button that takes it out; gives the steps as they become.
///
/// `says` names the fields: "Capacity" makes "Capacity from 2027-01".
pub(super) fn steps_ui<Key, Value>(
    ui: &mut Ui,
    desk: &Desk<'_>,
    (says, steps): (&str, &BTreeMap<Key, Value>),
    key_field: KeyField<Key>,
    value_field: impl Fn(&mut Ui, Value) -> Draft<Option<Value>>,
) -> Option<BTreeMap<Key, Value>>
where
    Key: Copy + Ord + Hash + Debug + std::fmt::Display,
    Value: Copy,
{
    let mut next = None;
    for (&key, &value) in steps {
        let name = format!("{says} {key}");
        let changed = steady(ui, key, |ui| {
            ui.horizontal(|ui| {
                let half = vec2((ui.available_width() - 32.0) * 0.5, ui.spacing().interact_size.y);
                let layout = Layout::left_to_right(Align::Center);
                let (response, typed_key) = ui
                    .allocate_ui_with_layout(half, layout, |ui| {
                        key_field(ui, desk.theme, Some(key))
                    })
                    .inner;
                let _named = response.accessible_name(format!("When {name}"));
                let (response, typed_value) =
                    ui.allocate_ui_with_layout(half, layout, |ui| value_field(ui, value)).inner;
                let _named = response.accessible_name(name.as_str());
                let is_taken_out =
                    icon_button(ui, icons::CLOSE, &format!("Remove {name}")).clicked();
                let is_emptied =
                    matches!(typed_key, Some(None)) || matches!(typed_value, Some(None));
                if is_taken_out || is_emptied {
                    return Some(None);
                }
                let step =
                    (typed_key.flatten().unwrap_or(key), typed_value.flatten().unwrap_or(value));
                (typed_key.is_some() || typed_value.is_some()).then_some(Some(step))
            })
            .inner
        });
        if let Some(step) = changed {
            next = Some(exchanged(steps, key, step));
        }
    }
    next
}

/// The steps with another one in the place of `key`, or none.
fn exchanged<Key: Copy + Ord, Value: Copy>(
    steps: &BTreeMap<Key, Value>,
    key: Key,
    step: Option<(Key, Value)>,
) -> BTreeMap<Key, Value> {
    let mut next = steps.clone();
    next.remove(&key);
    next.extend(step);
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_exchanged_or_taken_out() {
        let steps = BTreeMap::from([(1, 'a'), (2, 'b')]);
        assert_eq!(exchanged(&steps, 1, Some((3, 'c'))), BTreeMap::from([(2, 'b'), (3, 'c')]));
        assert_eq!(exchanged(&steps, 2, None), BTreeMap::from([(1, 'a')]));
    }
}
