//! Which ways text runs: how many glyphs each.

use super::piece::Piece;
use crate::pdf::ink::Direction;

/// In this order where two are as many.
const ORDER: [Direction; 4] = [Direction::Right, Direction::Down, Direction::Up, Direction::Left];

/// Of a page that runs one way at least this share does.
const NEARLY_ALL: f32 = 0.8;

/// How many glyphs run each way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ways([usize; 4]);

impl Ways {
    /// Adds a piece.
    pub fn add(&mut self, piece: &Piece) {
        let way = ORDER.iter().position(|one| *one == piece.direction).and_then(|at| self.0.get_mut(at));
        way.into_iter().for_each(|count| *count += piece.glyphs.len());
    }

    /// Adds what was counted elsewhere.
    pub fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(count, more)| *count += more);
    }

    /// Whether nearly all run one way.
    pub fn is_one(&self) -> bool {
        let most = self.0.into_iter().max().unwrap_or(0);
        most as f32 >= NEARLY_ALL * self.0.into_iter().sum::<usize>() as f32
    }

    /// The way that most run, if any.
    pub fn most(&self) -> Option<Direction> {
        let most = self.0.into_iter().max().filter(|most| *most > 0)?;
        ORDER.into_iter().zip(self.0).find(|(_, count)| *count == most).map(|(way, _)| way)
    }
}
