//! A page as a drawing: what was found, over a faithful outline of the page.
//!
//! The drawing is in the page's points, from its top left, so that it lies over a picture of the
//! page whatever that picture's resolution.
//!
//! ```text
//! writer   elements, attributes, escaping
//! ink      glyphs, rulings, fills, pictures
//! order    the lines of the reading order, and the way from one to the next
//! readings labels and values in the colours of their roles
//! tables   edges and crossings, grids and their cells
//! ```

mod ink;
mod order;
mod readings;
mod tables;
mod writer;

use base64::Engine as _;

use crate::page::grid::Grid;
use crate::page::order::InkLine;
use crate::pdf::ink::InkPage;
use crate::record::painted::Painted;
use crate::table::lattice::Edges;
use writer::Svg;

/// What can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// Filled boxes, translucent in their own colour.
    Fills,
    /// Pictures' frames.
    Pictures,
    /// Characters at their origin, and their boxes.
    Glyphs,
    /// Straight lines in their width.
    Rulings,
    /// Rulings and sides of shaded cells as the grids are made of them, and their crossings.
    Edges,
    /// Lines of the reading order with their numbers.
    Lines,
    /// Tables' grids and cells.
    Tables,
    /// Labels and values with their roles.
    Readings,
}

/// A page with what the stages made of it.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'a> {
    /// Its ink.
    pub page: &'a InkPage,
    /// Its lines in reading order.
    pub lines: &'a [InkLine],
    /// The edges of its grids.
    pub edges: &'a Edges,
    /// Its tables.
    pub grids: &'a [Grid],
    /// What was read of it.
    pub readings: &'a [Painted],
    /// A picture of the page that lies below all layers.
    pub background: Option<&'a Background>,
}

/// A picture of the page, PNG or JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Background(String);

impl Background {
    /// The picture, where its first bytes say that it is one that a browser shows.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let kind = match bytes {
            [0x89, b'P', b'N', b'G', ..] => "png",
            [0xff, 0xd8, 0xff, ..] => "jpeg",
            _ => return None,
        };
        let data = base64::engine::general_purpose::STANDARD.encode(bytes);
        Some(Self(format!("data:image/{kind};base64,{data}")))
    }
}

/// Draws the layers of a page; those named first do not change the order in which they are laid.
pub fn draw(drawing: &Drawing<'_>, layers: &[Layer]) -> String {
    let page = drawing.page;
    let mut svg = Svg::new(page.width, page.height);
    svg.text_element("title", "", &format!("page {}", page.number));
    match drawing.background {
        Some(Background(data)) => {
            let size = format!("width=\"100%\" height=\"100%\" preserveAspectRatio=\"none\" href=\"{data}\"");
            svg.element("image", &size);
        }
        None => svg.element("rect", "width=\"100%\" height=\"100%\" fill=\"#fff\""),
    }
    let has = |layer| layers.contains(&layer);
    if has(Layer::Fills) {
        ink::fills(&mut svg, page);
    }
    if has(Layer::Pictures) {
        ink::pictures(&mut svg, page);
    }
    if has(Layer::Glyphs) {
        ink::glyphs(&mut svg, page);
    }
    if has(Layer::Rulings) {
        ink::rulings(&mut svg, page);
    }
    if has(Layer::Edges) {
        tables::edges(&mut svg, drawing.edges);
    }
    if has(Layer::Lines) {
        order::lines(&mut svg, drawing.lines);
    }
    if has(Layer::Tables) {
        tables::grids(&mut svg, drawing.grids);
    }
    if has(Layer::Readings) {
        readings::readings(&mut svg, drawing.readings, page.number);
    }
    svg.element("rect", "width=\"100%\" height=\"100%\" fill=\"none\" stroke=\"#222\" stroke-width=\"1\"");
    svg.finish()
}

#[cfg(test)]
mod tests;
