// Runs one of the server's own tools with the settings of the platform here: `node tool.ts stock verify`. Settings come from
// .env, else from what `npm start` noted; a variable of the environment wins over both.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { readEnvironment } from "./environment.ts";
import { root } from "./kit/paths.ts";

const [, , tool = "", ...args] = process.argv;
const file = join(root, ".env");
const noted = existsSync(file)
  ? parseEnv(readFileSync(file, "utf8"))
  : await readEnvironment(resolve(root, process.env.DATA_DIR || ".data"));
const child = spawn(process.execPath, [join(root, "server", "src", "tools", `${tool}.ts`), ...args], {
  cwd: join(root, "server"),
  env: { ...noted, ...process.env },
  stdio: "inherit",
});
const [code] = await once(child, "exit");
process.exitCode = typeof code === "number" ? code : 1;
