//! Rows of a ledger become a history: one thread reads, the others understand meanwhile.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};

use super::records::{Record, Records, Vocabulary};
use super::{History, LedgerError};

/// So many bytes of JSON go from hand to hand at a time.
const BATCH: usize = 1 << 20;

/// Rows one after another.
#[derive(Debug, Default)]
pub(super) struct Rows {
    text: String,
    /// Each row's number, and where it begins in the text.
    rows: Vec<(i64, usize)>,
}

/// Rows that were understood, in the words of one thread.
struct Batch {
    number: usize,
    text: String,
    thread: usize,
    records: Result<Vec<Record>, LedgerError>,
}

impl Rows {
    /// Adds the JSON of a row.
    pub(super) fn push(&mut self, row: i64, json: &str) {
        if self.text.is_empty() {
            self.text.reserve(BATCH + BATCH / 16);
        }
        self.rows.push((row, self.text.len()));
        self.text.push_str(json);
    }

    /// Whether the next row belongs to the next batch.
    pub(super) const fn is_full(&self) -> bool {
        self.text.len() >= BATCH
    }

    /// The events of the rows at `path`, in words of `words`.
    fn read(&self, path: &Path, words: &mut Vocabulary) -> Result<Vec<Record>, LedgerError> {
        let ends = self.rows.iter().skip(1).map(|&(_, start)| start).chain([self.text.len()]);
        let rows = self.rows.iter().zip(ends);
        let records = rows.map(|(&(row, start), end)| {
            let text = self.text.get(..end).unwrap_or_default();
            let damaged = |reason| LedgerError::Event { path: path.to_owned(), row, reason };
            Record::read(text, start, words).map_err(damaged)
        });
        records.collect()
    }
}

impl History {
    /// The history of the ledger at `path`, as [`History::new`] of its events. `fill` adds rows to a
    /// batch until it is full, and says whether there may be more.
    ///
    /// # Errors
    /// Those of `fill`, and where a row is no event.
    pub(super) fn gather(
        path: &Path,
        mut fill: impl FnMut(&mut Rows) -> Result<bool, LedgerError>,
    ) -> Result<Self, LedgerError> {
        let threads = 0..rayon::current_num_threads();
        let words: Vec<Mutex<Vocabulary>> = threads.map(|_| Mutex::default()).collect();
        let (done, batches) = mpsc::channel();
        rayon::in_place_scope(|scope| {
            let mut goes_on = true;
            for number in 0.. {
                if !goes_on {
                    break;
                }
                let mut rows = Rows::default();
                goes_on = fill(&mut rows)?;
                let (done, words) = (done.clone(), &words);
                scope.spawn(move |_| {
                    let thread = rayon::current_thread_index().unwrap_or_default();
                    let records = rows.read(path, &mut of_thread(words, thread));
                    // Nobody listens any more where the reading failed.
                    let _ = done.send(Batch { number, text: rows.text, thread, records });
                });
            }
            Ok(())
        })?;
        drop(done);
        let mut batches: Vec<Batch> = batches.into_iter().collect();
        batches.sort_unstable_by_key(|batch| batch.number);

        let mut records = Records::default();
        let numbers: Vec<_> = (0..words.len()).map(|at| records.translate(&of_thread(&words, at))).collect();
        drop(words);
        records.reserve(batches.iter().filter_map(|batch| batch.records.as_ref().ok()).map(Vec::len).sum());
        for batch in batches {
            if let Some(numbers) = numbers.get(batch.thread) {
                records.take_in(batch.text, batch.records?, numbers);
            }
        }
        Ok(Self::of(records))
    }
}

/// The words of a thread, which no other thread asks for meanwhile.
fn of_thread(words: &[Mutex<Vocabulary>], thread: usize) -> MutexGuard<'_, Vocabulary> {
    words[thread].lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[path = "gather_tests.rs"]
mod tests;
