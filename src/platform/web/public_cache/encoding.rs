//! How an answer is compressed: of each page there is one copy for each of these.

use axum::http::{HeaderMap, HeaderValue, header};

/// The last is liked best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    Identity,
    Gzip,
    Brotli,
}

/// A weight is counted in thousandths: "q=0.5" is 500.
const MOST: u16 = 1_000;

impl Encoding {
    pub const COUNT: usize = 3;

    /// What the layer that compresses would choose. None where that is left to it: of whoever takes
    /// anything, nothing, or says it strangely, no answer is kept.
    pub fn accepted(headers: &HeaderMap) -> Option<Self> {
        let mut best = (0, Encoding::Identity);
        for line in headers.get_all(header::ACCEPT_ENCODING) {
            for item in line.to_str().ok()?.split(',') {
                let (name, weight) = match item.split_once(';') {
                    Some((name, weight)) => (name, weight_of(weight.trim())?),
                    None => (item, MOST),
                };
                let encoding = match name.trim() {
                    name if name.eq_ignore_ascii_case("br") => Encoding::Brotli,
                    name if name.eq_ignore_ascii_case("gzip") => Encoding::Gzip,
                    name if name.eq_ignore_ascii_case("x-gzip") => Encoding::Gzip,
                    name if name.eq_ignore_ascii_case("identity") => Encoding::Identity,
                    "*" => return None,
                    _ => continue,
                };
                if (encoding, weight) == (Encoding::Identity, 0) {
                    return None;
                }
                if weight > 0 {
                    best = best.max((weight, encoding));
                }
            }
        }
        Some(best.1)
    }

    /// Asks for this alone.
    pub fn ask(self, headers: &mut HeaderMap) {
        headers.remove(header::ACCEPT_ENCODING);
        let name = match self {
            Encoding::Identity => return,
            Encoding::Gzip => "gzip",
            Encoding::Brotli => "br",
        };
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(name));
    }
}

fn weight_of(text: &str) -> Option<u16> {
    let number = text.strip_prefix("q=").or_else(|| text.strip_prefix("Q="))?;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if !matches!(whole, "0" | "1") || part.len() > 3 || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let thousandths: u16 = format!("{whole}{part:0<3}").parse().ok()?;
    (thousandths <= MOST).then_some(thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::{Request, Response};
    use std::convert::Infallible;
    use tower::{Layer, ServiceExt, service_fn};
    use tower_http::compression::CompressionLayer;

    /// As the layer that compresses all other answers chooses.
    async fn chosen_by_the_layer(accepted: &[&str]) -> Option<Encoding> {
        let page = service_fn(async |_: Request<Body>| {
            Ok::<_, Infallible>(Response::new(Body::from("a".repeat(1_000))))
        });
        let mut request = Request::new(Body::empty());
        for line in accepted {
            request.headers_mut().append(header::ACCEPT_ENCODING, line.parse().unwrap());
        }
        let answer = CompressionLayer::new().layer(page).oneshot(request).await.unwrap();
        let encoding = answer.headers().get(header::CONTENT_ENCODING);
        match encoding.map(HeaderValue::as_bytes) {
            None => answer.status().is_success().then_some(Encoding::Identity),
            Some(b"gzip") => Some(Encoding::Gzip),
            Some(b"br") => Some(Encoding::Brotli),
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn the_encoding_is_the_one_that_the_layer_chooses() {
        for accepted in [
            &[][..],
            &[""],
            &["gzip"],
            &["X-GZIP"],
            &["br"],
            &["gzip, br"],
            &["gzip", "br"],
            &["gzip, deflate, br, zstd"],
            &["deflate, zstd"],
            &["gzip;q=1.0, br;q=0.5"],
            &["gzip;q=0.5,br;q=0.5"],
            &["gzip;q=1.0,deflate;q=0.6,identity;q=0.3"],
            &["identity;q=1, gzip;q=0.001"],
            &["br;q=0, gzip; q=0.2"],
            &["gzip;Q=0.75, br;q=0.7"],
            &["br;q=0"],
        ] {
            let headers =
                accepted.iter().map(|line| (header::ACCEPT_ENCODING, line.parse().unwrap()));
            let mut all = HeaderMap::new();
            for (name, value) in headers {
                all.append(name, value);
            }
            let chosen = Encoding::accepted(&all);
            assert_eq!(chosen, chosen_by_the_layer(accepted).await, "{accepted:?}");
            chosen.unwrap().ask(&mut all);
            assert_eq!(Encoding::accepted(&all), chosen, "{accepted:?}");
        }
        for strange in ["*", "gzip, *;q=0", "identity;q=0", "br;q=2", "br;q=x", "gzip;level=1"] {
            let mut headers = HeaderMap::new();
            headers.append(header::ACCEPT_ENCODING, strange.parse().unwrap());
            assert_eq!(Encoding::accepted(&headers), None, "{strange:?}");
        }
    }
}
