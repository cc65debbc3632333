//! One thread that lives long: it is sent messages, does them in order, and can rest for a while in between.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// As much as a job has: a worker may read files too.
const STACK_BYTES: usize = 16 * 1024 * 1024;
/// How long the end of the program waits for a worker to finish what it was sent.
const LAST_WAIT: Duration = Duration::from_secs(3);

/// Why a worker is called.
#[derive(Debug)]
pub enum Call<Message> {
    /// It was sent this.
    Message(Message),
    /// It has rested as long as it wanted.
    Rested,
    /// Nobody will send anything any more: the last chance to finish.
    Last,
}

/// What a worker does after a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Sleeps until it is sent something.
    UntilSent,
    /// Sleeps, but at most that long.
    AtMost(Duration),
}

/// A thread that is sent messages. Dropping it lets it finish, and waits for that a few seconds at most.
///
/// Where the system gives no thread, and after a panic of its work, messages come to nothing.
#[derive(Debug)]
pub struct Worker<Message> {
    sender: Option<Sender<Message>>,
    /// Hangs up when the thread is over.
    is_over: Receiver<()>,
}

impl<Message: Send + 'static> Worker<Message> {
    /// Starts a thread called `name` that does `work` at each call.
    pub fn start(name: &str, mut work: impl FnMut(Call<Message>) -> Rest + Send + 'static) -> Self {
        let (sender, messages) = channel();
        let (over, is_over) = channel::<()>();
        let run = move || {
            // A panic ends the worker, not the program.
            drop(catch_unwind(AssertUnwindSafe(|| obey(&messages, &mut work))));
            drop(over);
        };
        let builder = thread::Builder::new().name(name.to_owned()).stack_size(STACK_BYTES);
        let started = builder.spawn(run);
        Self { sender: started.is_ok().then_some(sender), is_over }
    }

    /// Sends a message; it comes to nothing where the thread is gone.
    pub fn send(&self, message: Message) {
        if let Some(sender) = &self.sender {
            sender.send(message).ok();
        }
    }
}

fn obey<Message>(messages: &Receiver<Message>, work: &mut impl FnMut(Call<Message>) -> Rest) {
    let mut rest = Rest::UntilSent;
    loop {
        let call = match rest {
            Rest::UntilSent => messages.recv().map_err(|_gone| RecvTimeoutError::Disconnected),
            Rest::AtMost(pause) => messages.recv_timeout(pause),
        };
        rest = match call {
            Ok(message) => work(Call::Message(message)),
            Err(RecvTimeoutError::Timeout) => work(Call::Rested),
            Err(RecvTimeoutError::Disconnected) => {
                work(Call::Last);
                return;
            }
        };
    }
}

impl<Message> Drop for Worker<Message> {
    fn drop(&mut self) {
        self.sender = None;
        self.is_over.recv_timeout(LAST_WAIT).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_done_in_order_and_the_last_call_comes_last() {
        let (told, heard) = channel();
        let worker = Worker::start("test", move |call: Call<u8>| {
            told.send(format!("{call:?}")).unwrap();
            Rest::UntilSent
        });
        worker.send(1);
        worker.send(2);
        drop(worker);
        let heard: Vec<String> = heard.iter().collect();
        assert_eq!(heard, ["Message(1)", "Message(2)", "Last"]);
    }

    #[test]
    fn a_rest_ends_by_itself() {
        let (told, heard) = channel();
        let worker = Worker::start("test", move |call: Call<u8>| {
            told.send(format!("{call:?}")).ok();
            match call {
                Call::Message(_) => Rest::AtMost(Duration::from_millis(1)),
                _ => Rest::UntilSent,
            }
        });
        worker.send(1);
        let first_two: Vec<String> = heard.iter().take(2).collect();
        assert_eq!(first_two, ["Message(1)", "Rested"]);
        drop(worker);
    }

    #[test]
    fn a_panic_ends_the_worker_only() {
        let worker = Worker::start("test", |_: Call<u8>| panic!("a mistake"));
        worker.send(1);
        worker.send(2);
        drop(worker);
    }
}
