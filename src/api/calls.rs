//! The list of calls, made so that none can be without its description or its proof of access.

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::routing::MethodRouter;

use super::{Call, Description, parameters};
use crate::web::{App, Guarded, Routes};

/// Calls on one noun.
#[derive(Default)]
pub struct Calls {
    pub routes: Routes,
    pub list: Vec<Listed>,
    pub tags: Vec<(&'static str, &'static str)>,
    tag: &'static str,
}

/// One call. It is described only when somebody asks.
pub struct Listed {
    pub method: &'static str,
    pub path: &'static str,
    pub capability: &'static str,
    id: &'static str,
    tag: &'static str,
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
        let (tag, capability, describe) = (self.tag, T::CAPABILITY, H::describe);
        self.list.push(Listed { method, path, id, tag, capability, describe });
        Calls { routes: self.routes.add::<T>(method, path, to), ..self }
    }

    pub fn merge(mut self, other: Calls) -> Self {
        self.list.extend(other.list);
        self.tags.extend(other.tags);
        Calls { routes: self.routes.merge(other.routes), ..self }
    }
}

impl Listed {
    pub fn describe(&self) -> Description {
        let mut call = Description::new(self.method, self.id, self.tag);
        let names = parameters::names(self.path).map(parameters::named);
        names.for_each(|parameter| call.parameter(parameter));
        (self.describe)(&mut call);
        call
    }
}
