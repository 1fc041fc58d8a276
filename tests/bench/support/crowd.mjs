// Five hundred more members of the first group, each with a token.
import { createHash } from "node:crypto";

export const CROWD = 500;

const hash = (name, text) => createHash(name).update(text).digest("hex");

/** What the nth of them calls with: as the product's tokens read. */
export function tokenOf(nth) {
  const secret = hash("md5", `crowd ${nth}`).repeat(2);
  return `rap_${secret}${hash("sha256", secret).slice(0, 8)}`;
}

/** The same tokens in PostgreSQL. */
export const CROWD_SQL = `
  create temporary table crowd as
  select n, md5('crowd ' || n)::uuid as id, repeat(md5('crowd ' || n), 2) as secret from generate_series(1, ${CROWD}) as n;
  insert into people (id, name, email, time_zone)
  select id, 'Person ' || n, 'crowd' || n || '@example.net', 'UTC' from crowd;
  insert into memberships (id, group_id, person_id, role, since)
  select gen_random_uuid(), groups.id, crowd.id, 'member', now() from crowd, groups where slug = 'group-1';
  insert into tokens (id, token_hash, person_id, made_by, name, hint, may_write, made_at, expires_at)
  select gen_random_uuid(), sha256(('rap_' || secret || left(encode(sha256(secret::bytea), 'hex'), 8))::bytea), id, id, 'Bench',
         'rap_…', false, now(), now() + interval '7 days'
  from crowd;
  analyze;`;
