//! Fields that a newer version of Portolan wrote: not understood, kept word for word.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The fields of one record that this version does not know, by name, each with the text that stood in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unread(Option<Arc<BTreeMap<Box<str>, Box<str>>>>);

impl Unread {
    /// Takes the fields as they stood in the file.
    pub fn new(fields: BTreeMap<Box<str>, Box<str>>) -> Self {
        Self((!fields.is_empty()).then(|| Arc::new(fields)))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |fields| fields.len())
    }

    /// Whether everything was understood.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Name and text of each, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|fields| fields.iter().map(|(name, text)| (&**name, &**text)))
    }
}
