pub enum Merged {
    Clean(String),
    Conflicted(String),
}
pub fn merge(_base: &str, theirs: &str, mine: &str) -> Merged {
    if theirs == mine {
        Merged::Clean(mine.into())
    } else {
        Merged::Conflicted(format!("{theirs}{mine}"))
    }
}
pub fn merge_value<'a>(base: &str, theirs: &'a str, mine: &'a str) -> Result<&'a str, ()> {
    if mine == base {
        Ok(theirs)
    } else if theirs == base || theirs == mine {
        Ok(mine)
    } else {
        Err(())
    }
}
