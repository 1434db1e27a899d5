//! The system's file dialogs, on a thread of their own: they block until a person answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Asking;
use super::worker::{Report, Worker};

/// At most one dialog at a time.
#[derive(Debug, Clone, Default)]
pub(super) struct Dialogs {
    open: Arc<AtomicBool>,
}

impl Dialogs {
    /// Asks for a path. The answer comes as a report; without a dialog on this system, as none.
    pub(super) fn ask(&self, worker: &Worker, asking: Asking, title: String, suggested: String) {
        if self.open.swap(true, Ordering::SeqCst) {
            worker.post().send(Report::DialogBusy);
            return;
        }
        let open = Arc::clone(&self.open);
        worker.start(move || {
            let dialog = rfd::FileDialog::new().set_title(title);
            let path = match &asking {
                Asking::Evidence(_) => dialog.set_file_name(suggested).save_file(),
                Asking::Workspace => dialog.pick_folder(),
                Asking::Merge => dialog.add_filter("guatu", &["guatu"]).pick_file(),
                Asking::Pack => dialog.set_file_name(suggested).add_filter("guatu", &["guatu"]).save_file(),
                Asking::Page => dialog
                    .set_file_name(suggested)
                    .add_filter("PDF", &["pdf"])
                    .add_filter("PNG", &["png"])
                    .add_filter("SVG", &["svg"])
                    .save_file(),
            };
            open.store(false, Ordering::SeqCst);
            Report::Chosen(asking, path)
        });
    }
}
