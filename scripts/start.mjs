// npm start: the whole platform on this machine, from a bare clone.
import { bootstrap } from "./bootstrap.mjs";

await bootstrap("local/src/main.ts");
