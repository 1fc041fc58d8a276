//! The list of URLs, made so that each route says who may call it: its handler's first
//! argument is the proof, and a handler without one does not compile.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::middleware::from_fn;
use axum::routing::{MethodRouter, get, post};
use serde::Serialize;

use super::App;
use super::public_cache::share;

/// An extractor that decides who gets past it.
pub trait Access {
    /// As `rapporteur routes` prints it: a capability, or `public`.
    const CAPABILITY: &'static str;
}

/// The arguments of a handler whose first is the proof of access.
pub trait Guarded {
    const CAPABILITY: &'static str;
}

macro_rules! guarded {
    ($($rest:ident)*) => {
        impl<Via, A: Access, $($rest),*> Guarded for (Via, A, $($rest,)*) {
            const CAPABILITY: &'static str = A::CAPABILITY;
        }
    };
}

guarded!();
guarded!(B);
guarded!(B C);
guarded!(B C D);
guarded!(B C D E);
guarded!(B C D E F);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
    pub capability: &'static str,
}

/// Routes that can only be added to by handlers that ask for a proof.
#[derive(Default)]
pub struct Routes {
    /// Put together only once all are there: a router that takes in another makes all routes anew.
    handlers: Vec<(&'static str, MethodRouter<App>)>,
    table: Vec<Route>,
}

impl Routes {
    pub fn get<H: Handler<T, App>, T: Guarded + 'static>(self, path: &'static str, to: H) -> Self {
        self.add::<T>("GET", path, get(to))
    }

    /// A page that is the same for everybody who is signed out, and so is kept ready for them. What
    /// it says changes with the history of its group alone, or is right again within a minute.
    pub fn shared<H, T>(self, path: &'static str, to: H) -> Self
    where
        H: Handler<T, App>,
        T: Guarded + 'static,
    {
        self.add::<T>("GET", path, get(to).route_layer(from_fn(share)))
    }

    pub fn post<H: Handler<T, App>, T: Guarded + 'static>(self, path: &'static str, to: H) -> Self {
        self.add::<T>("POST", path, post(to))
    }

    /// A route that takes a file, and so more than a form may have.
    pub fn upload<H, T>(self, path: &'static str, most: usize, to: H) -> Self
    where
        H: Handler<T, App>,
        T: Guarded + 'static,
    {
        self.add::<T>("POST", path, post(to).layer(DefaultBodyLimit::max(most)))
    }

    /// One whose address changes with its content, and which no list names.
    pub fn asset<H, T>(mut self, path: &'static str, to: H) -> Self
    where
        H: Handler<T, App>,
        T: Guarded + 'static,
    {
        self.handlers.push((path, get(to)));
        self
    }

    pub(crate) fn add<T: Guarded>(
        mut self,
        method: &'static str,
        path: &'static str,
        to: MethodRouter<App>,
    ) -> Self {
        self.table.push(Route { method, path, capability: T::CAPABILITY });
        self.handlers.push((path, to));
        self
    }

    pub fn merge(mut self, other: Routes) -> Self {
        self.table.extend(other.table);
        self.handlers.extend(other.handlers);
        self
    }

    /// By address.
    pub fn table(mut self) -> Vec<Route> {
        self.table.sort_by_key(|route| (route.path, route.method));
        self.table
    }

    /// For `access::product`, which puts round them what all need.
    pub fn into_router(self) -> Router<App> {
        let handlers = self.handlers.into_iter();
        handlers.fold(Router::new(), |router, (path, to)| router.route(path, to))
    }
}
