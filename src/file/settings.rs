//! What a person prefers, and how that is kept.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use ron::value::RawValue;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::save::{Backups, Expected, SaveRequest, save};
use super::save_error::SaveError;

/// How many files are remembered.
pub const RECENT_MAX: usize = 12;
/// A file of settings that is larger than this is none.
const BYTES_MAX: usize = 1024 * 1024;

/// Which theme is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ThemeSetting {
    /// Whatever the system uses.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The strongest contrast there is.
    HighContrast,
}

/// Where the window was when it was closed, in points.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct WindowPlace {
    /// From the left edge of the screen.
    pub left: f32,
    /// From the upper edge of the screen.
    pub top: f32,
    /// How wide it was.
    pub width: f32,
    /// How high it was.
    pub height: f32,
    /// Whether it filled the screen.
    pub is_maximised: bool,
}

/// Everything that is kept for a person between two starts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The theme.
    pub theme: ThemeSetting,
    /// How large everything is, in percent of its normal size: 70 to 250.
    pub text_percent: u16,
    /// Where the window was.
    pub window: Option<WindowPlace>,
    /// Whether the inspector is shown.
    pub has_inspector: bool,
    /// Whether the minimap is shown.
    pub has_minimap: bool,
    /// The columns of the table, by name, in order; empty where nobody has chosen any.
    pub columns: Vec<String>,
    /// How wide columns are that somebody has made wider or narrower, by name, in points.
    pub column_widths: BTreeMap<String, u16>,
    /// The files that were open, the last one first.
    pub recent: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeSetting::System,
            text_percent: 100,
            window: None,
            has_inspector: true,
            has_minimap: true,
            columns: Vec::new(),
            column_widths: BTreeMap::new(),
            recent: Vec::new(),
        }
    }
}

impl Settings {
    /// Remembers that this file was open, as the last one.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT_MAX);
    }
}

/// What was read of the settings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadSettings {
    /// What the person prefers, as far as it could be understood.
    pub settings: Settings,
    /// What the person should be told, where the file was damaged.
    pub told: Option<String>,
}

/// The file of the settings in a folder.
pub fn settings_path(folder: &Path) -> PathBuf {
    folder.join("settings.ron")
}

/// Reads the settings; the usual ones where there are none.
///
/// A field that this version does not understand is passed over. A file that is no list of fields at all is kept
/// aside under another name.
pub fn read_settings(disk: &dyn Disk, folder: &Path) -> ReadSettings {
    let path = settings_path(folder);
    let Ok(bytes) = disk.read(&path) else { return ReadSettings::default() };
    match fields_of(&bytes) {
        Some(fields) => ReadSettings { settings: understood(&fields), told: None },
        None => ReadSettings { settings: Settings::default(), told: Some(put_aside(disk, &path)) },
    }
}

fn put_aside(disk: &dyn Disk, path: &Path) -> String {
    let aside = path.with_extension("damaged.ron");
    match disk.rename(path, &aside) {
        Ok(()) => format!(
            "The settings could not be read, so the usual ones are used. The old file was kept aside.\nFile: {}",
            aside.display()
        ),
        Err(_) => format!(
            "The settings could not be read, so the usual ones are used.\nFile: {}",
            path.display()
        ),
    }
}

/// Keeps the settings in place of what is there. Fields of a newer version stay, and so do files that another
/// window has remembered in the meantime, behind our own.
pub fn keep_settings(
    disk: &dyn Disk,
    folder: &Path,
    settings: &Settings,
    nonce: u64,
) -> Result<(), SaveError> {
    let path = settings_path(folder);
    let mut fields = disk.read(&path).ok().and_then(|bytes| fields_of(&bytes)).unwrap_or_default();
    let mut merged = settings.clone();
    for path in understood(&fields).recent {
        if !merged.recent.contains(&path) && merged.recent.len() < RECENT_MAX {
            merged.recent.push(path);
        }
    }
    fields.extend(own_fields(&merged));
    let lines: Vec<String> =
        fields.iter().map(|(name, text)| format!("  {name}: {},\n", text.trim())).collect();
    let text = format!("(\n{})\n", lines.concat());
    // Where this fails the save says so.
    std::fs::create_dir_all(folder).ok();
    let request = SaveRequest {
        path: &path,
        bytes: text.as_bytes(),
        expected: Expected::Anything,
        backups: Backups::None,
        nonce,
    };
    save(disk, &request).map(|_saved| ())
}

/// The settings in a form that every field of the list can be tried on.
fn understood(fields: &BTreeMap<String, String>) -> Settings {
    let text_of = |fields: &BTreeMap<&String, &String>| -> String {
        let fields: Vec<String> =
            fields.iter().map(|(name, text)| format!("{name}: {text}\n")).collect();
        format!("({})", fields.join(","))
    };
    let mut good: BTreeMap<&String, &String> = fields.iter().collect();
    // One by one: what a newer version has put into an old field costs that field only.
    good.retain(|name, text| {
        ron::from_str::<Settings>(&text_of(&BTreeMap::from([(*name, *text)]))).is_ok()
    });
    ron::from_str(&text_of(&good)).unwrap_or_default()
}

/// The fields of these settings, each as it stands in a file.
fn own_fields(settings: &Settings) -> BTreeMap<String, String> {
    let text = ron::to_string(settings).unwrap_or_default();
    fields_of(text.as_bytes()).unwrap_or_default()
}

fn fields_of(bytes: &[u8]) -> Option<BTreeMap<String, String>> {
    let text = str::from_utf8(bytes).ok().filter(|text| text.len() <= BYTES_MAX)?;
    ron::from_str::<Fields>(text).ok().map(|Fields(fields)| fields)
}

/// All fields of a record by name, each word for word.
struct Fields(BTreeMap<String, String>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
        input.deserialize_struct("", &[], FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("settings")
    }

    fn visit_map<Map: MapAccess<'de>>(self, mut map: Map) -> Result<Fields, Map::Error> {
        let mut fields = BTreeMap::new();
        while let Some(FieldName(name)) = map.next_key()? {
            let text: Box<RawValue> = map.next_value()?;
            fields.insert(name, text.get_ron().trim().to_owned());
        }
        Ok(Fields(fields))
    }
}

struct FieldName(String);

impl<'de> Deserialize<'de> for FieldName {
    fn deserialize<Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
        input.deserialize_identifier(NameVisitor)
    }
}

struct NameVisitor;

impl Visitor<'_> for NameVisitor {
    type Value = FieldName;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a setting")
    }

    fn visit_str<Problem: serde::de::Error>(self, name: &str) -> Result<FieldName, Problem> {
        Ok(FieldName(name.to_owned()))
    }
}
