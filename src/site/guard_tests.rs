use super::*;
use crate::site::Kinds;

fn fields(pairs: &[(&str, Value)]) -> BTreeMap<String, Value> {
    let pair = |(id, value): &(&str, Value)| ((*id).to_owned(), value.clone());
    pairs.iter().map(pair).collect()
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

/// Checks a mark of a site that has `has`, and gives the rule that refuses it.
fn verdict(
    kind: &str,
    has: &[(&str, Value)],
    from: &str,
    to: &str,
    set: &[(&str, Value)],
    evidence: usize,
) -> &'static str {
    let kinds = Kinds::built_in();
    let has = fields(has);
    let step = Step {
        kind: kinds.get(kind).expect("a built-in kind"),
        fields: &Fields::of(&has),
        from,
        to,
        set: &fields(set),
        evidence,
        noted: false,
    };
    check(&step).map_or_else(|refusal| refusal.rule(), |()| "allowed")
}

#[test]
fn no_treatment_without_a_responsible_body() {
    let body = [("responsible_body", text("林州市水务公司"))];
    let blank = [("responsible_body", text("  "))];
    let go = |has: &[_], set: &[_]| verdict("outfall", has, "traced", "treating", set, 0);
    assert_eq!(go(&[], &[]), "needs_field");
    assert_eq!(go(&blank, &[]), "needs_field");
    assert_eq!(go(&body, &[]), "allowed");
    assert_eq!(go(&[], &body), "allowed");
    assert_eq!(go(&body, &blank), "needs_field");
}

#[test]
fn a_jump_meets_the_guards_that_it_passes() {
    let body = [("responsible_body", text("某公司"))];
    assert_eq!(verdict("outfall", &[], "traced", "accepted", &[], 1), "needs_field");
    assert_eq!(verdict("outfall", &body, "traced", "accepted", &[], 0), "allowed");
}

#[test]
fn no_closing_without_acceptor_and_evidence() {
    let body = ("responsible_body", text("某公司"));
    let acceptor = [("acceptor", text("市生态环境局"))];
    let go = |set: &[_], evidence| {
        let has = [body.clone()];
        verdict("outfall", &has, "accepted", "cancelled", set, evidence)
    };
    assert_eq!(go(&[], 1), "needs_field");
    assert_eq!(go(&acceptor, 0), "needs_evidence");
    assert_eq!(go(&acceptor, 1), "allowed");
}

#[test]
fn what_an_earlier_state_asked_for_stays() {
    let has = [("responsible_body", text("某公司"))];
    let set = [("responsible_body", text(""))];
    assert_eq!(verdict("outfall", &has, "accepted", "accepted", &set, 0), "needs_field");
}

#[test]
fn back_only_where_the_kind_says_so() {
    let body = [("responsible_body", text("某公司"))];
    let go = |from, to| verdict("outfall", &body, from, to, &[], 0);
    assert_eq!(go("awaiting_acceptance", "treating"), "allowed");
    assert_eq!(go("accepted", "treating"), "move_not_allowed");
    assert_eq!(go("accepted", "relapsed"), "allowed");
    assert_eq!(go("treating", "relapsed"), "move_not_allowed");
    assert_eq!(go("relapsed", "planned"), "allowed");
    assert_eq!(go("relapsed", "accepted"), "move_not_allowed");
    assert_eq!(go("accepted", "accepted"), "nothing_new");
    assert_eq!(go("accepted", "gone"), "state_unknown");
}

#[test]
fn a_mine_never_restores_more_than_its_patch() {
    let area = [("area_ha", Value::Number(2.5))];
    let go = |to, restored: Value| {
        let set = [("restored_area_ha", restored)];
        verdict("legacy_mine", &area, "restoring", to, &set, 0)
    };
    assert_eq!(go("restoring", Value::Number(2.6)), "above_bound");
    assert_eq!(go("accepted", Value::Number(2.6)), "above_bound");
    assert_eq!(go("accepted", Value::Number(2.5)), "allowed");
    assert_eq!(go("restoring", text("两公顷")), "not_a_number");
}

