//! The map as a widget: shows a content, answers with what a person did on it.

use std::sync::Arc;

use egui::{CursorIcon, PointerButton, Rect, Response, Ui};
use walkers::{Map, Projector, lon_lat};

use super::camera::{Camera, CameraMove};
use super::fills::Fills;
use super::flat;
use super::highlight::Highlight;
use super::overlay::{Overlay, OverlayKey};
use super::prepared::Prepared;
use super::scale_bar;
use crate::geom::LonLat;
use crate::scene::{FeatureRef, MapContent, Paint, Theme, Token};

/// How far a wheel scrolls for one zoom level, in points: two notches of a common mouse.
const POINTS_PER_LEVEL: f32 = 80.0;

/// What a frame of the map shows.
#[derive(Debug, Clone, Copy)]
pub struct MapView<'a> {
    /// The content.
    pub content: &'a Arc<MapContent>,
    /// Another number whenever the content is another.
    pub revision: u64,
    /// Light or dark.
    pub theme: Theme,
    /// The chosen county and site.
    pub chosen: [Option<&'a FeatureRef>; 2],
    /// What the pointer was over in the last frame.
    pub hovered: Option<&'a FeatureRef>,
    /// Where a new site is to stand, while a person chooses it; none inside before there is a place.
    pub placing: Option<Option<LonLat>>,
    /// Where the inspector is.
    pub here: Option<LonLat>,
    /// A click says where the inspector is.
    pub aiming: bool,
    /// A round from a place through stops.
    pub round: Option<(LonLat, &'a [LonLat])>,
    /// The map's name for a screen reader.
    pub name: &'a str,
}

/// The part of the ground that the map shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InView {
    /// 1 to this, at its middle.
    pub scale: f64,
    /// Its corner to the south-west.
    pub low: LonLat,
    /// Its corner to the north-east.
    pub high: LonLat,
}

/// What a person did on the map in a frame.
#[derive(Debug, Clone, PartialEq)]
pub struct MapAnswer {
    /// The place under the pointer; none outside.
    pub pointer: Option<LonLat>,
    /// What is under it.
    pub over: Option<FeatureRef>,
    /// A click on something, or on empty ground.
    pub clicked: Option<Option<FeatureRef>>,
    /// What part of the ground was shown; none before there is any.
    pub in_view: Option<InView>,
}

/// A map that lives from frame to frame.
#[derive(Default)]
pub struct LiveMap {
    camera: Camera,
    ready: Option<Ready>,
    shown: Option<Rect>,
}

/// All that is made from one content in one theme.
struct Ready {
    revision: u64,
    theme: Theme,
    prepared: Prepared,
    fills: Fills,
    overlay: Option<Overlay>,
}

impl LiveMap {
    /// Moves the map with the next frame.
    pub fn ask(&mut self, camera_move: CameraMove) {
        self.camera.ask(camera_move);
    }

    /// Where a place is drawn, once the map was shown.
    #[must_use]
    pub fn point_on_screen(&self, at: LonLat) -> Option<egui::Pos2> {
        let map = self.shown?;
        let home = self.ready.as_ref()?.prepared.home.middle();
        let projection = walkers::MercatorProjection;
        let home = lon_lat(home.lon, home.lat);
        let projector = Projector::new(map, &projection, &self.camera.memory, home);
        Some(projector.project(lon_lat(at.lon, at.lat)).to_pos2())
    }

    /// The zoom level: each is twice as close as the one before.
    #[must_use]
    pub fn zoom(&self) -> f64 {
        self.camera.memory.zoom()
    }

    /// Shows the map in all of the free space.
    pub fn show(&mut self, ui: &mut Ui, view: MapView<'_>) -> MapAnswer {
        let rect = ui.available_rect_before_wrap();
        let ground = super::paint::colour(Paint::solid(Token::Paper), view.theme);
        ui.painter().rect_filled(rect, 0.0, ground);
        self.shown = Some(rect);
        self.refresh(&view);
        let Some(ready) = &mut self.ready else {
            ui.allocate_rect(rect, egui::Sense::hover());
            return MapAnswer::nothing();
        };
        let home = ready.prepared.home;
        self.camera.prepare(rect, &home);

        let middle = home.middle();
        let fills = ready.fills.clone();
        let map = Map::new(None, &mut self.camera.memory, lon_lat(middle.lon, middle.lat))
            .with_layer(&fills, 1.0)
            // Its steps depend on the frame rate; ours are below.
            .zoom_gesture(false)
            .panning(false);
        let shown = map.show(ui, |ui, response, projector, _| {
            draw(ui, ready, &view, response.rect, projector);
            (answer(response, projector, ready), corners(response.rect, projector))
        });
        let response = shown.response;
        let levels = levels(ui, &response);
        if levels != 0.0
            && let (Some(place), Some(at)) = (shown.inner.0.pointer, response.hover_pos())
        {
            self.camera.zoom_around(place, at - response.rect.center(), levels);
            ui.request_repaint();
        }
        self.camera.hold(&home, response.changed());
        let middle = flat::centre(&self.camera.memory, middle);
        scale_bar::draw(ui.painter(), rect, middle, self.camera.memory.zoom(), view.theme);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, view.name));
        point(ui, &response, shown.inner.0.over.is_some(), view.placing.is_some() || view.aiming);
        let scale = scale_bar::scale_at(middle, self.camera.memory.zoom());
        let (low, high) = shown.inner.1;
        MapAnswer { in_view: Some(InView { scale, low, high }), ..shown.inner.0 }
    }

    fn refresh(&mut self, view: &MapView<'_>) {
        let stale = |ready: &Ready| ready.revision != view.revision || ready.theme != view.theme;
        if self.ready.as_ref().is_some_and(|ready| !stale(ready)) {
            return;
        }
        self.ready = Prepared::new(view.content).map(|prepared| Ready {
            revision: view.revision,
            theme: view.theme,
            fills: Fills::new(view.content, prepared.flat, view.theme),
            prepared,
            overlay: None,
        });
    }
}

