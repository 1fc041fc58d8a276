// The mails that the server wrote to files, read as a person's mail program would show them.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export function mailsIn(directory) {
  const seen = new Set();

  /** The newest mail to `address` that was not handed out before; waits for it. Reminders come of themselves, so they are asked for. */
  async function latestTo(address, { within = 10_000, reminder = false } = {}) {
    const meant = (mail) => !seen.has(mail.path) && mail.to.includes(address) && "list-unsubscribe" in mail.headers === reminder;
    for (const end = Date.now() + within; Date.now() < end; await sleep(50)) {
      const mails = (await arrived()).filter(meant);
      if (mails.length === 0) continue;
      for (const mail of mails) seen.add(mail.path);
      return mails.at(-1);
    }
    throw new Error(`No mail to ${address} within ${within} ms.`);
  }

  async function arrived() {
    const names = await readdir(directory).catch(() => []);
    // What begins with a dot is still being written, and gets its name when it is whole.
    const files = names.filter((name) => /^[^.].*\.eml$/.test(name)).map((name) => join(directory, name));
    const mails = await Promise.all(
      files.map(async (path) => ({ path, at: (await stat(path)).mtimeMs, ...read(await readFile(path, "latin1")) })),
    );
    return mails.sort((a, b) => a.at - b.at);
  }

  return { latestTo };
}

function read(source) {
  const { headers, body } = split(source);
  const text = plainText(headers, body);
  return { headers, to: headers.to ?? "", subject: headers.subject ?? "", text, link: text.match(/https?:\/\/\S+/)?.[0] };
}

function plainText(headers, body) {
  const boundary = headers["content-type"]?.match(/boundary="?([^";]+)/i)?.[1];
  if (!boundary) return decode(headers["content-transfer-encoding"], body);
  const parts = body.split(`--${boundary}`).slice(1, -1).map((part) => split(part.replace(/^\r?\n/, "")));
  const part = parts.find(({ headers }) => /^(text\/plain|multipart\/)/i.test(headers["content-type"] ?? "text/plain"));
  return part ? plainText(part.headers, part.body) : "";
}

function split(source) {
  const at = source.search(/\r?\n\r?\n/);
  const lines = source.slice(0, at).replaceAll(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const headers = lines.map((line) => line.match(/^([^:]+):\s*(.*)$/)).filter(Boolean);
  return {
    headers: Object.fromEntries(headers.map(([, name, value]) => [name.toLowerCase(), value])),
    body: source.slice(at).trimStart(),
  };
}

function decode(encoding = "7bit", body) {
  const bytes = {
    base64: () => Buffer.from(body, "base64"),
    "quoted-printable": () =>
      Buffer.from(
        body
          .replaceAll(/=\r?\n/g, "")
          .replaceAll(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        "latin1",
      ),
  }[encoding.toLowerCase()];
  return (bytes ? bytes() : Buffer.from(body, "latin1")).toString("utf8").replaceAll("\r\n", "\n");
}
