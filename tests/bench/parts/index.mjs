// The parts of the bench in the order in which they are measured and written down.
import { pages } from "./pages.mjs";
import { saving } from "./saving.mjs";

export const PARTS = { pages, saving };
