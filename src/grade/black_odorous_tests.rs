use proptest::prelude::*;

use super::*;

fn guide() -> Guide {
    Guide::of_2015().expect("the guide reads")
}

fn transparency(transparency_cm: f64, depth_cm: f64) -> Sample {
    Sample { transparency_cm: Some(transparency_cm), depth_cm: Some(depth_cm), ..Sample::default() }
}

fn oxygen(value: f64) -> Sample {
    Sample { dissolved_oxygen_mg_l: Some(value), ..Sample::default() }
}

fn redox(value: f64) -> Sample {
    Sample { redox_mv: Some(value), ..Sample::default() }
}

fn ammonia(value: f64) -> Sample {
    Sample { ammonia_mg_l: Some(value), ..Sample::default() }
}

/// One value alone, as a point of its own.
#[track_caller]
fn check(sample: Sample, expected: Grade) {
    assert_eq!(guide().point(&[sample]), Some(expected), "{sample:?}");
}

#[test]
fn each_indicator_turns_at_its_own_limits() {
    for (clear, light, heavy, of) in [
        (25.1, [25.0, 10.0], 9.9, (|value| transparency(value, 100.0)) as fn(f64) -> Sample),
        (2.1, [2.0, 0.2], 0.19, oxygen),
        (50.1, [50.0, -200.0], -200.1, redox),
        (7.9, [8.0, 15.0], 15.1, ammonia),
    ] {
        check(of(clear), Grade::Clear);
        for value in light {
            check(of(value), Grade::Light);
        }
        check(of(heavy), Grade::Heavy);
    }
}

#[test]
fn shallow_water_is_judged_by_its_depth() {
    // 20 cm deep: 40 % are 8 cm.
    check(transparency(20.0, 20.0), Grade::Clear);
    check(transparency(19.0, 20.0), Grade::Light);
    check(transparency(8.0, 20.0), Grade::Light);
    check(transparency(7.9, 20.0), Grade::Heavy);
    // From 25 cm on by the numbers themselves; an unknown depth, or none, is no shallow water.
    check(transparency(25.0, 25.0), Grade::Light);
    check(transparency(9.9, 25.0), Grade::Heavy);
    check(Sample { depth_cm: None, ..transparency(9.9, 0.0) }, Grade::Heavy);
    check(transparency(9.9, 0.0), Grade::Heavy);
    let strict = Guide::from_toml(&FILE.replace("\nlight_share = 1.0", "\nlight_share = 0.4")).unwrap();
    assert_eq!(strict.point(&[transparency(8.0, 20.0)]), Some(Grade::Clear));
    assert_eq!(strict.point(&[transparency(7.9, 20.0)]), Some(Grade::Heavy));
}

#[test]
fn a_point_is_heavy_by_one_indicator_often_or_by_two_at_times() {
    let mixed = |heavy: usize, of: usize| -> Vec<Sample> {
        (0..of).map(|at| oxygen(if at < heavy { 0.1 } else { 1.0 })).collect()
    };
    // 3 of 5 are 60 %; 5 of 9 are 55.6 %.
    assert_eq!(guide().point(&mixed(3, 5)), Some(Grade::Heavy));
    assert_eq!(guide().point(&mixed(5, 9)), Some(Grade::Light));
    // 3 of 10 of each of two indicators are 30 %; of one alone they are not enough.
    let two: Vec<Sample> = (0..10)
        .map(|at| Sample { ammonia_mg_l: Some(if at < 3 { 16.0 } else { 9.0 }), ..mixed(3, 10)[at] })
        .collect();
    assert_eq!(guide().point(&two), Some(Grade::Heavy));
    assert_eq!(guide().point(&mixed(3, 10)), Some(Grade::Light));
    let fewer = [&two[..], &[oxygen(1.0), ammonia(9.0)]].concat();
    assert_eq!(guide().point(&fewer), Some(Grade::Light), "3 of 11 are 27.3 %");
    // One black-odorous value among clear ones is light; none at all is clear; no value is nothing.
    assert_eq!(guide().point(&[oxygen(5.0), oxygen(1.9)]), Some(Grade::Light));
    assert_eq!(guide().point(&[oxygen(5.0), redox(120.0)]), Some(Grade::Clear));
    assert_eq!(guide().point(&[Sample::default(), oxygen(f64::NAN)]), None);
}

