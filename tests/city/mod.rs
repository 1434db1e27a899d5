//! A small city for tests: the plan's nine counties as squares of a grid, one river, and outfalls
//! whose states give each light that sites can give.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test binary uses its part")]

use geo::{Geometry, LineString, MultiPolygon, polygon};
use guatu::geom::LonLat;
use guatu::grade::Guide;
use guatu::ledger::{AsOf, Clock, History};
use guatu::plan::{self, Adcode};
use guatu::site::{Kinds, Register, Site, SiteId};
use guatu::status::{self, Rule, Rules, Status};
use guatu::workspace::{ContextFeature, ContextLayer, ContextRole, CountyShape, Place, Store, Workspace};

/// Degrees from one county to the next.
const STEP: (f64, f64) = (0.45, 0.36);
const SOUTH_WEST: (f64, f64) = (113.6, 35.3);
/// Remediated outfalls of twelve, by county. On 2024-09-30 the schedule expects 55.6 %.
const DONE: [usize; 8] = [12, 6, 5, 3, 2, 6, 7, 12];

/// The day that the lights below are true of.
pub(crate) fn autumn_2024() -> AsOf {
    AsOf { date: jiff::civil::date(2024, 9, 30), clock: Clock::Effect }
}

/// The middle of a county, by its place in the plan.
pub(crate) fn middle(county: usize) -> LonLat {
    let (column, row) = ((county % 3) as f64, (county / 3) as f64);
    LonLat::new(SOUTH_WEST.0 + (column + 0.5) * STEP.0, SOUTH_WEST.1 + (row + 0.5) * STEP.1)
}

/// The city with outfalls in every county but the last: done, on track, behind and critical ones,
/// an overdue one (滑县, whose tracing is not finished), and one of which nothing is known.
pub(crate) fn city() -> Workspace {
    let codes: Vec<Adcode> =
        plan::built_in().expect("the plan").counties.iter().map(|county| county.adcode.clone()).collect();
    let mut sites = Vec::new();
    for (county, done) in DONE.into_iter().enumerate() {
        let centre = middle(county);
        for i in 0..12_usize {
            let state = match i {
                _ if i < done => "accepted",
                // One outfall that is not even traced: its milestone was due in 2023.
                11 if county == 6 => "investigated",
                _ => "treating",
            };
            let at = LonLat::new(
                centre.lon + ((i % 4) as f64 - 1.5) * 0.07,
                centre.lat + ((i / 4) as f64 - 1.0) * 0.08,
            );
            sites.push(outfall(&format!("S-{county}-{i:02}"), &codes[county], at, state));
        }
    }
    with_sites(sites)
}

/// The city with other sites.
pub(crate) fn with_sites(sites: Vec<Site>) -> Workspace {
    let plan = plan::built_in().expect("the plan");
    let counties = plan
        .counties
        .iter()
        .enumerate()
        .map(|(i, county)| {
            let (centre, w, h) = (middle(i), STEP.0 / 2.0, STEP.1 / 2.0);
            let shape = polygon![
                (x: centre.lon - w, y: centre.lat - h), (x: centre.lon + w, y: centre.lat - h),
                (x: centre.lon + w, y: centre.lat + h), (x: centre.lon - w, y: centre.lat + h),
            ];
            CountyShape {
                adcode: county.adcode.clone(),
                shape: MultiPolygon(vec![shape]),
                label: LonLat::new(centre.lon, centre.lat + 0.1),
            }
        })
        .collect();
    let river = LineString::from(vec![(113.0, 35.2), (114.2, 35.7), (115.4, 36.6)]);
    let context = vec![ContextLayer {
        name: "rivers".to_owned(),
        role: ContextRole::Rivers,
        features: vec![ContextFeature {
            name: Some("卫河".to_owned()),
            geometry: Geometry::LineString(river),
        }],
    }];
    Workspace {
        place: Place::BuiltIn,
        name: "城".to_owned(),
        plan,
        kinds: Kinds::built_in(),
        counties,
        layers: Vec::new(),
        register: Register::new(sites),
        context,
        history: History::default(),
        issues: Vec::new(),
        maker: "市生态环境局".to_owned(),
        credits: vec!["测试底图，审图号：GS（2024）0000号".to_owned()],
        writable: false,
        rule: Rule::schedule().unwrap(),
        rules: Rules::built_in(),
        guide: Guide::of_2015().unwrap(),
        broken: Vec::new(),
        store: Store::default(),
        trial: None,
    }
}

/// An outfall that came into the register after the plan's first day.
pub(crate) fn outfall(id: &str, county: &Adcode, at: LonLat, state: &str) -> Site {
    Site {
        id: SiteId(id.to_owned()),
        kind: "outfall".to_owned(),
        layer: "outfalls".to_owned(),
        name: id.to_owned(),
        county: Some(county.clone()),
        geometry: Geometry::Point(geo::Point::new(at.lon, at.lat)),
        point: at,
        registered_on: Some(jiff::civil::date(2023, 10, 20)),
        state: state.to_owned(),
        fields: std::collections::BTreeMap::new(),
        demo: true,
        added_by: None,
    }
}

/// The lights of a workspace by the default rule.
pub(crate) fn status_of(workspace: &Workspace, as_of: AsOf) -> Status {
    status::status(&workspace.inputs(), &Rule::schedule().expect("the default rule"), as_of)
}
