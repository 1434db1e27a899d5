//! Background work: a thread per job, one channel of reports, and a wake-up for the window.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, mpsc};
use std::thread::JoinHandle;

use super::jobs::{Looked, MergeEnd};
use super::work::Stage;
use super::{Asking, EvidenceRef, Look, PictureSize, State};
use crate::text::Bilingual;
use crate::workspace::{PackRequest, Packed, Place, Progress, Step, Verified};

/// What a job has to say when it is done.
#[derive(Debug)]
pub(super) enum Report {
    /// A workspace was opened, or why not.
    Opened(Result<Box<State>, Bilingual>),
    /// A page was written, or why not; none where a person stopped it.
    PageWritten(PathBuf, Option<Result<(), Bilingual>>),
    /// How far long work is.
    Progress(Stage),
    /// Long work ended without a word: a fault of the program.
    Lost,
    /// Packages were looked into; none where a person stopped it.
    Offered(Option<Vec<(PathBuf, Looked)>>),
    /// Packages were merged, or not.
    Merged(Box<MergeEnd>),
    /// A package was written, or why not.
    Packed(PackRequest, Box<Result<Packed, Bilingual>>),
    /// The ledger was verified, or why not.
    Verified(Box<Result<Verified, Bilingual>>),
    /// The open workspace was read again, or why not.
    Reopened(Result<Box<State>, Bilingual>),
    /// A photo or file was looked at.
    Looked {
        /// In which workspace.
        place: Place,
        /// Which.
        of: EvidenceRef,
        /// How large its picture was wanted.
        size: PictureSize,
        /// What was seen.
        look: Look,
    },
    /// A copy of evidence was written, or why not.
    EvidenceCopied(PathBuf, Result<(), Bilingual>),
    /// A person chose a path; `None` where the dialog was cancelled or could not be shown.
    Chosen(Asking, Option<PathBuf>),
    /// A dialog is open already.
    DialogBusy,
    /// The window's picture.
    Picture(Arc<egui::ColorImage>),
}

/// Starts jobs and collects their reports.
#[derive(Debug)]
pub(super) struct Worker {
    sender: mpsc::Sender<Report>,
    reports: mpsc::Receiver<Report>,
    window: Arc<OnceLock<egui::Context>>,
    to_finish: Vec<JoinHandle<()>>,
    /// For pictures of each size a thread that makes one after the other; begun with the first.
    lanes: [OnceLock<mpsc::Sender<Job>>; 2],
    /// Tells the long work under way to stop.
    stop: Arc<AtomicBool>,
}

type Job = Box<dyn FnOnce() -> Option<Report> + Send>;

/// Brings a report to the window and wakes it.
#[derive(Debug, Clone)]
pub(super) struct Post {
    sender: mpsc::Sender<Report>,
    window: Arc<OnceLock<egui::Context>>,
}

impl Post {
    pub(super) fn send(&self, report: Report) {
        // The window may be gone; then nobody is left to tell.
        let _ = self.sender.send(report);
        if let Some(ctx) = self.window.get() {
            ctx.request_repaint();
        }
    }
}

/// How long work tells the window how far it is, and learns that it shall stop.
#[derive(Debug)]
pub(super) struct Pulse {
    post: Post,
    stop: Arc<AtomicBool>,
    told: Option<(Step, u32)>,
}

impl Pulse {
    /// Tells how far it is, where a per cent more is done; whether it goes on.
    pub(super) fn goes_on(&mut self, progress: Progress) -> bool {
        let (step, part) = (progress.step, progress.part());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
        let percent = (part * 100.0) as u32;
        if self.told != Some((step, percent)) {
            self.told = Some((step, percent));
            self.post.send(Report::Progress(Stage { step, part }));
        }
        !self.is_stopped()
    }

    /// Whether a person asked it to stop.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}

impl Worker {
    pub(super) fn new() -> Self {
        let (sender, reports) = mpsc::channel();
        Self {
            sender,
            reports,
            window: Arc::default(),
            to_finish: Vec::new(),
            lanes: Default::default(),
            stop: Arc::default(),
        }
    }

    /// From now on reports wake this window; earlier ones are found by its first frame.
    pub(super) fn attach(&self, ctx: &egui::Context) {
        // A second window never comes.
        let _ = self.window.set(ctx.clone());
    }

    pub(super) fn post(&self) -> Post {
        Post { sender: self.sender.clone(), window: Arc::clone(&self.window) }
    }

    /// Runs a job that may be abandoned when the window closes.
    pub(super) fn start(&self, job: impl FnOnce() -> Report + Send + 'static) {
        let post = self.post();
        std::thread::spawn(move || post.send(job()));
    }

    /// Makes a picture after those of its size that were lined up before it, so that many of them share one core
    /// and little memory.
    pub(super) fn line_up(&self, size: PictureSize, job: impl FnOnce() -> Option<Report> + Send + 'static) {
        let [small, whole] = &self.lanes;
        let lane = match size {
            PictureSize::Small => small,
            PictureSize::Whole => whole,
        };
        let lane = lane.get_or_init(|| {
            let (lane, jobs) = mpsc::channel::<Job>();
            let post = self.post();
            std::thread::spawn(move || {
                jobs.into_iter().filter_map(|job| job()).for_each(|report| post.send(report));
            });
            lane
        });
        // The lane ends with the window.
        let _ = lane.send(Box::new(job));
    }

    /// Runs a job that the program waits for before it ends.
    pub(super) fn start_and_finish(&mut self, job: impl FnOnce() -> Report + Send + 'static) {
        let post = self.post();
        self.to_finish.push(std::thread::spawn(move || post.send(job())));
    }

    /// Runs work that a person may stop, and that the program sees to its end. There is one at a time;
    /// it says something in any case, because the window waits for it.
    pub(super) fn start_long(&mut self, job: impl FnOnce(&mut Pulse) -> Report + Send + 'static) {
        self.stop = Arc::default();
        let post = self.post();
        let mut pulse = Pulse { post: self.post(), stop: Arc::clone(&self.stop), told: None };
        self.to_finish.push(std::thread::spawn(move || {
            let report = catch_unwind(AssertUnwindSafe(|| job(&mut pulse)));
            post.send(report.unwrap_or(Report::Lost));
        }));
    }

    /// Asks the long work under way to stop.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }

    /// The next report, if one has come.
    pub(super) fn next_report(&self) -> Option<Report> {
        self.reports.try_recv().ok()
    }

    /// Waits for the jobs that must be finished.
    pub(super) fn finish(&mut self) {
        self.stop();
        for job in self.to_finish.drain(..) {
            // A job that panicked has nothing left to finish.
            let _ = job.join();
        }
    }
}