impl MapAnswer {
    const fn nothing() -> Self {
        Self { pointer: None, over: None, clicked: None, in_view: None }
    }
}

fn draw(ui: &Ui, ready: &mut Ready, view: &MapView<'_>, rect: Rect, projector: &Projector<'_>) {
    let to_screen = ready.prepared.flat.to_screen(projector);
    let origin = to_screen.translation;
    let key = OverlayKey {
        revision: view.revision,
        zoom: projector.zoom(),
        theme: view.theme,
        pixels_per_point: ui.ctx().pixels_per_point(),
    };
    let part = rect.translate(-origin);
    let overlay = ready
        .overlay
        .take()
        .filter(|overlay| overlay.serves(key, part))
        .unwrap_or_else(|| Overlay::new(ui.ctx(), view.content, &ready.prepared, key, part));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let highlight =
        Highlight { content: view.content, prepared: &ready.prepared, to_screen, theme: view.theme };
    overlay.draw_lines(&painter, origin);
    for (feature, chosen) in features(view) {
        highlight.county(&painter, feature, chosen);
    }
    overlay.draw_symbols(&painter, origin);
    for (feature, chosen) in features(view) {
        highlight.site(&painter, feature, chosen, overlay.symbol_size);
    }
    let on_screen = |at: LonLat| projector.project(lon_lat(at.lon, at.lat)).to_pos2();
    if let Some((from, stops)) = view.round {
        let stops: Vec<egui::Pos2> = stops.iter().map(|at| on_screen(*at)).collect();
        highlight.round(&painter, on_screen(from), &stops);
    }
    if let Some(at) = view.here {
        highlight.here(&painter, on_screen(at));
    }
    if let Some(at) = view.placing.flatten() {
        highlight.pin(&painter, on_screen(at));
    }
    ready.overlay = Some(overlay);
}

/// How many zoom levels closer wheel, pinch or double click ask for in this frame.
fn levels(ui: &Ui, response: &Response) -> f64 {
    if response.double_clicked_by(PointerButton::Primary) {
        return 1.0;
    }
    let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta.y, input.zoom_delta()));
    f64::from(wheel / POINTS_PER_LEVEL + pinch.log2())
}

/// What is hovered, then what is chosen, so that the stronger line is on top.
fn features<'a>(view: &MapView<'a>) -> impl Iterator<Item = (&'a FeatureRef, bool)> {
    let hovered = view.hovered.filter(|hovered| !view.chosen.contains(&Some(hovered)));
    let chosen = view.chosen.into_iter().flatten();
    hovered.map(|h| (h, false)).into_iter().chain(chosen.map(|c| (c, true)))
}

fn place(projector: &Projector<'_>, at: egui::Pos2) -> LonLat {
    let at = projector.unproject(at.to_vec2());
    LonLat { lon: at.x(), lat: at.y() }
}

/// The ground's corners in a rectangle: south-west and north-east.
fn corners(rect: Rect, projector: &Projector<'_>) -> (LonLat, LonLat) {
    (place(projector, rect.left_bottom()), place(projector, rect.right_top()))
}

fn answer(response: &Response, projector: &Projector<'_>, ready: &Ready) -> MapAnswer {
    let place = |at: egui::Pos2| place(projector, at);
    let pointer = response.hover_pos().map(place);
    let under = |at: LonLat| ready.prepared.pick.at(at, projector.zoom());
    let clicked = !response.changed() && response.clicked_by(PointerButton::Primary);
    let clicked_at = response.interact_pointer_pos().filter(|_| clicked);
    MapAnswer {
        pointer,
        over: pointer.and_then(under),
        clicked: clicked_at.map(|at| under(place(at))),
        in_view: None,
    }
}

fn point(ui: &Ui, response: &Response, over_something: bool, placing: bool) {
    if response.dragged() {
        ui.set_cursor_icon(CursorIcon::Grabbing);
    } else if placing && response.hovered() {
        ui.set_cursor_icon(CursorIcon::Crosshair);
    } else if over_something {
        ui.set_cursor_icon(CursorIcon::PointingHand);
    }
}
