//! Background work: a thread per job, one channel of reports, and a wake-up for the window.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock, mpsc};
use std::thread::JoinHandle;

use super::{Asking, EvidenceRef, Look, PictureSize, State};
use crate::text::Bilingual;
use crate::workspace::Place;

/// What a job has to say when it is done.
#[derive(Debug)]
pub(super) enum Report {
    /// A workspace was opened, or why not.
    Opened(Result<Box<State>, Bilingual>),
    /// A page was written, or why not.
    PageWritten(PathBuf, Result<(), Bilingual>),
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

impl Worker {
    pub(super) fn new() -> Self {
        let (sender, reports) = mpsc::channel();
        Self { sender, reports, window: Arc::default(), to_finish: Vec::new(), lanes: Default::default() }
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
                jobs.into_iter().filter_map(|job| job()).for_each(|report| post.send(report))
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

    /// The next report, if one has come.
    pub(super) fn next_report(&self) -> Option<Report> {
        self.reports.try_recv().ok()
    }

    /// Waits for the jobs that must be finished.
    pub(super) fn finish(&mut self) {
        for job in self.to_finish.drain(..) {
            // A job that panicked has nothing left to finish.
            let _ = job.join();
        }
    }
}
