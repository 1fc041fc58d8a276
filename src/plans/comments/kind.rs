//! What somebody says of a plan: a comment, or one of the things that can be suggested.
