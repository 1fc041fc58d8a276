// So many requests a second, whether or not earlier ones are answered: who waits in line counts the waiting too.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ask, send } from "./http.mjs";

/** How long each took, in milliseconds from when it was due; and how many failed. */
export async function openLoop(draw, { rate, seconds }) {
  const took = [];
  const failed = [];
  const pending = new Set();
  const began = performance.now();
  for (let nth = 0; nth < rate * seconds; nth++) {
    const due = began + (nth * 1000) / rate;
    const early = due - performance.now();
    // Timers are late by a millisecond; what is due by then is sent together.
    if (early > 1) await sleep(early);
    const one = asked(draw()).then((status) => {
      took.push(performance.now() - due);
      if (status >= 400) failed.push(status);
    }, (error) => failed.push(error.code));
    pending.add(one);
    one.finally(() => pending.delete(one));
  }
  await Promise.all(pending);
  return { took, failed };
}

async function asked({ url, headers, method = "GET", path, form }) {
  const answer = method === "GET" ? await ask(url + path, { headers }) : await send(url + path, headers, form.replaceAll("ID", randomUUID()));
  return answer.status;
}
