import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";

export type Posted = { status: number; headers: IncomingHttpHeaders; body: string };

/** Connections are kept, as browsers keep them. */
const agent = new Agent({ keepAlive: true });

/** Posts with what Node brings, as cheaply as it can: who buys shares the machine with who sells. */
export const post = (url: string, headers: Record<string, string>, body = ""): Promise<Posted> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { agent, method: "POST", headers }, (response) => {
      text(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        reject,
      );
    });
    asked.on("error", (error) => {
      // The server closed a connection that was idle, at the moment it was used again: as a browser does, once more.
      if (asked.reusedSocket && "code" in error && error.code === "ECONNRESET")
        post(url, headers, body).then(resolve, reject);
      else reject(error);
    });
    asked.end(body);
  });
