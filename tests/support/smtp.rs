//! A mail server on loopback: it takes every mail, but for recipients that it refuses, for now or
//! for good.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

#[derive(Clone, Debug)]
pub struct Received {
    pub recipients: Vec<String>,
    pub message: String,
}

#[derive(Clone)]
pub struct MailServer {
    pub url: Url,
    received: Arc<Mutex<Vec<Received>>>,
    /// Whom it refuses: recipients whose address holds the one, and what it answers.
    refused: Arc<Mutex<Vec<(String, &'static str)>>>,
    tries: Arc<Mutex<usize>>,
}

impl MailServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap()).parse().unwrap();
        let server = MailServer {
            url,
            received: Arc::default(),
            refused: Arc::default(),
            tries: Arc::default(),
        };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serving.clone().converse(stream));
            }
        });
        server
    }

    /// For now, and nobody else.
    pub fn refuse(&self, recipients: &str) {
        *self.refused.lock().unwrap() = vec![(recipients.to_owned(), "451 Not now")];
    }

    /// Answers this to these recipients too.
    pub fn answer(&self, recipients: &str, answer: &'static str) {
        self.refused.lock().unwrap().push((recipients.to_owned(), answer));
    }

    /// How often a recipient was named to it.
    pub fn tries(&self) -> usize {
        *self.tries.lock().unwrap()
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    async fn converse(self, stream: TcpStream) -> std::io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut recipients = Vec::new();
        write.write_all(b"220 mail.test ESMTP\r\n").await?;
        while let Some(line) = lines.next_line().await? {
            let word = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
            let refused = self.refused.lock().unwrap().clone();
            let refused = refused.iter().find(|(recipients, _)| line.contains(recipients));
            if word == "RCPT" {
                *self.tries.lock().unwrap() += 1;
            }
            let answer = match word.as_str() {
                "EHLO" => "250-mail.test\r\n250 8BITMIME",
                "RCPT" if refused.is_some() => refused.map_or("", |(_, answer)| answer),
                "RCPT" => {
                    recipients.push(line);
                    "250 OK"
                }
                "DATA" => {
                    write.write_all(b"354 Go ahead\r\n").await?;
                    let mut message = String::new();
                    while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                        message += &(line + "\n");
                    }
                    let recipients = std::mem::take(&mut recipients);
                    self.received.lock().unwrap().push(Received { recipients, message });
                    "250 Taken"
                }
                "RSET" => {
                    recipients.clear();
                    "250 OK"
                }
                _ => "250 OK",
            };
            write.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
        Ok(())
    }
}
