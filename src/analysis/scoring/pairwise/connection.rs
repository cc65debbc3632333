//! Whether comparisons hang together: things that no chain of comparisons joins cannot be weighed against each other.

use super::judgments::Judgments;

/// The things in parts that no comparison joins, each in order and the parts by their first; a single part where all can be weighed.
pub fn parts(judgments: &Judgments) -> Vec<Vec<usize>> {
    // Each thing points to a lower one that it is joined to, or to itself.
    let mut heads: Vec<usize> = (0..judgments.size()).collect();
    for compared in judgments.iter() {
        let (one, other) = (head_of(&heads, compared.one), head_of(&heads, compared.other));
        if let Some(head) = heads.get_mut(one.max(other)) {
            *head = one.min(other);
        }
    }
    let mut parts: Vec<(usize, Vec<usize>)> = Vec::new();
    for thing in 0..judgments.size() {
        let head = head_of(&heads, thing);
        match parts.iter_mut().find(|(one, _)| *one == head) {
            Some((_, things)) => things.push(thing),
            None => parts.push((head, vec![thing])),
        }
    }
    parts.into_iter().map(|(_, things)| things).collect()
}

fn head_of(heads: &[usize], mut thing: usize) -> usize {
    while let Some(&head) = heads.get(thing).filter(|head| **head != thing) {
        thing = head;
    }
    thing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_what_comparisons_join() {
        let mut all = Judgments::none_of(6);
        assert_eq!(parts(&all).len(), 6);
        for (one, other) in [(4, 1), (1, 0), (5, 2), (0, 4)] {
            all.judge(one, other, 2.0).unwrap();
        }
        assert_eq!(parts(&all), [vec![0, 1, 4], vec![2, 5], vec![3]]);
        assert_eq!(parts(&Judgments::none_of(0)), Vec::<Vec<usize>>::new());
    }
}
