//! A kind of site as its file has it, and what can be wrong there.

use std::collections::HashSet;

use super::{FieldType, Guard, Kind};
use crate::text::{Lang, Say};

/// Why a kind cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct KindError {
    /// Where in the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: KindFault,
}

/// What is wrong with a kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KindFault {
    /// Not the TOML of a kind.
    #[error("{0}")]
    Toml(String),
    /// It has no id, or no layer.
    #[error("{0} is empty")]
    Blank(&'static str),
    /// A record must be in some state.
    #[error("there is no state")]
    NoState,
    /// Two states, fields or values of one name.
    #[error("{0:?} is there twice")]
    Twice(String),
    /// A move speaks of a state that the kind does not have.
    #[error("there is no state {0:?}")]
    UnknownState(String),
    /// A guard or the symbol speaks of a field that the kind does not have.
    #[error("there is no field {0:?}")]
    UnknownField(String),
    /// A guard compares a field that holds no number.
    #[error("{0:?} holds no number")]
    NotANumber(String),
    /// Two kinds of one layer: nobody could tell whose records it holds.
    #[error("layer {layer:?} is of kind {kind:?}")]
    LayerTaken {
        /// The layer.
        layer: String,
        /// The kind that has it.
        kind: String,
    },
}

impl Say for KindError {
    fn say(&self, lang: Lang) -> String {
        let about = |key: &str, name: &str| lang.fill(key, &[("name", name)]);
        let message = match &self.fault {
            KindFault::Toml(message) => message.clone(),
            KindFault::Blank(key) => about("site.kind_blank", key),
            KindFault::NoState => lang.get("site.kind_no_state").to_owned(),
            KindFault::Twice(name) => about("site.kind_twice", name),
            KindFault::UnknownState(name) => about("site.kind_unknown_state", name),
            KindFault::UnknownField(name) => about("site.kind_unknown_field", name),
            KindFault::NotANumber(name) => about("site.kind_not_a_number", name),
            KindFault::LayerTaken { layer, kind } => {
                lang.fill("site.kind_layer_taken", &[("layer", layer), ("kind", kind)])
            }
        };
        lang.fill("site.kind_wrong", &[("line", &self.line.to_string()), ("message", &message)])
    }
}

impl Kind {
    /// Reads a kind.
    ///
    /// # Errors
    /// Where the text is not a kind, or speaks of states or fields that it does not have.
    pub fn from_toml(text: &str) -> Result<Self, KindError> {
        let kind: Self = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let message = error.message().lines().next().unwrap_or_default().to_owned();
            KindError { line: before.matches('\n').count() + 1, fault: KindFault::Toml(message) }
        })?;
        kind.agree().map_err(|(fault, word)| KindError { line: line_of(text, &fault, &word), fault })?;
        Ok(kind)
    }

    /// Whether it speaks only of what it has; else the fault, and the word to look for in the file.
    fn agree(&self) -> Result<(), (KindFault, String)> {
        let blank = |key: &'static str, word: &str| (KindFault::Blank(key), word.to_owned());
        if self.id.trim().is_empty() {
            return Err(blank("id", &self.id));
        }
        if self.layer.trim().is_empty() {
            return Err(blank("layer", &self.layer));
        }
        if self.states.is_empty() {
            return Err((KindFault::NoState, self.id.clone()));
        }
        once(self.states.iter().map(|state| state.id.as_str()))?;
        once(self.fields.iter().map(|field| field.id.as_str()))?;
        for field in &self.fields {
            once(field.values.iter().map(String::as_str))?;
        }
        for state in self.moves.iter().flat_map(|entry| entry.to.iter().chain([&entry.from])) {
            if self.state(state).is_none() {
                return Err((KindFault::UnknownState(state.clone()), state.clone()));
            }
        }
        let known =
            |id: &str| self.field(id).ok_or_else(|| (KindFault::UnknownField(id.to_owned()), id.to_owned()));
        for guard in self.states.iter().flat_map(|state| &state.guards).chain(&self.guards) {
            match guard {
                Guard::Needs { field } => {
                    known(field)?;
                }
                Guard::NotAbove { field, bound } => {
                    for id in [field, bound] {
                        if known(id)?.holds != FieldType::Number {
                            return Err((KindFault::NotANumber(id.clone()), id.clone()));
                        }
                    }
                }
                Guard::Evidence => {}
            }
        }
        if let Some(by) = &self.symbol_by {
            known(&by.field)?;
        }
        Ok(())
    }
}

