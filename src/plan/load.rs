//! A plan from its file.

use super::{Plan, Problem};
use crate::text::{Lang, Say};

/// The plan compiled into the program: Anyang 2023-2025, as data.
pub const BUILT_IN_JSON: &str = include_str!("../../assets/plan/anyang-2023-2025.json");

/// The same plan as it was published, word by word.
pub const BUILT_IN_TEXT: &str = include_str!("../../assets/plan/anyang-2023-2025.txt");

/// Why a plan could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Not the JSON of a plan.
    #[error("line {line}, column {column}: {message}")]
    Json {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// Every part reads, but they do not fit each other.
    #[error("{first}; {more} more")]
    Problems {
        /// The first.
        first: Problem,
        /// How many others.
        more: usize,
    },
}

impl Say for PlanError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Json { line, column, message } => lang.fill(
                "plan.json",
                &[("line", &line.to_string()), ("column", &column.to_string()), ("message", message)],
            ),
            Self::Problems { first, more: 0 } => first.say(lang),
            Self::Problems { first, more } => lang
                .fill("plan.problem_and_more", &[("first", &first.say(lang)), ("more", &more.to_string())]),
        }
    }
}

impl Plan {
    /// Reads a plan, finds the bodies in its lines of duty and checks that its parts fit. A
    /// byte-order mark is let go.
    ///
    /// # Errors
    /// With the line and column where the text is not the JSON of a plan, or with the first of
    /// its [`problems`](Self::problems).
    pub fn from_json(json: &str) -> Result<Self, PlanError> {
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        let mut plan: Self = serde_json::from_str(json).map_err(|error| PlanError::Json {
            line: error.line(),
            column: error.column(),
            message: without_place(&error),
        })?;
        plan.find_bodies();
        let mut problems = plan.problems();
        if problems.is_empty() {
            return Ok(plan);
        }
        let first = problems.remove(0);
        let more = problems.len();
        Err(PlanError::Problems { first, more })
    }

    /// Fills in who leads and cooperates; a line that names an unknown body stays empty, and
    /// [`problems`](Self::problems) tells of it.
    fn find_bodies(&mut self) {
        for task in &mut self.tasks {
            for duty in std::iter::once(&mut task.lead).chain(&mut task.cooperating) {
                duty.departments = duty.bodies(&self.departments).unwrap_or_default();
            }
        }
    }
}

/// The plan compiled into the program.
///
/// # Errors
/// Never for a program that passed its tests.
pub fn built_in() -> Result<Plan, PlanError> {
    Plan::from_json(BUILT_IN_JSON)
}

/// `serde_json` puts the place behind its message; here it has fields of its own.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&place).unwrap_or(&message).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_line_and_column() {
        let damaged = BUILT_IN_JSON.replacen("\">= 70 %\"", "\">= seventy %\"", 1);
        let error = Plan::from_json(&damaged).unwrap_err();
        let PlanError::Json { line, message, .. } = &error else {
            panic!("{error}");
        };
        let wanted = damaged.lines().position(|l| l.contains("seventy")).unwrap() + 1;
        assert!(line.abs_diff(wanted) <= 1, "{line} is not {wanted}");
        assert!(message.contains("seventy"), "{message}");
        assert!(error.say(Lang::Zh).contains(&line.to_string()));
    }

    #[test]
    fn a_misspelt_key_is_refused() {
        let damaged = BUILT_IN_JSON.replacen("\"combine\"", "\"combines\"", 1);
        assert!(matches!(Plan::from_json(&damaged), Err(PlanError::Json { .. })));
    }

    #[test]
    fn a_byte_order_mark_is_let_go() {
        assert!(Plan::from_json(&format!("\u{feff}{BUILT_IN_JSON}")).is_ok());
    }

    #[test]
    fn no_input_panics() {
        for json in ["", "[]", "null", "<html>", "{\"schema\": \"other/1\"}"] {
            assert!(Plan::from_json(json).is_err(), "{json}");
        }
        assert!(Plan::from_json(&"[".repeat(10_000)).is_err());
    }
}
