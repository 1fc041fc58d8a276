//! What stayed in its order.

use std::collections::HashSet;

/// The places of the most that are the same in both, in their order.
pub fn longest_run(one: &[usize], other: &[usize]) -> Vec<(usize, usize)> {
    // How many there are from each place on.
    let wide = other.len() + 1;
    let mut rest = vec![0_u32; (one.len() + 1) * wide];
    for here in (0..one.len()).rev() {
        for there in (0..other.len()).rev() {
            let at = here * wide + there;
            rest[at] = match one[here] == other[there] {
                true => 1 + rest[at + wide + 1],
                false => rest[at + wide].max(rest[at + 1]),
            };
        }
    }
    let (mut here, mut there, mut run) = (0, 0, Vec::new());
    while here < one.len() && there < other.len() {
        let at = here * wide + there;
        if one[here] == other[there] {
            run.push((here, there));
            (here, there) = (here + 1, there + 1);
        } else if rest[at + wide] >= rest[at + 1] {
            here += 1;
        } else {
            there += 1;
        }
    }
    run
}

/// The places of the longest run, with gaps, in which each number is larger than the one before.
pub fn longest_rise(numbers: &[i32]) -> HashSet<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(numbers.len());
    for (nth, number) in numbers.iter().enumerate() {
        let before = (0..nth).filter(|before| numbers[*before] < *number);
        let longest = before.max_by_key(|before| best[*before].0);
        best.push((1 + longest.map_or(0, |before| best[before].0), longest));
    }
    let mut at = (0..numbers.len()).max_by_key(|nth| best[*nth].0);
    let mut rise = HashSet::new();
    while let Some(nth) = at {
        rise.insert(nth);
        at = best[nth].1;
    }
    rise
}
