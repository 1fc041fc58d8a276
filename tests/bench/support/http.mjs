// One request at a time, with the answer as it comes over the wire.
import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** The answer, its body still encoded. */
export function ask(url, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, method, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, raw: answer.rawHeaders, body: Buffer.concat(parts) }));
      answer.on("error", reject);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

/** Sends a form as a browser does. */
export function send(url, headers, form) {
  const body = typeof form === "string" ? form : String(new URLSearchParams(form));
  const sent = { ...headers, "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
  return ask(url, { method: "POST", headers: { ...sent, "content-length": Buffer.byteLength(body) }, body });
}

export async function milliseconds(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The middle one, or the one below which so many are. */
export function quantile(numbers, part = 0.5) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
