//! What lies around and under the counties: neighbours as quiet outlines, water, places.

use geo::{Area as _, BoundingRect, Centroid, Geometry, LineString, MultiPolygon, Polygon};

use super::{Area, Label, MapRequest, Paint, Pen, Thread, Token};
use crate::geom::{LonLat, Point, Rect, clip_ring, contains};
use crate::workspace::{ContextFeature, ContextRole};

/// Neighbours, quiet, with the city's ground lighter than theirs.
pub(super) fn areas(request: &MapRequest<'_>) -> Vec<Area> {
    let mut areas = Vec::new();
    for layer in &request.workspace.context {
        let (fill, outline) = match layer.role {
            ContextRole::Provinces => (Some(Paint::faded(Token::Line, 0.28)), pen(Token::Muted, 0.30, 1.4)),
            ContextRole::Cities => (None, pen(Token::Muted, 0.30, 0.8)),
            ContextRole::Neighbours => (None, pen(Token::Line, 0.75, 0.6)),
            _ => continue,
        };
        areas.extend(layer.features.iter().filter_map(|feature| {
            Some(Area {
                feature: None,
                shape: area_of(&feature.geometry)?,
                fill,
                hatch: None,
                outline: Some(outline),
            })
        }));
    }
    let city = request.workspace.counties.iter().flat_map(|county| county.shape.0.iter().cloned());
    areas.push(Area {
        feature: None,
        shape: city.collect(),
        fill: Some(Paint::solid(Token::Paper)),
        hatch: None,
        outline: None,
    });
    areas
}

fn pen(token: Token, alpha: f32, width: f32) -> Pen {
    Pen { paint: Paint::faded(token, alpha), width, dash: None }
}

/// A river's line by where it comes from; `None` for what is no river.
pub(super) fn river_pen(role: ContextRole) -> Option<Pen> {
    match role {
        ContextRole::Rivers => Some(pen(Token::Water, 1.0, 1.5)),
        ContextRole::SchematicRivers => Some(Pen { dash: Some([5.0, 2.5]), ..pen(Token::Water, 1.0, 1.2) }),
        _ => None,
    }
}

/// Rivers.
pub(super) fn threads(request: &MapRequest<'_>) -> Vec<Thread> {
    let rivers = request.workspace.context.iter().filter_map(|layer| Some((layer, river_pen(layer.role)?)));
    rivers
        .flat_map(|(layer, pen)| {
            layer.features.iter().flat_map(move |feature| {
                lines_of(&feature.geometry).into_iter().map(move |line| Thread {
                    line,
                    pen,
                    name: feature.name.clone().filter(|name| !name.trim().is_empty()),
                })
            })
        })
        .collect()
}

/// Names around: of the cities that border the map's, and of places on a map of one county.
pub(super) fn labels(request: &MapRequest<'_>) -> Vec<Label> {
    let of_role = |role| {
        let layers = request.workspace.context.iter().filter(move |layer| layer.role == role);
        layers.flat_map(|layer| &layer.features)
    };
    let counties = &request.workspace.counties;
    let around = surroundings(request);
    let cities = of_role(ContextRole::Cities).filter_map(|feature| {
        let shape = area_of(&feature.geometry)?;
        // The plan's own city is named by its counties.
        if counties.iter().any(|county| contains(&shape, county.label)) {
            return None;
        }
        quiet(feature, name_point(&shape, around?)?, 12.0, 20)
    });
    let mut labels: Vec<Label> = cities.collect();
    let places = of_role(ContextRole::Places).filter_map(|feature| match &feature.geometry {
        Geometry::Point(at) => quiet(feature, LonLat::new(at.x(), at.y()), 9.5, 10),
        _ => None,
    });
    if request.county.is_some() {
        // A city's seat is not named a second time.
        let again = |place: &Label| labels.iter().any(|city| city.text.starts_with(&place.text));
        let places: Vec<Label> = places.filter(|place| !again(place)).collect();
        labels.extend(places);
    }
    labels
}

/// The counties' box of degrees with a margin of an eighth: what a map of the city shows.
fn surroundings(request: &MapRequest<'_>) -> Option<Rect> {
    let corners = request
        .workspace
        .counties
        .iter()
        .filter_map(|county| county.shape.bounding_rect())
        .flat_map(|bounds| [bounds.min(), bounds.max()])
        .map(|c| Point::new(c.x as f32, c.y as f32));
    let bounds = Rect::bounding(corners)?;
    Some(bounds.grown(bounds.width().min(bounds.height()) / 8.0))
}

/// Where a neighbour is named: in the middle of its largest part near the map's city.
fn name_point(shape: &MultiPolygon<f64>, around: Rect) -> Option<LonLat> {
    let ring = |polygon: &Polygon<f64>| -> Polygon<f64> {
        let ring: Vec<Point> =
            polygon.exterior().coords().map(|c| Point::new(c.x as f32, c.y as f32)).collect();
        let near = clip_ring(&ring, around).into_iter().map(|p| (f64::from(p.x), f64::from(p.y)));
        Polygon::new(near.collect(), vec![])
    };
    let parts = shape.iter().map(ring);
    let largest = parts.max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))?;
    let middle = largest.centroid().filter(|_| largest.unsigned_area() > 0.0)?;
    Some(LonLat::new(middle.x(), middle.y()))
}

fn quiet(feature: &ContextFeature, at: LonLat, size: f32, rank: u8) -> Option<Label> {
    let text = feature.name.clone().filter(|name| !name.trim().is_empty())?;
    Some(Label {
        feature: None,
        at,
        text,
        size,
        bold: false,
        paint: Paint::faded(Token::Muted, 0.85),
        light: None,
        rank,
    })
}

fn area_of(geometry: &Geometry<f64>) -> Option<MultiPolygon<f64>> {
    match geometry {
        Geometry::Polygon(polygon) => Some(MultiPolygon(vec![polygon.clone()])),
        Geometry::MultiPolygon(polygons) => Some(polygons.clone()),
        _ => None,
    }
}

fn lines_of(geometry: &Geometry<f64>) -> Vec<LineString<f64>> {
    match geometry {
        Geometry::LineString(line) => vec![line.clone()],
        Geometry::MultiLineString(lines) => lines.0.clone(),
        _ => Vec::new(),
    }
}
