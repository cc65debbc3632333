//! Memory for the triangles of a frame: kept by the program from frame to frame.

use std::hint::black_box;

/// As large as the triangles of any usual frame together, in bytes.
const FRAME_MAX: usize = 16 << 20;

/// Lets the program keep the memory of a frame for the next one.
///
/// The toolkit gives its triangles back at the end of each frame: megabytes. The allocator of Linux hands blocks as large as
/// that on to the system, which has to find and clear every page of them again a frame later; that can take longer than
/// everything else in the frame. The allocator learns what is large from the largest block it was ever given back. So it is
/// given one; nothing is ever written to it, and it takes no memory.
pub(super) fn keep_for_next_frame() {
    drop(black_box(Vec::<u8>::with_capacity(FRAME_MAX)));
}
