//! How what was found is shown.

use super::*;

#[test]
fn a_headline_becomes_passages_that_nobody_can_write_tags_into() {
    let (on, off) = MARKS;
    let headline = format!("  a &lt;script&gt; {on}budget{off} of\n{on}2&amp;3{off}, so");
    let piece = |text: &str, marked| Piece { text: text.into(), marked };
    assert_eq!(
        pieces(&headline),
        [
            piece("a <script> ", false),
            piece("budget", true),
            piece(" of ", false),
            piece("2&3", true),
            piece(", so", false),
        ]
    );
    assert_eq!(pieces(""), []);
    let letters = format!("\u{1F}在\u{1F}\u{1F}{on}会{off}\u{1F}\u{1F}{on}议{off}\u{1F}");
    assert_eq!(pieces(&letters), [piece("在", false), piece("会议", true)]);
    assert_eq!(pieces(" one "), [piece("one", false)]);
    let pair = pieces(&format!("{on}human{off} {on}rights{off}"));
    assert_eq!(pair, [piece("human", true), piece(" ", false), piece("rights", true)]);
}

#[test]
fn a_place_in_the_order_is_read_as_it_was_written() {
    let id = Uuid::from_u128(7);
    for rank in [0.0, 0.060_792_7, 1e-20, 3.5] {
        let cursor = Cursor { rank, id, source: "plan_item".into() };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
    }
    for odd in ["", "1", "1_2_3", "nan_00000000-0000-0000-0000-000000000007_plan", "1_x_plan"] {
        assert_eq!(odd.parse::<Cursor>(), Err(()), "{odd}");
    }
}
