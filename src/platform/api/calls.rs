//! The list of calls, made so that none can be without its description or its proof of access.

use std::collections::BTreeMap;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::MethodRouter;
use serde_json::{Value, json};

use super::query::{Described, only_known_parameters};
use super::{Description, parameters};
use crate::api::described::Call;
use crate::web::{App, Guarded, Routes};

/// Calls on one noun.
#[derive(Default)]
pub struct Calls {
    routes: Routes,
    catalogue: Catalogue,
    tag: &'static str,
}

/// What there is to call. It is described only when somebody asks.
#[derive(Default)]
pub struct Catalogue {
    pub calls: Vec<CatalogueCall>,
    /// Each with a sentence about it.
    pub nouns: Vec<(&'static str, &'static str)>,
}

pub struct CatalogueCall {
    pub method: &'static str,
    pub path: &'static str,
    pub capability: &'static str,
    pub id: &'static str,
    pub noun: &'static str,
    describe: fn(&mut Description),
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
        let catalogue = Catalogue { nouns: vec![(tag, about)], ..Catalogue::default() };
        Calls { tag, catalogue, ..Calls::default() }
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
        let (noun, capability) = (self.tag, T::CAPABILITY);
        let described: Described = (method, H::describe);
        let to = to.route_layer(from_fn_with_state(described, only_known_parameters));
        let describe = described.1;
        self.catalogue.calls.push(CatalogueCall { method, path, id, noun, capability, describe });
        Calls { routes: self.routes.add::<T>(method, path, to), ..self }
    }

    pub fn merge(mut self, other: Calls) -> Self {
        self.catalogue.calls.extend(other.catalogue.calls);
        self.catalogue.nouns.extend(other.catalogue.nouns);
        Calls { routes: self.routes.merge(other.routes), ..self }
    }

    pub fn into_routes(self) -> Routes {
        self.routes
    }

    pub fn into_catalogue(self) -> Catalogue {
        self.catalogue
    }
}

impl CatalogueCall {
    /// "Read contribution"
    pub fn summary(&self) -> String {
        let mut summary = self.id.replace('_', " ");
        summary[..1].make_ascii_uppercase();
        summary
    }

    /// The operation, and the schemas that it names.
    pub fn describe(&self) -> (Value, BTreeMap<String, Value>) {
        let operation = json!({
            "operationId": self.id, "summary": self.summary(), "tags": [self.noun],
            "x-capability": self.capability,
        });
        let mut call = Description::new(self.method, &operation);
        let names = parameters::names(self.path).map(parameters::named);
        names.for_each(|parameter| call.parameter(parameter));
        (self.describe)(&mut call);
        call.finish()
    }
}
