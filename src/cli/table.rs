//! Rows and columns that line up in a terminal.

/// At which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// The rows under their headings; columns are two blanks apart, and no line ends in blanks.
pub(super) fn aligned(heads: &[(&str, Side)], rows: &[Vec<String>]) -> String {
    let widths: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(place, (head, _))| {
            let cells = rows.iter().filter_map(|row| row.get(place)).map(|cell| width(cell));
            cells.max().unwrap_or(0).max(width(head))
        })
        .collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let padded: Vec<String> = cells
            .zip(&widths)
            .zip(heads)
            .map(|((cell, &width), (_, side))| padded(cell, width, *side))
            .collect();
        format!("{}\n", padded.join("  ").trim_end())
    };
    let mut text = line(&mut heads.iter().map(|(head, _)| *head));
    for row in rows {
        text.push_str(&line(&mut row.iter().map(String::as_str)));
    }
    text
}

fn padded(cell: &str, columns: usize, side: Side) -> String {
    let blanks = " ".repeat(columns.saturating_sub(width(cell)));
    match side {
        Side::Left => format!("{cell}{blanks}"),
        Side::Right => format!("{blanks}{cell}"),
    }
}

/// How many columns of a terminal a text takes: the signs of East Asia and pictures take two, marks on letters none.
fn width(text: &str) -> usize {
    text.chars().map(sign_width).sum()
}

fn sign_width(sign: char) -> usize {
    match u32::from(sign) {
        0x0300..=0x036F | 0x200B..=0x200F | 0x20D0..=0x20FF | 0xFE00..=0xFE0F => 0,
        0x1100..=0x115F
        | 0x2E80..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_whatever_the_signs() {
        let rows = [["1", "Größe", "a"], ["12", "日本", "b"], ["3", "e\u{301}te\u{301}", ""]]
            .map(|row| row.map(str::to_owned).to_vec());
        let heads = [("No", Side::Right), ("Name", Side::Left), ("More", Side::Left)];
        let text = aligned(&heads, &rows);
        assert_eq!(text, "No  Name   More\n 1  Größe  a\n12  日本   b\n 3  e\u{301}te\u{301}\n");
    }
}