#[test]
fn the_window_can_tell_what_is_missing_before_the_mark() {
    let kinds = Kinds::built_in();
    let outfall = kinds.get("outfall").unwrap();
    let moves = allowed_moves(outfall, "accepted", &Fields::of(&BTreeMap::new()), &BTreeMap::new(), 0);
    let seen: Vec<_> =
        moves.iter().map(|m| (m.to.as_str(), m.back, m.blocked().map(Refusal::rule))).collect();
    assert_eq!(seen, [("cancelled", false, Some("needs_field")), ("relapsed", true, None)]);
}

/// Each condition on the way to a state as `asked` or `asked!` where it is not met.
fn told(from: &str, to: &str, has: &[(&str, Value)], set: &[(&str, Value)], evidence: usize) -> Vec<String> {
    let kinds = Kinds::built_in();
    let has = fields(has);
    let kind = kinds.get("outfall").unwrap();
    let moves = allowed_moves(kind, from, &Fields::of(&has), &fields(set), evidence);
    let way = moves.into_iter().find(|way| way.to == to).expect("a move");
    let name = |condition: &Condition| match &condition.asks {
        Asks::Field { id, .. } => id.clone(),
        Asks::Evidence => "evidence".to_owned(),
        Asks::NotAbove { field, bound } => format!("{} <= {}", field.en, bound.en),
    };
    let mark = |condition: &Condition| if condition.unmet.is_some() { "!" } else { "" };
    way.conditions.iter().map(|condition| name(condition) + mark(condition)).collect()
}

#[test]
fn every_condition_is_told_not_only_the_first_that_is_not_met() {
    let go = |set: &[_], evidence| told("planned", "cancelled", &[], set, evidence);
    assert_eq!(go(&[], 0), ["responsible_body!", "acceptor!", "evidence!"]);
    let acceptor = ("acceptor", text("市生态环境局"));
    assert_eq!(go(std::slice::from_ref(&acceptor), 0), ["responsible_body!", "acceptor", "evidence!"]);
    assert_eq!(go(&[acceptor], 1), ["responsible_body!", "acceptor", "evidence"]);
    let body = [("responsible_body", text("某公司"))];
    assert_eq!(told("planned", "accepted", &body, &[], 0), ["responsible_body"]);
    assert_eq!(
        told("planned", "treating", &body, &[("responsible_body", text(" "))], 0),
        ["responsible_body!"]
    );
    assert!(told("investigated", "monitored", &[], &[], 0).is_empty());
}

#[test]
fn a_mark_is_allowed_just_where_every_condition_is_met() {
    let kinds = Kinds::built_in();
    let values = [None, Some(text("1")), Some(text("99999"))];
    for kind in &kinds.kinds {
        for (from, to) in kind.states.iter().flat_map(|from| kind.states.iter().map(move |to| (from, to))) {
            for (evidence, value) in [0, 1].into_iter().flat_map(|n| values.iter().map(move |v| (n, v))) {
                let filled = kind.fields.iter().filter_map(|field| Some((field.id.clone(), value.clone()?)));
                let has: BTreeMap<String, Value> = filled.collect();
                let step = Step {
                    kind,
                    fields: &Fields::of(&has),
                    from: &from.id,
                    to: &to.id,
                    set: &BTreeMap::new(),
                    evidence,
                    noted: true,
                };
                let first = conditions(&step).map(|all| all.into_iter().find_map(|each| each.unmet));
                let told = first.and_then(|unmet| unmet.map_or(Ok(()), Err));
                assert_eq!(told, check(&step), "{} {} {}", kind.id, from.id, to.id);
            }
        }
    }
}

#[test]
fn a_refusal_names_state_and_field_in_both_languages() {
    let kinds = Kinds::built_in();
    let kind = kinds.get("outfall").unwrap();
    let moves = allowed_moves(kind, "planned", &Fields::of(&BTreeMap::new()), &BTreeMap::new(), 0);
    let refusal = moves[0].blocked().expect("treating is blocked");
    use crate::text::Say;
    assert!(refusal.say(Lang::Zh).contains("“整治中”须先有责任主体"));
    assert!(refusal.say(Lang::En).contains("responsible_body"));
}
