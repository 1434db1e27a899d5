//! A measure in words: what is counted, over what, and where the number comes from.

use crate::plan::{Compute, Condition, Empty, Measure, Milestone, Near, SiteMeasure, Split, Target};
use crate::site::{Kind, Kinds, common_fields};
use crate::text::Lang;

/// One sentence that says how a target's value comes about, in the words of the kinds: what is
/// counted over what, under which conditions, how a city's number reaches the counties, and what
/// `asked` makes of a word without a percentage (基本).
#[must_use]
pub fn wording(
    milestone: &Milestone,
    target: &Target,
    asked: Option<f64>,
    kinds: &Kinds,
    lang: Lang,
) -> String {
    let mut parts = match &target.measure {
        Measure::Reported => vec![lang.get("status.m_reported").to_owned()],
        Measure::Published => vec![lang.get("status.m_published").to_owned()],
        Measure::Sites(measure) => match kinds.get(&measure.kind) {
            Some(kind) => Teller { kinds, kind, lang }.measure(measure, &target.bound.unit),
            None => vec![lang.fill("status.m_unknown_kind", &[("kind", &measure.kind)])],
        },
    };
    if let (true, Some(word), Some(asked)) = (target.by_qualifier, &milestone.qualifier, asked) {
        let percent = asked.to_string();
        parts.push(lang.fill("status.m_qualifier", &[("word", word), ("percent", &percent)]));
    }
    parts.join(lang.get("status.m_semicolon")) + lang.get("status.stop").trim_end()
}

/// Speaks of one kind's fields and states.
struct Teller<'a> {
    kinds: &'a Kinds,
    kind: &'a Kind,
    lang: Lang,
}

