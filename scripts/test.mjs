// npm test: every check and every suite, from a bare clone. "npm test -- --only unit" runs a part.
import { bootstrap } from "./bootstrap.mjs";

await bootstrap("local/src/verify/main.ts");