/// A body of points that are clear, light or heavy: `hhlc`; `-` is a point without samples.
fn body(points: &str) -> Option<Graded> {
    let point = |letter: char| match letter {
        'h' => vec![oxygen(0.1)],
        'l' => vec![oxygen(1.0)],
        'c' => vec![oxygen(6.0)],
        _ => Vec::new(),
    };
    guide().body(&points.chars().map(point).collect::<Vec<_>>())
}

#[test]
fn a_body_is_heavy_where_most_of_its_points_are() {
    let grade = |points| body(points).map(|graded| graded.body);
    assert_eq!(grade("hhhll"), Some(Grade::Heavy));
    assert_eq!(grade("hhhlll"), Some(Grade::Light));
    assert_eq!(grade("cccl"), Some(Grade::Light));
    assert_eq!(grade("ccc"), Some(Grade::Clear));
    // A point of which nothing is known counts on neither side.
    assert_eq!(grade("hhh--ll"), Some(Grade::Heavy));
    assert_eq!(body("--"), None);
    assert_eq!(body(""), None);
}

#[test]
fn three_heavy_points_in_a_row_are_a_heavy_reach() {
    let reaches = |points| body(points).unwrap().heavy_reaches;
    assert_eq!(reaches("lhhhlll"), vec![1..4]);
    assert!(reaches("hhlhhl").is_empty());
    assert!(reaches("hh-hh").is_empty());
    assert_eq!(reaches("hhhlhhhh"), vec![0..3, 4..8]);
}

fn any_sample() -> impl Strategy<Value = Sample> {
    let value = |range: Range<f64>| proptest::option::of(range);
    (value(0.0..40.0), value(1.0..60.0), value(0.0..4.0), value(-300.0..150.0), value(0.0..25.0)).prop_map(
        |(transparency_cm, depth_cm, dissolved_oxygen_mg_l, redox_mv, ammonia_mg_l)| Sample {
            transparency_cm,
            depth_cm,
            dissolved_oxygen_mg_l,
            redox_mv,
            ammonia_mg_l,
        },
    )
}

fn any_body() -> impl Strategy<Value = Vec<Vec<Sample>>> {
    proptest::collection::vec(proptest::collection::vec(any_sample(), 0..6), 0..8)
}

/// The same water, a little worse in everything that was measured.
fn worse(sample: &Sample, by: f64) -> Sample {
    Sample {
        transparency_cm: sample.transparency_cm.map(|value| value - 10.0 * by),
        depth_cm: sample.depth_cm,
        dissolved_oxygen_mg_l: sample.dissolved_oxygen_mg_l.map(|value| value - by),
        redox_mv: sample.redox_mv.map(|value| value - 100.0 * by),
        ammonia_mg_l: sample.ammonia_mg_l.map(|value| value + 5.0 * by),
    }
}

proptest! {
    #[test]
    fn worse_values_never_give_a_better_grade(points in any_body(), by in 0.0..2.0f64) {
        let spoiled: Vec<Vec<Sample>> =
            points.iter().map(|samples| samples.iter().map(|sample| worse(sample, by)).collect()).collect();
        let (before, after) = (guide().body(&points), guide().body(&spoiled));
        prop_assert_eq!(before.is_some(), after.is_some());
        if let (Some(before), Some(after)) = (before, after) {
            prop_assert!(before.body <= after.body);
            prop_assert!(before.points.iter().zip(&after.points).all(|(before, after)| before <= after));
        }
    }

    #[test]
    fn the_direction_in_which_points_are_counted_does_not_matter(points in any_body()) {
        let mut turned = points.clone();
        turned.reverse();
        let last = points.len();
        let reaches = |graded: &Graded| graded.heavy_reaches.clone();
        let (there, back) = (guide().body(&points), guide().body(&turned));
        prop_assert_eq!(there.as_ref().map(|g| g.body), back.as_ref().map(|g| g.body));
        if let (Some(there), Some(back)) = (there, back) {
            let mut mirrored: Vec<_> =
                reaches(&back).into_iter().map(|reach| last - reach.end..last - reach.start).collect();
            mirrored.reverse();
            prop_assert_eq!(reaches(&there), mirrored);
        }
    }

    #[test]
    fn the_order_of_samples_at_a_point_does_not_matter(
        samples in proptest::collection::vec(any_sample(), 0..8),
        turn in 0..8usize,
    ) {
        let mut other = samples.clone();
        other.rotate_left(turn.min(samples.len()));
        prop_assert_eq!(guide().point(&samples), guide().point(&other));
    }
}