impl Teller<'_> {
    fn measure(&self, measure: &SiteMeasure, unit: &str) -> Vec<String> {
        let lang = self.lang;
        let of = self.group(&measure.of);
        let counted = self.condition(&measure.counted);
        let (key, field, most) = match &measure.compute {
            Compute::Share => ("share", None, None),
            Compute::Count => ("count", None, None),
            Compute::Remainder => ("remainder", None, None),
            Compute::Min { field } => ("min", Some(field), None),
            Compute::Max { field } => ("max", Some(field), None),
            Compute::Sum { field, of, .. } => ("sum", Some(field), Some(of).filter(|of| *of != field)),
        };
        let all = if counted.is_empty() { "_all" } else { "" };
        let field = field.map(|field| self.field(field)).unwrap_or_default();
        let values = [("of", of.as_str()), ("counted", &counted), ("field", &field)];
        let mut parts = vec![lang.fill(&format!("status.m_{key}{all}"), &values)];
        if let Some(most) = most {
            parts.push(lang.fill("status.m_most", &[("field", &self.field(most))]));
        }
        if let Compute::Sum { field, per_unit, .. } = &measure.compute
            && let Some(own) = self.kind.field(field).and_then(|field| field.unit.as_deref())
            && own != unit
        {
            let factor = per_unit.to_string();
            parts.push(lang.fill("status.m_unit", &[("own", own), ("factor", &factor), ("unit", unit)]));
        }
        if measure.split == Split::ByRegister {
            let weight = match &measure.compute {
                Compute::Sum { of, .. } => self.field(of),
                _ => lang.get("status.m_their_number").to_owned(),
            };
            parts.push(lang.fill("status.m_split", &[("weight", &weight)]));
        }
        if measure.empty == Empty::Zero {
            parts.push(lang.get("status.m_none_is_zero").to_owned());
        }
        parts
    }

    /// `钢铁企业与装备（装备类型为“烧结机”）`
    fn group(&self, of: &Condition) -> String {
        let kind = self.lang.fill("status.m_kind", &[("kind", self.kind.name.get(self.lang))]);
        let condition = self.condition(of);
        if condition.is_empty() {
            return kind;
        }
        self.lang.fill("status.m_group", &[("kind", &kind), ("condition", &condition)])
    }

    /// Empty for a condition that asks nothing.
    fn condition(&self, condition: &Condition) -> String {
        let lang = self.lang;
        let and = lang.get("status.m_and");
        let mut parts = Vec::new();
        for (field, values) in &condition.fields {
            parts.push(self.one_of("status.m_is", &self.field(field), values));
        }
        for (field, values) in &condition.fields_not {
            parts.push(self.one_of("status.m_is_not", &self.field(field), values));
        }
        let limits = [
            (&condition.at_least, "status.m_at_least"),
            (&condition.more_than, "status.m_more"),
            (&condition.less_than, "status.m_less"),
        ];
        for (field, limit, key) in
            limits.iter().flat_map(|(all, key)| all.iter().map(move |(f, l)| (f, l, key)))
        {
            let unit = self.kind.field(field).and_then(|field| field.unit.as_deref()).unwrap_or_default();
            let number = super::tell::with_unit(*limit, unit);
            parts.push(lang.fill(key, &[("field", &self.field(field)), ("number", number.trim_end())]));
        }
        if !condition.any.is_empty() {
            let ways: Vec<String> = condition.any.iter().map(|way| self.condition(way)).collect();
            let ways = ways.join(lang.get("status.m_or_ways"));
            let alone = Condition { any: condition.any.clone(), ..Condition::default() } == *condition;
            parts.push(if alone { ways } else { lang.fill("status.m_any", &[("ways", &ways)]) });
        }
        if condition.registered_this_year {
            parts.push(lang.get("status.m_this_year").to_owned());
        }
        parts.extend(condition.near.as_ref().map(|near| self.near(near)));
        parts.extend(self.state(condition));
        parts.join(and)
    }

    fn near(&self, near: &Near) -> String {
        let (lang, of) = (self.lang, Condition { fields: near.fields.clone(), ..Condition::default() });
        let places = match self.kinds.get(&near.kind) {
            Some(kind) => Teller { kind, ..*self }.group(&of),
            None => near.kind.clone(),
        };
        lang.fill("status.m_near", &[("places", &places), ("km", &near.km.to_string())])
    }

    fn state(&self, condition: &Condition) -> Option<String> {
        let words = |id: &String| self.kind.state_words(id, self.lang).to_owned();
        let reached = condition
            .reached
            .as_ref()
            .map(|goal| self.lang.fill("status.m_reached", &[("state", &words(goal))]));
        let states: Vec<String> = condition.states.iter().map(words).collect();
        let among = (!states.is_empty()).then(|| {
            let field = common_fields().iter().find(|field| field.id == "state");
            let field = field.map_or("", |field| field.name.get(self.lang));
            self.one_of("status.m_is", field, &states)
        });
        match (reached, among) {
            (Some(reached), Some(among)) => Some(reached + self.lang.get("status.m_or") + &among),
            (reached, among) => reached.or(among),
        }
    }

    fn one_of(&self, key: &str, field: &str, values: &[String]) -> String {
        let quoted = values.iter().map(|value| self.lang.fill("status.quote", &[("sentence", value)]));
        let list = quoted.collect::<Vec<_>>().join(self.lang.get("status.m_or"));
        self.lang.fill(key, &[("field", field), ("values", &list)])
    }

    fn field(&self, id: &str) -> String {
        let common = || common_fields().iter().find(|field| field.id == id);
        let field = self.kind.field(id).or_else(common);
        field.map_or_else(|| id.to_owned(), |field| field.name.get(self.lang).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Bound, built_in};

    fn said(id: &str, number: usize, lang: Lang) -> String {
        let plan = built_in().unwrap();
        let (_, milestone) = plan.milestones().find(|(_, m)| m.id.0 == id).unwrap();
        let target = &milestone.targets[number - 1];
        wording(milestone, target, Some(target.bound.value), &Kinds::built_in(), lang)
    }

    #[test]
    fn every_measure_of_the_plan_is_said_without_an_id_or_a_gap() {
        let plan = built_in().unwrap();
        let kinds = Kinds::built_in();
        for (_, milestone) in plan.milestones() {
            for (target, lang) in milestone.targets.iter().flat_map(|t| [(t, Lang::Zh), (t, Lang::En)]) {
                let said = wording(milestone, target, Some(90.0), &kinds, lang);
                assert!(!said.contains(['{', '_', '\n']), "{}: {said}", milestone.id);
                assert!(!said.contains("status.") && !said.contains("“”"), "{}: {said}", milestone.id);
            }
        }
    }

    #[test]
    fn a_share_names_the_state_that_counts_and_what_is_left_out() {
        assert_eq!(
            said("T22-M2", 1, Lang::Zh),
            "在入河排污口（整治方式不为“无需整治”）中，状态达到“已验收”者所占百分比。"
        );
        assert!(said("T22-M1", 1, Lang::Zh).contains("状态达到“已溯源”或状态为“反弹”"));
    }

    #[test]
    fn every_other_way_to_count_has_its_own_words() {
        let has = |id: &str, number: usize, words: &[&str]| {
            let said = said(id, number, Lang::Zh);
            assert!(words.iter().all(|words| said.contains(words)), "{id}: {said}");
        };
        has("T03-M1", 1, &["减去", "装备类型为“高炉”且规模小于 1200", "；或"]);
        has("T04-M2", 1, &["最小值", "烧结机"]);
        has("T13-M1", 1, &["最大值", "城市道路"]);
        has("T07-M1", 2, &["之和", "1 兆瓦折 0.1 万千瓦", "分到"]);
        has("T15-M1", 1, &["距监测点位（", "“国控”", "3 公里", "没有时为 0"]);
        has("T17-M2", 1, &["当年登记"]);
        has("T21-M4", 1, &["进水BOD大于 100"]);
        has("T24-M1", 1, &["每处不超过", "1 公顷折 15 亩"]);
        has("T01-M1", 1, &["全市统一公布"]);
        has("T05-M2", 1, &["填报"]);
        has("T22-M3", 1, &["“基本”按规则取 100%"]);
    }

    #[test]
    fn a_kind_that_nobody_defined_is_named() {
        let plan = built_in().unwrap();
        let (_, milestone) = plan.milestones().find(|(_, m)| m.id.0 == "T22-M2").unwrap();
        let mut target = milestone.targets[0].clone();
        target.bound = Bound::try_from(">= 1 %".to_owned()).unwrap();
        let said = wording(milestone, &target, None, &Kinds::default(), Lang::En);
        assert!(said.contains("outfall"), "{said}");
    }
}
