//! One question about the portfolio, asked again as it changes: worked on once at a time, beside the window.

use std::sync::Arc;

use crate::jobs::{Cancelled, Job, Monitor};
use crate::model::Portfolio;

/// A result: of the portfolio as it is, of one that it was, or not there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<'a, Value> {
    /// It holds.
    Current(&'a Value),
    /// The portfolio has changed since; a new one is on its way.
    Old(&'a Value),
    /// Nothing is known yet.
    Pending,
}

impl<'a, Value> Answer<'a, Value> {
    /// The latest result, whether it still holds or not.
    pub fn latest(self) -> Option<&'a Value> {
        match self {
            Self::Current(value) | Self::Old(value) => Some(value),
            Self::Pending => None,
        }
    }
}

/// Called from another thread when there is something to receive.
pub(super) type Wake = Arc<dyn Fn() + Send + Sync>;

type Work<Value> = Box<dyn FnOnce(&Monitor) -> Result<Value, Cancelled> + Send>;

/// A question that is asked: of which portfolio, and how it is answered.
pub(super) struct Question<Value> {
    name: &'static str,
    about: Arc<Portfolio>,
    wake: Wake,
    work: Work<Value>,
}

impl<Value: Send + 'static> Question<Value> {
    /// A question whose work is done on a thread called `name`; it looks at its monitor where it can stop.
    pub(super) fn new(
        name: &'static str,
        about: &Arc<Portfolio>,
        wake: &Wake,
        work: impl FnOnce(&Monitor) -> Result<Value, Cancelled> + Send + 'static,
    ) -> Self {
        Self { name, about: Arc::clone(about), wake: Arc::clone(wake), work: Box::new(work) }
    }

    fn start(self) -> Running<Value> {
        let Self { name, about, wake, work } = self;
        let job = Job::start(name, move || wake(), work);
        Running { about, job, is_wanted: true }
    }
}

struct Running<Value> {
    about: Arc<Portfolio>,
    job: Job<Result<Value, Cancelled>>,
    /// Whether its answer is still taken; it may take a while to stop where it is not.
    is_wanted: bool,
}

/// The latest answer, the work on the next one, and the newest question, which waits for that work to end.
pub(super) struct Slot<Value> {
    known: Option<(Arc<Portfolio>, Value)>,
    running: Option<Running<Value>>,
    waiting: Option<Question<Value>>,
}

impl<Value> Default for Slot<Value> {
    fn default() -> Self {
        Self { known: None, running: None, waiting: None }
    }
}

