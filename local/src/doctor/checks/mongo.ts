import mongoose from "mongoose";
import { z } from "zod";
import { bad, type Check, type Finding, good, note, reasonOf, skipped } from "../check.ts";
import { bare } from "../redis.ts";

const CONNECT_MILLIS = 4_000;
/** The oldest series that MongoDB still mends. */
const OLDEST = 7;

const hello = z.object({ setName: z.string().optional(), isWritablePrimary: z.boolean() });
const buildInfo = z.object({ version: z.string() });

const lookAt = async (uri: string): Promise<Finding[]> => {
  const connection = mongoose.createConnection(uri, { serverSelectionTimeoutMS: CONNECT_MILLIS });
  try {
    await connection.asPromise();
    const { setName, isWritablePrimary } = hello.parse(await connection.db?.command({ hello: 1 }));
    const { version } = buildInfo.parse(await connection.db?.command({ buildInfo: 1 }));
    return [
      good(`answers at ${bare(uri)}`),
      Number.parseInt(version, 10) >= OLDEST
        ? good(`version ${version}`)
        : note(`version ${version} is no longer mended by its makers`, `Upgrade it to ${OLDEST}.0 or later.`),
      setName === undefined
        ? bad(
            "it is no replica set, and checkout needs transactions",
            "Start mongod with --replSet rs0, then rs.initiate() in mongosh; one member is enough.",
          )
        : isWritablePrimary
          ? good(`replica set ${setName}: transactions work`)
          : bad(
              `replica set ${setName} has no primary that can be written to`,
              "rs.status() in mongosh tells which members are away.",
            ),
    ];
  } finally {
    await connection.close();
  }
};

export const mongo: Check = {
  name: "MongoDB",
  after: [],
  look: async ({ MONGODB_URI }) => {
    if (MONGODB_URI === undefined) {
      const why =
        "MONGODB_URI is not set here. npm start brings its own, and docker-compose.yml's is reached by its containers alone";
      return [skipped(`${why}: see Server`)];
    }
    try {
      return await lookAt(MONGODB_URI);
    } catch (error) {
      return [
        bad(
          `cannot be reached at ${bare(MONGODB_URI)}: ${reasonOf(error)}`,
          "Start it, or correct MONGODB_URI (address, port, name and password, ?replicaSet=…). Without it nothing works.",
        ),
      ];
    }
  },
};