fn once<'a>(mut names: impl Iterator<Item = &'a str>) -> Result<(), (KindFault, String)> {
    let mut seen = HashSet::new();
    match names.find(|name| !seen.insert(*name)) {
        Some(name) => Err((KindFault::Twice(name.to_owned()), name.to_owned())),
        None => Ok(()),
    }
}

/// The line where a word stands in quotes: what is unknown stands nowhere else, of what is there
/// twice it is the second.
fn line_of(text: &str, fault: &KindFault, word: &str) -> usize {
    let quoted = [format!("\"{word}\""), format!("'{word}'")];
    let mut lines = text.lines().enumerate().filter(|(_, line)| quoted.iter().any(|q| line.contains(q)));
    let first = lines.next();
    let found = if matches!(fault, KindFault::Twice(_)) { lines.next().or(first) } else { first };
    found.map_or(1, |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTFALL: &str = include_str!("../../assets/kinds/outfall.toml");

    #[track_caller]
    fn refused(from: &str, to: &str) -> (usize, KindFault) {
        assert!(OUTFALL.contains(from), "nothing to damage: {from}");
        let error = Kind::from_toml(&OUTFALL.replacen(from, to, 1)).unwrap_err();
        for lang in [Lang::Zh, Lang::En] {
            let words = error.say(lang);
            assert!(words.lines().count() == 1 && !words.contains("site."), "{words}");
        }
        (error.line, error.fault)
    }

    fn line(of: &str) -> usize {
        OUTFALL.lines().position(|line| line.starts_with(of)).unwrap() + 1
    }

    #[test]
    fn a_damaged_kind_is_refused_with_its_line() {
        let from = line("from = \"accepted\"");
        assert_eq!(
            refused("from = \"accepted\"", "from = \"acceptd\""),
            (from, KindFault::UnknownState("acceptd".into()))
        );
        let guard = line("guards = [{ guard = \"needs\", field = \"responsible_body\"");
        assert_eq!(
            refused("field = \"responsible_body\"", "field = \"owner\""),
            (guard, KindFault::UnknownField("owner".into()))
        );
        assert_eq!(
            refused(
                "{ guard = \"evidence\" }",
                "{ guard = \"not_above\", field = \"discharge_m3_per_day\", bound = \"river\" }"
            )
            .1,
            KindFault::NotANumber("river".into())
        );
        let second = line("id = \"monitored\"");
        assert_eq!(
            refused("id = \"monitored\"", "id = \"investigated\""),
            (second, KindFault::Twice("investigated".into()))
        );
        assert_eq!(refused("id = \"outfall\"", "id = \" \"").1, KindFault::Blank("id"));
        let (line, fault) = refused("guards = [{ guard = \"needs\"", "guards = [{ guard = \"wants\"");
        assert_eq!(line, guard);
        assert!(matches!(&fault, KindFault::Toml(message) if message.contains("wants")), "{fault}");
        let (_, fault) = refused("done = true", "dome = true");
        assert!(matches!(&fault, KindFault::Toml(message) if message.contains("dome")), "{fault}");
        assert_eq!(refused("geometry = \"point\"", "geometry = \"dot\"").0, self::line("geometry"));
    }

    #[test]
    fn a_kind_needs_little() {
        let least = "id = \"solar\"\nlayer = \"solar\"\nname = { zh = \"光伏\", en = \"Solar\" }\n\
                     [[states]]\nid = \"a\"\nname = { zh = \"甲\", en = \"A\" }\n";
        let kind = Kind::from_toml(least).unwrap();
        assert_eq!((kind.states.len(), kind.fields.len()), (1, 0));
        let none = least.split("[[states]]").next().unwrap();
        assert_eq!(Kind::from_toml(&format!("{none}states = []\n")).unwrap_err().fault, KindFault::NoState);
    }
}
