//! The window on a stage: a person's eyes and hands, without a display.

use std::cell::{Ref, RefCell};
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use egui::{Context, Key, Modifiers, Pos2, Rect, Role, Shape, Vec2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use portolan::gui::{ThemeChoice, Window};
use portolan::model::{Item, Portfolio};
use portolan::workspace::Drawer;
use portolan::workspace::{Picked, Picker, Request, Setting, Task, Workspace};

use crate::samples::{FIRST_STEPS, path_of};

/// The size that the window has at first.
pub(crate) const WIDE: Vec2 = Vec2::new(1280.0, 800.0);
/// The smallest size that it may have.
pub(crate) const NARROW: Vec2 = Vec2::new(720.0, 480.0);
/// What the toolkit for tests leaves free at each side.
const EDGE: f32 = 8.0;

/// A folder that is gone when the story is over.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(story: &str) -> Self {
        let name = format!("portolan-gui-{}-{story}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Puts a file into the folder.
    pub(crate) fn put(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.path(name);
        let mut how = OpenOptions::new();
        let opened = how.write(true).create(true).truncate(true).open(&path);
        opened.unwrap().write_all(content).unwrap();
        path
    }

    pub(crate) fn content(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The portfolio in a file of the folder.
    pub(crate) fn portfolio(&self, name: &str) -> Portfolio {
        portolan::file::read(fs::read(self.path(name)).unwrap()).unwrap().portfolio
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// A person who is asked for a file and thinks better of it.
pub(crate) fn nobody() -> Picker {
    Arc::new(|_| Picked::Nothing)
}

/// A workspace as the program makes it, with this person to ask for files.
pub(crate) fn workspace(picker: Picker) -> Workspace {
    Workspace::new(setting(picker))
}

pub(crate) fn setting(picker: Picker) -> Setting {
    Setting { picker, ..Setting::quiet(7) }
}

/// The window, what is seen of it, and what is done to it.
pub(crate) struct Stage {
    harness: Harness<'static>,
    window: Rc<RefCell<Option<Window>>>,
    pub(crate) folder: Folder,
}

impl Stage {
    /// A window of the usual size on a copy of the smallest sample.
    pub(crate) fn first_steps(story: &str) -> Self {
        Self::with_picker(story, nobody())
    }

    /// The same, with futures drawn by somebody else.
    pub(crate) fn drawn_by(story: &str, drawer: Drawer) -> Self {
        let folder = Folder::new(story);
        let text = fs::read(path_of(FIRST_STEPS)).unwrap();
        let path = folder.put("portfolio.ron", &text);
        let opened = portolan::file::read(text).unwrap();
        let setting = Setting { drawer, ..setting(nobody()) };
        Self::new(folder, Workspace::showing(setting, &path, opened), WIDE, ThemeChoice::Light)
    }

    /// The same, with this person to ask for files.
    pub(crate) fn with_picker(story: &str, picker: Picker) -> Self {
        let text = fs::read(path_of(FIRST_STEPS)).unwrap();
        Self::showing(story, &text, picker)
    }

    /// A window of the usual size on this text, kept in `portfolio.ron`.
    pub(crate) fn showing(story: &str, text: &[u8], picker: Picker) -> Self {
        let folder = Folder::new(story);
        let path = folder.put("portfolio.ron", text);
        let opened = portolan::file::read(text.to_vec()).unwrap();
        let workspace = Workspace::showing(setting(picker), &path, opened);
        Self::new(folder, workspace, WIDE, ThemeChoice::Light)
    }

    pub(crate) fn new(
        folder: Folder,
        workspace: Workspace,
        size: Vec2,
        theme: ThemeChoice,
    ) -> Self {
        let window = Rc::new(RefCell::new(None));
        let (made, shown) = (Rc::clone(&window), Rc::clone(&window));
        let setup = move |context: &Context| {
            let mut window = Window::new(context, workspace, 7, theme);
            window.settle();
            *made.borrow_mut() = Some(window);
        };
        let kind = match theme {
            ThemeChoice::Light => egui::Theme::Light,
            ThemeChoice::Dark | ThemeChoice::HighContrast => egui::Theme::Dark,
        };
        let harness = Harness::builder()
            .with_size(size + Vec2::splat(2.0 * EDGE))
            .with_theme(kind)
            .with_max_steps(12)
            .with_context_setup(setup)
            .build_ui(move |ui| {
                let mut window = shown.borrow_mut();
                let window = window.as_mut().unwrap();
                window.receive();
                window.ui(ui);
            });
        let mut stage = Self { harness, window, folder };
        stage.rest();
        stage
    }

    /// Waits until everything that was done has been seen, and nothing is under way.
    pub(crate) fn rest(&mut self) {
        // What comes up in a frame may ask for something itself.
        for _round in 0..3 {
            self.harness.step();
            self.window.borrow_mut().as_mut().unwrap().settle();
        }
        self.harness.run();
        let mut clashes = Vec::new();
        for clipped in &self.harness.output().shapes {
            find_clashes(&clipped.shape, &mut clashes);
        }
        assert!(clashes.is_empty(), "two things in the window have one identity: {clashes:?}");
    }

    /// Lets one frame go by for everything that was done.
    pub(crate) fn step(&mut self) {
        self.harness.step();
    }

    /// Lets a few frames go by, without waiting for what is under way beside the window.
    pub(crate) fn glance(&mut self) {
        for _frame in 0..4 {
            self.harness.step();
        }
    }

    /// Clicks a button and sees what comes of it at once.
    pub(crate) fn tap(&mut self, name: &str) {
        let place = self.called(Role::Button, name).rect().center();
        self.harness.hover_at(place);
        self.harness.drag_at(place);
        self.harness.drop_at(place);
        self.glance();
    }

    /// Presses a key and sees what comes of it at once.
    pub(crate) fn strike(&mut self, key: Key) {
        self.harness.key_press(key);
        self.glance();
    }

    pub(crate) fn resize(&mut self, size: Vec2) {
        self.harness.set_size(size + Vec2::splat(2.0 * EDGE));
        self.rest();
    }

    /// How long the window would sleep now if nobody did anything.
    pub(crate) fn sleeps(&self) -> std::time::Duration {
        self.harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay
    }

    pub(crate) fn context(&self) -> &Context {
        &self.harness.ctx
    }

    pub(crate) fn window(&self) -> Ref<'_, Window> {
        Ref::map(self.window.borrow(), |window| window.as_ref().unwrap())
    }

    pub(crate) fn portfolio(&self) -> Arc<Portfolio> {
        Arc::clone(self.window().workspace().portfolio())
    }

    pub(crate) fn selected(&self) -> Vec<Item> {
        self.window().workspace().selection().items().iter().copied().collect()
    }

    /// What the notices say.
    pub(crate) fn told(&self) -> Vec<String> {
        let window = self.window();
        window.workspace().notices().shown().iter().map(|notice| notice.text.clone()).collect()
    }

    /// Whether the window has asked to be closed since the last time.
    pub(crate) fn closes(&self) -> bool {
        self.window.borrow_mut().as_mut().unwrap().take_tasks().contains(&Task::Close)
    }

    pub(crate) fn ask(&mut self, request: Request) {
        self.window.borrow_mut().as_mut().unwrap().ask(request);
        self.rest();
    }

    /// Brings the window in front of all others.
    pub(crate) fn front(&mut self) {
        self.window.borrow_mut().as_mut().unwrap().set_front(true);
    }

    /// How many things in the window say these words.
    pub(crate) fn count(&self, words: &str) -> usize {
        self.harness.query_all_by_label_contains(words).count()
    }

    /// Gives the keyboard to the first thing that says these words.
    pub(crate) fn focus(&mut self, words: &str) {
        self.harness.query_all_by_label_contains(words).next().unwrap().focus();
        self.rest();
    }

    /// Where the first thing stands that says these words.
    pub(crate) fn place_of(&self, words: &str) -> Rect {
        self.harness.query_all_by_label_contains(words).next().unwrap().rect()
    }

    /// Whether these words stand anywhere in the window.
    pub(crate) fn shows(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Whether something in the window says just this.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label(words).next().is_some()
    }

    /// The only thing of this role whose name begins so.
    pub(crate) fn find<'a>(&'a self, role: Role, begins: &'a str) -> Node<'a> {
        self.harness.get_by(move |node| {
            node.role() == role && node.label().is_some_and(|label| label.starts_with(begins))
        })
    }

    /// The only thing of this role that is called so.
    pub(crate) fn called<'a>(&'a self, role: Role, name: &'a str) -> Node<'a> {
        self.harness.get(By::new().role(role).label(name))
    }

    /// The button whose words contain these.
    pub(crate) fn button_with<'a>(&'a self, words: &'a str) -> Node<'a> {
        self.harness.get(By::new().role(Role::Button).label_contains(words))
    }

    pub(crate) fn card<'a>(&'a self, begins: &'a str) -> Node<'a> {
        self.find(Role::ListBoxOption, begins)
    }

    /// Where a card is on the screen.
    pub(crate) fn place(&self, begins: &str) -> Rect {
        self.card(begins).rect()
    }

    pub(crate) fn is_lit(&self, begins: &str) -> bool {
        let lit = egui::accesskit::Toggled::True;
        self.card(begins).accesskit_node().toggled() == Some(lit)
    }

    /// All that those are told of a card who do not see it.
    pub(crate) fn label_of_card(&self, begins: &str) -> String {
        self.card(begins).accesskit_node().label().unwrap()
    }

    /// Whether a command in the open menu cannot be called now.
    pub(crate) fn is_greyed(&self, name: &str) -> bool {
        let words = format!("{name} ");
        let mut rows = self.harness.query_all_by_role(Role::Button);
        rows.any(|row| {
            let row = row.accesskit_node();
            row.is_disabled() && row.label().is_some_and(|label| label.starts_with(&words))
        })
    }

    pub(crate) fn map(&self) -> Rect {
        self.called(Role::Canvas, "Map").rect()
    }

    /// The field with this name, of one line or several.
    pub(crate) fn field<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.harness.get_by(move |node| {
            matches!(node.role(), Role::TextInput | Role::MultilineTextInput)
                && node.label().as_deref() == Some(name)
        })
    }

    /// Clicks a button.
    pub(crate) fn press(&mut self, name: &str) {
        let place = self.called(Role::Button, name).rect().center();
        self.click(place);
    }

    /// Leaves the pointer where it is for a while, until what it is over explains itself.
    pub(crate) fn hover(&mut self, place: Pos2) {
        self.harness.hover_at(place);
        for _frame in 0..60 {
            self.harness.step();
        }
    }

    /// All words of the first thing that says these.
    pub(crate) fn words_with(&self, words: &str) -> String {
        let mut found = self.harness.query_all_by_label_contains(words);
        let node = found.next().unwrap();
        let node = node.accesskit_node();
        node.label().or_else(|| node.value()).unwrap()
    }

    /// Clicks one of a few ways that stand side by side.
    pub(crate) fn press_radio(&mut self, name: &str) {
        let place = self.called(Role::RadioButton, name).rect().center();
        self.click(place);
    }

    /// Whether a box to tick is ticked.
    pub(crate) fn is_ticked(&self, name: &str) -> bool {
        let ticked = self.called(Role::CheckBox, name).accesskit_node().toggled();
        ticked == Some(egui::accesskit::Toggled::True)
    }

    /// Where all things of this role are on the screen.
    pub(crate) fn places(&self, role: Role) -> Vec<Rect> {
        self.harness.query_all_by_role(role).map(|node| node.rect()).collect()
    }

    /// Where all buttons are whose names begin so.
    pub(crate) fn places_of_buttons(&self, begins: &str) -> Vec<Rect> {
        let buttons = self.harness.query_all_by_role(Role::Button);
        let is_meant = |node: &Node<'_>| {
            node.accesskit_node().label().is_some_and(|label| label.starts_with(begins))
        };
        buttons.filter(is_meant).map(|node| node.rect()).collect()
    }

    /// Clicks a card on the map.
    pub(crate) fn press_card(&mut self, begins: &str) {
        let place = self.place(begins).center();
        self.click(place);
    }

    /// Brings into view what is in a list that scrolls, then clicks it.
    pub(crate) fn reach(&mut self, role: Role, name: &str) {
        self.called(role, name).scroll_to_me();
        self.rest();
        let place = self.called(role, name).rect().center();
        self.click(place);
    }

    /// Clicks and takes the pointer away.
    pub(crate) fn click(&mut self, place: Pos2) {
        self.harness.hover_at(place);
        self.harness.drag_at(place);
        self.harness.drop_at(place);
        self.rest();
    }

    /// Presses the pointer and moves it, step by step, without letting go.
    pub(crate) fn drag(&mut self, steps: &[Pos2]) {
        let [first, ..] = steps else { return };
        self.harness.hover_at(*first);
        self.harness.drag_at(*first);
        for step in steps {
            self.harness.hover_at(*step);
        }
        self.harness.step();
    }

    /// Lets go.
    pub(crate) fn drop_at(&mut self, place: Pos2) {
        self.harness.drop_at(place);
        self.rest();
    }

    pub(crate) fn hold(&mut self, key: Key) {
        self.harness.key_down(key);
        self.harness.step();
    }

    pub(crate) fn release(&mut self, key: Key) {
        self.harness.key_up(key);
        self.rest();
    }

    pub(crate) fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.rest();
    }

    /// The names of everything that has this role, as it stands in the window from top to bottom.
    pub(crate) fn all(&self, role: Role) -> Vec<String> {
        let mut found: Vec<(f32, String)> = self
            .harness
            .query_all_by_role(role)
            .map(|node| (node.rect().top(), node.accesskit_node().label().unwrap_or_default()))
            .collect();
        found.sort_by(|one, other| one.0.total_cmp(&other.0));
        found.into_iter().map(|(_, label)| label).collect()
    }

    /// All words that stand in the window as such, from top to bottom.
    pub(crate) fn words(&self) -> Vec<String> {
        let mut found: Vec<(f32, String)> = self
            .harness
            .query_all_by_role(Role::Label)
            .filter_map(|node| {
                let words = node.accesskit_node();
                Some((node.rect().top(), words.value().or_else(|| words.label())?))
            })
            .collect();
        found.sort_by(|one, other| one.0.total_cmp(&other.0));
        found.into_iter().map(|(_, words)| words).collect()
    }

    /// Lets all of this happen within one frame, as on a slow machine.
    pub(crate) fn at_once(&mut self, events: &[egui::Event]) {
        self.harness.input_mut().events.extend_from_slice(events);
        self.harness.step();
    }

    /// Where the thing is that has the keyboard; nothing where nobody has it.
    pub(crate) fn focused(&self) -> Option<Rect> {
        let id = self.context().memory(egui::Memory::focused)?;
        self.context().read_response(id).map(|response| response.rect)
    }

    /// What the thing is called that has the keyboard.
    pub(crate) fn focused_name(&self) -> String {
        let mut all = self.harness.query_all_by(|node| node.is_focused() && !node.is_hidden());
        all.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// All rectangles that are painted, even in part.
    pub(crate) fn rectangles(&self) -> Vec<egui::epaint::RectShape> {
        let mut found = Vec::new();
        for clipped in &self.harness.output().shapes {
            each(&clipped.shape, &mut |shape| {
                if let Shape::Rect(rect) = shape {
                    found.push(rect.clone());
                }
            });
        }
        found
    }

    /// Where these words are painted, whole and alone.
    pub(crate) fn painted(&self, words: &str) -> Vec<Rect> {
        let mut found = Vec::new();
        for clipped in &self.harness.output().shapes {
            each(&clipped.shape, &mut |shape| {
                if let Shape::Text(text) = shape
                    && text.galley.text() == words
                {
                    found.push(text.visual_bounding_rect());
                }
            });
        }
        found
    }

    /// Holds these keys from now on.
    pub(crate) fn hold_modifiers(&mut self, modifiers: Modifiers) {
        self.harness.event(egui::Event::ModifiersChanged(modifiers));
    }

    /// Types words into whatever has the focus.
    pub(crate) fn type_words(&mut self, words: &str) {
        self.send(egui::Event::Text(words.to_owned()));
    }

    /// Lets something happen that the system tells the window.
    pub(crate) fn send(&mut self, event: egui::Event) {
        self.harness.event(event);
        self.rest();
    }

    /// Clicks twice, faster than frames follow each other here.
    pub(crate) fn double_click(&mut self, place: Pos2) {
        self.harness.hover_at(place);
        self.harness.step();
        for pressed in [true, false, true, false] {
            self.harness.input_mut().events.push(egui::Event::PointerButton {
                pos: place,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
        self.rest();
    }

    /// Clicks with the second button.
    pub(crate) fn click_right(&mut self, place: Pos2) {
        for pressed in [true, false] {
            self.harness.hover_at(place);
            self.harness.event(egui::Event::PointerButton {
                pos: place,
                button: egui::PointerButton::Secondary,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
        self.rest();
    }

    /// Turns the wheel with the pointer at a place.
    pub(crate) fn wheel(&mut self, place: Pos2, delta: Vec2, modifiers: Modifiers) {
        self.harness.hover_at(place);
        self.harness.event_modifiers(
            egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta,
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers,
            },
            modifiers,
        );
        for _frame in 0..8 {
            self.harness.step();
        }
        self.harness.remove_cursor();
        self.rest();
    }

    /// Types into whatever has the keyboard.
    pub(crate) fn type_text(&mut self, words: &str) {
        self.harness.event(egui::Event::Text(words.to_owned()));
        self.rest();
    }

    /// Whether this row of a list is the one that Enter would take.
    pub(crate) fn is_meant(&self, says: &str) -> bool {
        let row = self.called(Role::ListBoxOption, says).accesskit_node();
        row.toggled() == Some(egui::accesskit::Toggled::True)
    }

    /// Lets anything happen that comes from outside: typed letters, the clipboard.
    pub(crate) fn happen(&mut self, event: egui::Event) {
        self.harness.event(event);
        self.rest();
    }

    /// What is on the clipboard after the keys to copy.
    pub(crate) fn copied(&mut self) -> Option<String> {
        self.harness.event(egui::Event::Copy);
        self.harness.step();
        let commands = &self.harness.output().platform_output.commands;
        commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// The names of all things of this role, from top to bottom and left to right.
    pub(crate) fn names_of(&self, role: Role) -> Vec<String> {
        let mut found: Vec<_> = self.harness.query_all_by_role(role).collect();
        let place = |node: &Node<'_>| (node.rect().top() as i64, node.rect().left() as i64);
        found.sort_by_key(place);
        found.iter().filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// Puts other words into a field, without leaving it.
    pub(crate) fn write(&mut self, field: &str, words: &str) {
        let place = self.field(field).rect().center();
        self.click(place);
        self.key(Modifiers::COMMAND, Key::A);
        self.harness.event(egui::Event::Text(words.to_owned()));
        self.rest();
    }
}

/// Goes through a shape and all shapes in it.
fn each(shape: &Shape, see: &mut dyn FnMut(&Shape)) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| each(shape, see)),
        shape => see(shape),
    }
}

/// The words that the toolkit paints over things that have the same identity.
fn find_clashes(shape: &Shape, clashes: &mut Vec<String>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| find_clashes(shape, clashes)),
        Shape::Text(text) => {
            let words = text.galley.text();
            if ["First use of", "Second use of", "Double use of"]
                .iter()
                .any(|start| words.contains(start))
            {
                clashes.push(words.to_owned());
            }
        }
        _ => {}
    }
}
