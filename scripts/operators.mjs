// npm run operators: runs the server's tool of that name with the settings of the platform here.
import { bootstrap } from "./bootstrap.mjs";

process.argv.splice(2, 0, "operators");
await bootstrap("local/src/tool.ts");
