//! The product as people meet it: real requests on a real database.

mod support;

mod assets;
mod frame;
mod sign_in;
