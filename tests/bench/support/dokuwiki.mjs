// DokuWiki as Debian has it, served by nginx and PHP-FPM, in a folder of its own.
import { execFile, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../../browser/support/server.mjs";
import { ask } from "./http.mjs";

const WIKI = "/usr/share/dokuwiki";
const PHP = existsSync("/usr/sbin") ? readdirSync("/usr/sbin").find((name) => name.startsWith("php-fpm")) : undefined;

export function isThere() {
  return PHP !== undefined && existsSync(WIKI) && existsSync("/usr/sbin/nginx") && process.getuid() === 0;
}

/** With one page, that anybody may read and write. */
export async function startDokuWiki(text) {
  const home = await mkdtemp(join(tmpdir(), "rapporteur-dokuwiki-"));
  await chmod(home, 0o755);
  const copy = promisify(execFile);
  await copy("cp", ["-rL", "/etc/dokuwiki", join(home, "conf")]);
  await copy("cp", ["-rL", "/var/lib/dokuwiki/data", join(home, "data")]);
  await mkdir(join(home, "data", "pages"), { recursive: true });
  await writeFile(join(home, "conf", "local.php"), `<?php $conf['useacl'] = 0; $conf['savedir'] = '${home}/data';`);
  await writeFile(join(home, "prepend.php"), `<?php define('DOKU_CONF', '${home}/conf/');`);
  await writeFile(join(home, "data", "pages", "report.txt"), text);
  const port = await freePort();
  await writeFile(join(home, "php.conf"), phpOf(home));
  await writeFile(join(home, "nginx.conf"), nginxOf(home, port));
  await copy("chown", ["-R", "www-data:www-data", home]);
  const programs = [
    spawn(`/usr/sbin/${PHP}`, ["--nodaemonize", "--fpm-config", join(home, "php.conf")], { stdio: "ignore" }),
    spawn("/usr/sbin/nginx", ["-c", join(home, "nginx.conf"), "-g", "daemon off;"], { stdio: "ignore" }),
  ];
  const url = `http://127.0.0.1:${port}`;
  const wiki = {
    url,
    page: { url, sent: [{ path: "/doku.php?id=report" }] },
    /** Another page each time: two who write the same one at once would hold each other up. */
    save: (text) => ({ url, sent: [{ method: "POST", path: "/doku.php?id=notes", form: formOf(text) }] }),
    saved: async () => (await readdir(join(home, "data", "pages", "saved")).catch(() => [])).length,
    stop: async () => {
      for (const program of programs) program.kill("SIGTERM");
      await sleep(500);
      await rm(home, { recursive: true, force: true });
    },
  };
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask(url + wiki.page.sent[0].path).catch(() => undefined);
    if (answer?.status === 200) return wiki;
    await sleep(50);
  }
  await wiki.stop();
  throw new Error("DokuWiki does not start.");
}

function formOf(text) {
  return `id=saved:page-ID&${new URLSearchParams({ "do[save]": "1", date: "0", prefix: ".", suffix: "", summary: "", target: "section", wikitext: text })}`;
}

function phpOf(home) {
  return `[global]
error_log = ${home}/php.log
[wiki]
user = www-data
group = www-data
listen = ${home}/php.sock
listen.owner = www-data
pm = static
pm.max_children = 8
php_admin_value[auto_prepend_file] = ${home}/prepend.php
`;
}

function nginxOf(home, port) {
  return `worker_processes 2;
pid ${home}/nginx.pid;
error_log ${home}/nginx.log;
events { worker_connections 1024; }
user www-data;
http {
  include /etc/nginx/mime.types;
  access_log off;
  server {
    listen 127.0.0.1:${port};
    root ${WIKI};
    location ~ \\.php$ {
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_pass unix:${home}/php.sock;
    }
  }
}
`;
}
