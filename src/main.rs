//! Starts Portolan: the window, or a command where one is given.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

#[cfg(feature = "gui")]
mod outside;

use portolan::cli::{Given, Told, read_arguments, run};

fn main() -> ExitCode {
    let arguments = match read_arguments(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(answer) => {
            // Where help cannot be printed, the exit code still tells how it went.
            answer.print().ok();
            return u8::try_from(answer.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from);
        }
    };
    let seed = seed();
    let told = match arguments.command {
        None => open_window(arguments.file, seed),
        #[cfg(feature = "gui")]
        Some(portolan::cli::Command::Render(arguments)) => render(&arguments, seed),
        Some(command) => run(&command, &Given { nonce: seed, clock: &clock() }),
    };
    ExitCode::from(told.say(&mut std::io::stdout().lock(), &mut std::io::stderr().lock()))
}

/// Tells how many seconds have passed since it was made.
#[expect(clippy::disallowed_methods, reason = "the clock is read here and handed down")]
fn clock() -> impl Fn() -> f64 {
    let began = Instant::now();
    move || began.elapsed().as_secs_f64()
}

/// A number that no other run of the program has at the same time.
#[expect(clippy::disallowed_methods, reason = "the clock is read here and handed down")]
fn seed() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let nanos =
        since.as_secs().wrapping_mul(1_000_000_000).wrapping_add(since.subsec_nanos().into());
    nanos ^ u64::from(std::process::id()).rotate_left(40)
}

#[cfg(feature = "gui")]
fn open_window(file: Option<PathBuf>, seed: u64) -> Told {
    use portolan::cli::Ending;
    use portolan::file::settings::ReadSettings;
    use portolan::gui::{Start, Stay, run};

    // A path that is remembered must mean the same in whatever folder the next start happens.
    let file = file.map(|file| std::path::absolute(&file).unwrap_or(file));
    let folder = outside::folder();
    let ReadSettings { settings, told } = outside::settings(folder.as_deref());
    let start = Start {
        file,
        seed,
        clock: std::sync::Arc::new(outside::milliseconds),
        person: outside::person(),
        folder,
        settings,
        told,
        stay: Stay::UntilClosed,
    };
    match run(start) {
        Ok(()) => Told::fine(""),
        Err(error) => Told::failed(Ending::Findings, error.to_string()),
    }
}

#[cfg(not(feature = "gui"))]
fn open_window(_file: Option<PathBuf>, _seed: u64) -> Told {
    Told::without_window()
}

#[cfg(feature = "gui")]
fn render(arguments: &portolan::cli::RenderArguments, nonce: u64) -> Told {
    use portolan::cli::render::{keep_picture, selected};
    use portolan::cli::{Ending, Size, Theme, View};
    use portolan::gui;

    let select = match selected(arguments) {
        Ok(select) => select,
        Err(failed) => return failed,
    };
    let Size(size_points) = arguments.size;
    let request = gui::RenderRequest {
        file: arguments.file.clone(),
        view: match arguments.view {
            View::Map => portolan::workspace::View::Map,
            View::Table => portolan::workspace::View::Table,
            View::Rank => portolan::workspace::View::Rank,
            View::Tradeoffs => portolan::workspace::View::Tradeoffs,
            View::Fund => portolan::workspace::View::Fund,
            View::Value => portolan::workspace::View::Value,
        },
        select,
        size_points,
        scale: arguments.scale,
        theme: match arguments.theme {
            Theme::Light => gui::ThemeChoice::Light,
            Theme::Dark => gui::ThemeChoice::Dark,
            Theme::HighContrast => gui::ThemeChoice::HighContrast,
        },
    };
    match gui::render(&request) {
        Ok(png) => keep_picture(arguments, &png, nonce),
        Err(error) => Told::failed(Ending::Findings, error.to_string()),
    }
}
