//! Disjoint sets.

/// Disjoint sets of the numbers below a count.
pub struct Sets(Vec<u32>);

impl Sets {
    /// As many sets of one.
    pub fn new(count: usize) -> Sets {
        Sets((0..count as u32).collect())
    }

    /// The set's name: its smallest member.
    pub fn find(&mut self, at: usize) -> usize {
        let mut at = at;
        loop {
            let up = self.0.get(at).map_or(at, |up| *up as usize);
            if up == at {
                return at;
            }
            let further = self.0.get(up).copied().unwrap_or(up as u32);
            self.0.get_mut(at).into_iter().for_each(|slot| *slot = further);
            at = further as usize;
        }
    }

    /// Makes one set of two.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0.get_mut(a.max(b)).into_iter().for_each(|slot| *slot = a.min(b) as u32);
    }
}
