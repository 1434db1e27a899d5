//! Symbols of water, land, people and their watchmen.

use super::stamp::Stamp;

/// A basin with a wave and a drop above it.
pub(super) fn basin(s: &mut Stamp) {
    s.body(&[(-0.47, -0.14), (0.47, -0.14), (0.34, 0.44), (-0.34, 0.44)])
        .wave((-0.24, 0.14), 0.48, 1.5)
        .drop((0.0, -0.32), 0.09, (0.0, -0.5));
}

/// A pipe between two flanges.
pub(super) fn pipe(s: &mut Stamp) {
    s.body(&[(-0.36, -0.2), (0.36, -0.2), (0.36, 0.2), (-0.36, 0.2)]);
    for x in [-0.4, 0.4] {
        s.body(&[(x - 0.08, -0.36), (x + 0.08, -0.36), (x + 0.08, 0.36), (x - 0.08, 0.36)]);
    }
}

/// A staff gauge in the water.
pub(super) fn gauge(s: &mut Stamp) {
    s.body(&[(-0.18, -0.48), (0.18, -0.48), (0.18, 0.26), (-0.18, 0.26)])
        .mark(&[&[(-0.1, -0.3), (0.1, -0.3)], &[(-0.1, -0.1), (0.06, -0.1)], &[(-0.1, 0.1), (0.1, 0.1)]])
        .lines(&[&[
            (-0.44, 0.44),
            (-0.3, 0.36),
            (-0.14, 0.44),
            (0.0, 0.36),
            (0.14, 0.44),
            (0.3, 0.36),
            (0.44, 0.44),
        ]]);
}

/// Two waves in a square.
pub(super) fn river(s: &mut Stamp) {
    s.body(&[(-0.42, -0.36), (0.42, -0.36), (0.42, 0.36), (-0.42, 0.36)])
        .wave((-0.28, -0.13), 0.56, 1.5)
        .wave((-0.28, 0.15), 0.56, 1.5);
}

/// A channel and the way it flows.
pub(super) fn canal(s: &mut Stamp) {
    s.body(&[(-0.47, -0.25), (0.47, -0.25), (0.47, 0.25), (-0.47, 0.25)])
        .mark(&[&[(-0.28, 0.0), (0.28, 0.0)], &[(0.1, -0.14), (0.28, 0.0), (0.1, 0.14)]]);
}

/// A dam that holds sludge back.
pub(super) fn dam(s: &mut Stamp) {
    s.body(&[(-0.04, -0.42), (0.1, -0.42), (0.47, 0.42), (-0.04, 0.42)]).lines(&[
        &[(-0.46, -0.2), (-0.14, -0.2)],
        &[(-0.46, 0.06), (-0.14, 0.06)],
        &[(-0.46, 0.32), (-0.14, 0.32)],
    ]);
}

/// Cat-tails at the water's edge.
pub(super) fn reed(s: &mut Stamp) {
    s.lines(&[
        &[(-0.18, 0.4), (-0.18, 0.0)],
        &[(0.18, 0.4), (0.18, -0.1)],
        &[(-0.46, 0.42), (0.46, 0.42)],
        &[(0.02, 0.4), (0.0, 0.1)],
    ]);
    for (x, y) in [(-0.18, -0.12), (0.18, -0.24)] {
        s.body(&[
            (x, y - 0.26),
            (x + 0.13, y - 0.16),
            (x + 0.13, y + 0.16),
            (x, y + 0.26),
            (x - 0.13, y + 0.16),
            (x - 0.13, y - 0.16),
        ]);
    }
}

/// A shoot with two leaves.
pub(super) fn sprout(s: &mut Stamp) {
    s.body(&[(0.0, 0.1), (-0.3, 0.04), (-0.46, -0.16), (-0.46, -0.36), (-0.2, -0.3), (-0.02, -0.1)])
        .body(&[(0.0, 0.02), (0.04, -0.24), (0.22, -0.42), (0.46, -0.46), (0.44, -0.22), (0.26, -0.02)])
        .lines(&[&[(0.0, 0.48), (0.0, 0.0)]]);
}

/// A field with its furrows.
pub(super) fn field(s: &mut Stamp) {
    s.body(&[(-0.26, -0.34), (0.48, -0.34), (0.26, 0.34), (-0.48, 0.34)])
        .mark(&[&[(-0.05, -0.26), (-0.25, 0.26)], &[(0.24, -0.26), (0.04, 0.26)]]);
}

/// A house and its door.
pub(super) fn house(s: &mut Stamp) {
    s.body(&[(0.0, -0.46), (0.44, -0.06), (0.44, 0.42), (-0.44, 0.42), (-0.44, -0.06)]).mark(&[&[
        (-0.1, 0.4),
        (-0.1, 0.1),
        (0.1, 0.1),
        (0.1, 0.4),
    ]]);
}

/// A flame.
pub(super) fn flame(s: &mut Stamp) {
    s.drop((0.0, 0.14), 0.33, (0.1, -0.5)).mark(&[&[(-0.12, 0.24), (-0.02, 0.0), (0.1, 0.16), (0.06, 0.28)]]);
}

/// A target.
pub(super) fn target(s: &mut Stamp) {
    s.round((0.0, 0.0), 0.44);
    let ring: Vec<(f32, f32)> = (0..=16_u8)
        .map(|i| {
            let (sin, cos) = (f32::from(i) / 16.0 * std::f32::consts::TAU).sin_cos();
            (0.23 * cos, 0.23 * sin)
        })
        .collect();
    s.mark(&[&ring]).eye((0.0, 0.0), 0.08);
}

/// A circle round a point, by its radius.
pub(super) fn zone(s: &mut Stamp) {
    s.round((0.0, 0.0), 0.44).mark(&[&[(0.0, 0.0), (0.28, -0.28)]]).eye((0.0, 0.0), 0.1);
}

/// A shield with a chevron.
pub(super) fn shield(s: &mut Stamp) {
    s.body(&[
        (-0.38, -0.4),
        (0.0, -0.48),
        (0.38, -0.4),
        (0.38, 0.04),
        (0.24, 0.3),
        (0.0, 0.48),
        (-0.24, 0.3),
        (-0.38, 0.04),
    ])
    .mark(&[&[(-0.18, 0.08), (0.0, -0.12), (0.18, 0.08)]]);
}

/// A written page.
pub(super) fn document(s: &mut Stamp) {
    s.body(&[(-0.34, -0.47), (0.12, -0.47), (0.36, -0.22), (0.36, 0.47), (-0.34, 0.47)])
        .mark(&[&[(-0.16, -0.08), (0.18, -0.08)], &[(-0.16, 0.18), (0.18, 0.18)]]);
}

/// A star with five points.
pub(super) fn star(s: &mut Stamp) {
    let on = |i: u8, radius: f32| {
        let (sin, cos) = (f32::from(i) / 10.0 * std::f32::consts::TAU).sin_cos();
        (radius * sin, 0.03 - radius * cos)
    };
    let outline: Vec<(f32, f32)> = (0..10).map(|i| on(i, if i % 2 == 0 { 0.5 } else { 0.23 })).collect();
    let heart: Vec<(f32, f32)> = [1, 3, 5, 7, 9].map(|i| on(i, 0.23)).to_vec();
    let points = [0, 2, 4, 6, 8].map(|i| [on(i + 9, 0.23), on(i, 0.5), on(i + 1, 0.23)]);
    let mut pieces: Vec<&[(f32, f32)]> = points.iter().map(<[_; 3]>::as_slice).collect();
    pieces.push(&heart);
    s.shape(&outline, &pieces);
}
