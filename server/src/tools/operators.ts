// npm run operators -- list | add EMAIL | remove EMAIL: who runs this platform and sees /operate. It is given here alone, by
// whoever can reach the record anyway: an email address in the configuration could be signed up with by anybody.
import { ConfigError, readConfig } from "../config.ts";
import { Unavailable } from "../kit/errors.ts";
import { connectMongo } from "../kit/mongo.ts";
import { createUserStore } from "../users/users.store.ts";

const main = async (command: string | undefined, email: string | undefined): Promise<number> => {
  const changes = command === "add" || command === "remove";
  if (command !== "list" && !(changes && email !== undefined)) {
    console.log("npm run operators -- list | add EMAIL | remove EMAIL");
    return 2;
  }
  const db = await connectMongo(readConfig(process.env).mongo);
  try {
    const users = createUserStore(db);
    if (
      changes &&
      email !== undefined &&
      !(await users.setOperator(email.toLowerCase(), command === "add"))
    ) {
      console.error(`Nobody has signed up with ${email}.`);
      return 1;
    }
    const operators = await users.operators();
    if (operators.length === 0) console.log("Nobody is an operator.");
    for (const operator of operators) console.log(`${operator.displayName} <${operator.email}>`);
    return 0;
  } finally {
    await db.close();
  }
};

try {
  process.exitCode = await main(process.argv[2], process.argv[3]);
} catch (error) {
  const known = error instanceof ConfigError || error instanceof Unavailable;
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
