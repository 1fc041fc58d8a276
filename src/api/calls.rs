//! The list of calls, made so that none can be without its description or its proof of access.

use std::collections::BTreeMap;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::routing::MethodRouter;
use serde_json::{Map, Value, json};

use super::{Call, Description, parameters};
use crate::web::{App, Guarded, Routes};

/// Calls on one noun.
#[derive(Default)]
pub struct Calls {
    pub routes: Routes,
    pub paths: BTreeMap<String, Map<String, Value>>,
    pub schemas: BTreeMap<String, Value>,
    pub tags: Vec<(&'static str, &'static str)>,
    tag: &'static str,
}

macro_rules! methods {
    ($($method:ident: $name:literal;)+) => {$(
        /// `id` is the call's name in clients, and says in words what it does.
        pub fn $method<H, T>(self, path: &'static str, id: &'static str, to: H) -> Self
        where
            H: Handler<T, App> + Call<T>,
            T: Guarded + 'static,
        {
            self.add::<H, T>($name, path, id, axum::routing::$method(to))
        }
    )+};
}

impl Calls {
    pub fn on(tag: &'static str, about: &'static str) -> Self {
        Calls { tag, tags: vec![(tag, about)], ..Calls::default() }
    }

    /// More calls on a noun that has some.
    pub fn under(tag: &'static str) -> Self {
        Calls { tag, ..Calls::default() }
    }

    methods! {
        get: "GET";
        post: "POST";
        put: "PUT";
        patch: "PATCH";
        delete: "DELETE";
    }

    /// A call that takes a file, and so more than others may have.
    pub fn upload<H, T>(self, path: &'static str, id: &'static str, most: usize, to: H) -> Self
    where
        H: Handler<T, App> + Call<T>,
        T: Guarded + 'static,
    {
        let to = axum::routing::post(to).layer(DefaultBodyLimit::max(most));
        self.add::<H, T>("POST", path, id, to)
    }

    fn add<H: Call<T>, T: Guarded>(
        mut self,
        method: &'static str,
        path: &'static str,
        id: &'static str,
        to: MethodRouter<App>,
    ) -> Self {
        let mut call = Description::new(method, id, self.tag);
        parameters::of(path).for_each(|parameter| call.parameter(parameter));
        H::describe(&mut call);
        let (mut operation, schemas) = call.finish();
        operation["x-capability"] = json!(T::CAPABILITY);
        self.paths
            .entry(path.to_owned())
            .or_default()
            .insert(method.to_ascii_lowercase(), operation);
        self.schemas.extend(schemas);
        Calls { routes: self.routes.add::<T>(method, path, to), ..self }
    }

    pub fn merge(mut self, other: Calls) -> Self {
        for (path, operations) in other.paths {
            self.paths.entry(path).or_default().extend(operations);
        }
        self.schemas.extend(other.schemas);
        self.tags.extend(other.tags);
        Calls { routes: self.routes.merge(other.routes), ..self }
    }
}
