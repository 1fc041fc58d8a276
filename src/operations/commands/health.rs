//! Whether the server that runs here is ready, for whoever supervises it.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use platform::config::Config;

/// As long as the page takes when the database does not answer, and a little more.
const PATIENCE: Duration = Duration::from_secs(4);
const REQUEST: &[u8] = b"GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n";

pub fn health(config: &Config) -> Result<ExitCode> {
    let address = reached_from_here(config.listen);
    let status = status(address)
        .with_context(|| format!("No server answers at {address}, which is LISTEN"))?;
    ensure!(status == "200", "The server at {address} is not ready: it answers {status}");
    println!("ready");
    Ok(ExitCode::SUCCESS)
}

/// Who listens on all addresses is reached at the machine's own.
fn reached_from_here(listen: SocketAddr) -> SocketAddr {
    let address = match listen.ip() {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => Ipv6Addr::LOCALHOST.into(),
        address => address,
    };
    SocketAddr::new(address, listen.port())
}

fn status(address: SocketAddr) -> Result<String> {
    let mut server = TcpStream::connect_timeout(&address, PATIENCE)?;
    server.set_read_timeout(Some(PATIENCE))?;
    server.write_all(REQUEST)?;
    let mut answer = String::new();
    server.take(1_000).read_to_string(&mut answer)?;
    let status = answer.split(' ').nth(1).context("It does not speak HTTP")?;
    Ok(status.to_owned())
}