impl<Value: Send + 'static> Slot<Value> {
    /// The answer for the portfolio as it is now, or the best there is.
    pub(super) fn answer(&self, now: &Arc<Portfolio>) -> Answer<'_, Value> {
        match &self.known {
            Some((asked, value)) if Arc::ptr_eq(asked, now) => Answer::Current(value),
            Some((_, value)) => Answer::Old(value),
            None => Answer::Pending,
        }
    }

    /// The latest answer, and the portfolio it is about.
    pub(super) fn known(&self) -> Option<&(Arc<Portfolio>, Value)> {
        self.known.as_ref()
    }

    /// The portfolio of the newest question that has no answer yet.
    pub(super) fn asked(&self) -> Option<&Arc<Portfolio>> {
        let running = self.running.as_ref().filter(|running| running.is_wanted);
        let waiting = self.waiting.as_ref().map(|question| &question.about);
        waiting.or(running.map(|running| &running.about))
    }

    /// Asks. Work on an older question is asked to stop, and one that waited is forgotten: only the newest counts.
    pub(super) fn ask(&mut self, question: Question<Value>) {
        match &self.running {
            None => self.running = Some(question.start()),
            Some(running) => {
                running.job.cancel();
                self.waiting = Some(question);
            }
        }
    }

    /// How much of the work on the newest question is done, from 0 to 1000; nothing while nothing is under way.
    pub(super) fn progress(&self) -> Option<u32> {
        self.asked()?;
        Some(self.running.as_ref().map_or(0, |running| running.job.done_permille()))
    }

    /// Gives up what is under way; the old answer stays.
    pub(super) fn stop(&mut self) {
        self.waiting = None;
        if let Some(running) = &mut self.running {
            running.job.cancel();
            running.is_wanted = false;
        }
    }

    /// The answer is known from elsewhere; questions that are open need none any more.
    pub(super) fn settle(&mut self, now: &Arc<Portfolio>, value: Value) {
        self.known = Some((Arc::clone(now), value));
        self.stop();
    }

    /// Takes the answer if it has come, and begins with the question that waits; says whether there is a new answer.
    pub(super) fn receive(&mut self) -> bool {
        let outcome = self.running.as_ref().and_then(|running| running.job.poll());
        outcome.is_some_and(|outcome| self.take(outcome.ok().and_then(Result::ok)))
    }

    /// Waits until every question is answered.
    pub(super) fn wait(&mut self) {
        while let Some(running) = &self.running {
            let outcome = running.job.wait();
            self.take(outcome.ok().and_then(Result::ok));
        }
    }

    /// The work is over. Where it was stopped, or panicked, the old answer stays, marked as old.
    fn take(&mut self, value: Option<Value>) -> bool {
        let Some(Running { about, job: _, is_wanted }) = self.running.take() else { return false };
        self.running = self.waiting.take().map(Question::start);
        let Some(value) = value.filter(|_| is_wanted) else { return false };
        self.known = Some((about, value));
        true
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// Work that counts how much of it is done at once, tells that it has begun, and ends when it is let go.
    struct Counted {
        wake: Wake,
        at_once: Arc<AtomicUsize>,
        most: Arc<AtomicUsize>,
        begun: Arc<Mutex<Vec<u32>>>,
    }

    impl Counted {
        fn new() -> Self {
            let (at_once, most, begun) = Default::default();
            Self { wake: Arc::new(|| ()), at_once, most, begun }
        }

        fn question(
            &self,
            about: &Arc<Portfolio>,
            number: u32,
            held: Receiver<()>,
        ) -> Question<u32> {
            let (at_once, most) = (Arc::clone(&self.at_once), Arc::clone(&self.most));
            let begun = Arc::clone(&self.begun);
            Question::new("test", about, &self.wake, move |_| {
                most.fetch_max(at_once.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                begun.lock().unwrap().push(number);
                // Ends when it is let go or nobody holds it any more.
                held.recv().ok();
                at_once.fetch_sub(1, Ordering::SeqCst);
                Ok(number)
            })
        }
    }

    fn portfolio() -> Arc<Portfolio> {
        Arc::new(Portfolio::titled("Test".parse().unwrap()))
    }

    #[test]
    fn of_many_questions_one_is_worked_on_at_a_time_and_only_the_newest_waits() {
        let counted = Counted::new();
        let mut slot = Slot::default();
        let about: Vec<Arc<Portfolio>> = (0..20).map(|_| portfolio()).collect();
        let holders: Vec<Sender<()>> = (0..)
            .zip(&about)
            .map(|(number, about)| {
                let (holder, held) = channel();
                slot.ask(counted.question(about, number, held));
                holder
            })
            .collect();
        let newest = about.last().unwrap();
        assert_eq!(slot.answer(newest), Answer::Pending);
        assert!(Arc::ptr_eq(slot.asked().unwrap(), newest));
        drop(holders);
        slot.wait();
        assert_eq!(slot.answer(newest), Answer::Current(&19));
        assert_eq!(*counted.begun.lock().unwrap(), [0, 19]);
        assert_eq!(counted.most.load(Ordering::SeqCst), 1);
        assert!(slot.asked().is_none());
    }

    #[test]
    fn work_on_an_older_question_is_asked_to_stop() {
        let wake: Wake = Arc::new(|| ());
        let (before, after) = (portfolio(), portfolio());
        let mut slot = Slot::default();
        slot.ask(Question::new("test", &before, &wake, |monitor| {
            loop {
                monitor.round(0)?;
                std::hint::spin_loop();
            }
        }));
        slot.ask(Question::new("test", &after, &wake, |_| Ok(2)));
        slot.wait();
        assert_eq!(slot.answer(&after), Answer::Current(&2));
    }

    #[test]
    fn what_is_known_from_elsewhere_is_not_overwritten_by_older_work() {
        let counted = Counted::new();
        let (before, after) = (portfolio(), portfolio());
        let (holder, held) = channel();
        let mut slot = Slot::default();
        slot.ask(counted.question(&before, 1, held));
        slot.settle(&after, 7);
        assert!(slot.asked().is_none());
        drop(holder);
        slot.wait();
        assert_eq!(slot.answer(&after), Answer::Current(&7));
    }

    #[test]
    fn after_a_panic_the_next_question_is_answered() {
        let wake: Wake = Arc::new(|| ());
        let about = portfolio();
        let mut slot: Slot<u32> = Slot::default();
        slot.ask(Question::new("test", &about, &wake, |_| panic!("a mistake")));
        slot.ask(Question::new("test", &about, &wake, |_| Ok(3)));
        slot.wait();
        assert_eq!(slot.answer(&about), Answer::Current(&3));
    }
}
