// The parts of the bench in the order in which they are measured and written down.
import { followers } from "./followers.mjs";
import { hostile } from "./hostile.mjs";
import { mail } from "./mail.mjs";
import { memory } from "./memory.mjs";
import { mixed } from "./mixed.mjs";
import { pages } from "./pages.mjs";
import { peers } from "./peers.mjs";
import { routes } from "./routes.mjs";
import { saving } from "./saving.mjs";
import { search } from "./search.mjs";
import { contributions, items, meetings } from "./sizes.mjs";

export const PARTS = { pages, saving, peers, routes, items, contributions, meetings, search, followers, mail, mixed, memory, hostile };
