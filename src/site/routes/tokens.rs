//! Every URL of tokens, and of the service accounts that have some.

use platform::web::Routes;

pub fn routes() -> Routes {
    use members::service_accounts::pages as account;
    use members::tokens::pages as token;
    Routes::default()
        .get("/account/tokens", token::index)
        .post("/account/tokens", token::make)
        .post("/account/tokens/{token}/revocation", token::revoke)
        .get("/groups/{group}/service-accounts", account::index)
        .post("/groups/{group}/service-accounts", account::make)
        .get("/groups/{group}/service-accounts/{account}", account::show)
        .post("/groups/{group}/service-accounts/{account}/removal", account::remove)
        .post("/groups/{group}/service-accounts/{account}/tokens", account::make_token)
        .post(
            "/groups/{group}/service-accounts/{account}/tokens/{token}/revocation",
            account::revoke_token,
        )
}
