//! How a call is described by the types of its handler: what each argument asks for and may
//! refuse, and what is answered. A handler whose types say nothing does not compile.

use axum::extract::State;
use axum::http::HeaderMap;
use utoipa::ToSchema;

use super::{
    Description, Idempotent, IfMatch, Json, Keyed, Listing, Made, NoContent, Paged, Representation,
};
use crate::web::{Anyone, ClientAddress, Path, Query, Result};

/// An argument of a handler.
pub trait Input {
    fn describe(call: &mut Description);
}

/// What a handler answers with if all goes well.
pub trait Output {
    fn describe(call: &mut Description);
}

/// A handler of the API.
pub trait Call<Arguments> {
    fn describe(call: &mut Description);
}

macro_rules! calls {
    ($($argument:ident)+) => {
        impl<F, Fut, Via, R, $($argument),+> Call<(Via, $($argument,)+)> for F
        where
            F: Fn($($argument),+) -> Fut,
            Fut: Future<Output = Result<R>>,
            R: Output,
            $($argument: Input),+
        {
            fn describe(call: &mut Description) {
                $($argument::describe(call);)+
                R::describe(call);
            }
        }
    };
}

calls!(A);
calls!(A B);
calls!(A B C);
calls!(A B C D);
calls!(A B C D E);
calls!(A B C D E G);

impl Input for Anyone {
    fn describe(_: &mut Description) {}
}

impl<S> Input for State<S> {
    fn describe(_: &mut Description) {}
}

impl Input for ClientAddress {
    fn describe(_: &mut Description) {}
}

impl Input for HeaderMap {
    fn describe(_: &mut Description) {}
}

impl<T> Input for Path<T> {
    fn describe(call: &mut Description) {
        call.may_refuse(&[404]);
    }
}

impl<T: ToSchema> Input for Query<T> {
    fn describe(call: &mut Description) {
        call.query::<T>();
    }
}

impl<T: ToSchema> Input for Json<T> {
    fn describe(call: &mut Description) {
        call.body::<T>();
    }
}

impl<T: ToSchema> Input for Idempotent<T> {
    fn describe(call: &mut Description) {
        call.key();
        call.body::<T>();
    }
}

impl Input for Keyed {
    fn describe(call: &mut Description) {
        call.key();
        call.may_refuse(&[400, 422]);
    }
}

impl Input for IfMatch {
    fn describe(call: &mut Description) {
        call.if_match();
    }
}

impl Input for Paged {
    fn describe(call: &mut Description) {
        call.query::<Paged>();
    }
}

impl<T: Representation> Output for Json<T> {
    fn describe(call: &mut Description) {
        let schema = call.schema::<T>();
        call.answer(200, T::EDITED, schema);
    }
}

impl<T: Representation> Output for Made<T> {
    fn describe(call: &mut Description) {
        let schema = call.schema::<T>();
        call.answer(201, T::EDITED, schema);
    }
}

impl<T: Representation> Output for Listing<T> {
    fn describe(call: &mut Description) {
        let schema = call.list::<T>();
        call.answer(200, false, schema);
    }
}

impl Output for NoContent {
    fn describe(call: &mut Description) {
        call.nothing();
    }
}
