import { bad, type Check, good } from "../check.ts";

const OLDEST = [22, 22] as const; // package.json's engines: mediasoup needs it

export const nodeVersion: Check = {
  name: "Node",
  after: [],
  look: async () => {
    const { node } = process.versions;
    const [major = 0, minor = 0] = node.split(".").map(Number);
    const isNewEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
    return [
      isNewEnough
        ? good(node)
        : bad(
            `${node} is too old`,
            `Showdrop needs ${OLDEST.join(".")} or newer: npm ci brings one, or see nodejs.org.`,
          ),
    ];
  },
};
