import type { types } from "mediasoup";
import * as mediasoup from "mediasoup";

/** What the workers of this process have, by id, from the call on: tests look at it where peers cannot. */
export const observeWorkers = () => {
  const transports = new Map<string, types.Transport>();
  const producers = new Map<string, types.Producer[]>();
  mediasoup.observer.on("newworker", (worker) =>
    worker.observer.on("newrouter", (router) =>
      router.observer.on("newtransport", (transport) => {
        transports.set(transport.id, transport);
        transport.observer.on("newproducer", (producer) => {
          producers.set(producer.id, [...(producers.get(producer.id) ?? []), producer]);
        });
      }),
    ),
  );
  return {
    transport: (id: string | undefined): types.Transport => {
      const transport = transports.get(id ?? "");
      if (!transport) throw new Error("there is no such transport");
      return transport;
    },
    /** The producer where it is sent; the same id has others at the ends of pipes. */
    producer: (id: string): types.Producer => {
      const producer = producers.get(id)?.[0];
      if (!producer) throw new Error("there is no such producer");
      return producer;
    },
  };
};
