//! Following pages, without a database.

use futures_util::FutureExt;

use super::*;

fn changed(live: &Live, revision: i64) {
    live.hear(&format!(r#"{{"page":"agenda/1","revision":{revision},"parts":["row-1"]}}"#));
}

fn next(follower: &mut Follower) -> Option<String> {
    let frames = follower.next().now_or_never()??;
    Some(String::from_utf8(frames.to_vec()).unwrap())
}

#[test]
fn those_who_follow_are_told_which_part_changed() {
    let live = Arc::<Live>::default();
    let mut mira = live.follow(PersonId::new(), vec!["agenda/1".to_owned()]).unwrap();
    let mut omar = live.follow(PersonId::new(), vec!["agenda/2".to_owned()]).unwrap();
    changed(&live, 4);

    let told = next(&mut mira).unwrap();
    assert_eq!(
        told,
        "event: changed\ndata: {\"page\":\"agenda/1\",\"part\":\"row-1\",\"revision\":4}\n\n"
    );
    assert_eq!((next(&mut mira), next(&mut omar)), (None, None));
    mira.keep(&[]);
    changed(&live, 5);
    assert_eq!(next(&mut mira), None, "may not read it any more");
}

#[test]
fn whoever_is_slow_is_told_where_the_page_stands() {
    let live = Arc::<Live>::default();
    let mut slow = live.follow(PersonId::new(), vec!["agenda/1".to_owned()]).unwrap();
    (1..=100).for_each(|revision| changed(&live, revision));
    let told: Vec<_> = std::iter::from_fn(|| next(&mut slow)).collect();
    assert_eq!(told.len(), QUEUE);
    assert_eq!(told.last().unwrap(), &at("agenda/1", 100));
}

#[test]
fn a_person_has_so_many_streams() {
    let (live, person) = (Arc::<Live>::default(), PersonId::new());
    let held: Vec<_> = (0..MOST_OF_ONE).map(|_| live.follow(person, Vec::new()).unwrap()).collect();
    assert!(matches!(live.follow(person, Vec::new()), Err(Error::TooMany(_))));
    drop(held);
    live.follow(person, Vec::new()).unwrap();
    live.close();
    assert!(matches!(live.follow(person, Vec::new()), Err(Error::Busy)));
}
