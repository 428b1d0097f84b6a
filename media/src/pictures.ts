import type { types } from "mediasoup";
import type { BestLayer } from "./audience.ts";

export interface PicturesParts {
  /** Another simulcast layer of this picture comes from now on; null when there is no bandwidth for any. */
  onLayer: (consumerId: string, spatialLayer: number | null) => void;
  /** The best layer of all pictures is another now. */
  onBest: (best: BestLayer) => void;
}

/** Watches which layer of each picture reaches one peer, by what the worker says when that changes. */
export const watchPictures = ({ onLayer, onBest }: PicturesParts) => {
  const pictures = new Set<types.Consumer>();
  let best: BestLayer = null;

  const reckon = (): void => {
    const layers = [...pictures].map(arriving).filter((layer) => layer !== null);
    const next = layers.length > 0 ? Math.max(...layers) : null;
    if (next === best) return;
    best = next;
    onBest(best);
  };

  return {
    watch: (consumer: types.Consumer): void => {
      if (consumer.kind !== "video") return;
      pictures.add(consumer);
      let told: number | null = null;
      const tell = (): void => {
        const layer = consumer.currentLayers?.spatialLayer ?? null;
        // A change of the temporal layer alone is nobody's business.
        if (consumer.closed || !flows(consumer) || layer === told) return;
        told = layer;
        onLayer(consumer.id, layer);
      };
      consumer.on("layerschange", (layers) => {
        reckon();
        if (layers) tell();
        // A pause ends every layer too, and the worker says so first: by then it has said the other thing.
        else setImmediate(tell);
      });
      consumer.observer.on("pause", () => {
        told = null;
        reckon();
      });
      consumer.observer.on("resume", reckon);
      consumer.observer.once("close", () => {
        pictures.delete(consumer);
        reckon();
      });
    },
  };
};

const flows = (consumer: types.Consumer): boolean => !(consumer.paused || consumer.producerPaused);

/** Who sends no layers has one, the smallest. */
const arriving = (consumer: types.Consumer): BestLayer => {
  if (!flows(consumer)) return null;
  return consumer.type === "simple" ? 0 : (consumer.currentLayers?.spatialLayer ?? null);
};
