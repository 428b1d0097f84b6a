/** Network Information, which only some browsers have: changes are told at it. */
const information = (): EventTarget | null => {
  const known: unknown = "connection" in navigator ? navigator.connection : null;
  return known instanceof EventTarget ? known : null;
};

/** "wifi", "cellular", "none" and so on, of browsers that know it. */
const typeOf = (known: EventTarget | null): unknown => (known && "type" in known ? known.type : undefined);

/**
 * Tells when this device has changed to another network, or is on one again, until aborted. The browser's estimates
 * of speed, which change all the time, mean nothing here.
 */
export const onNetworkChange = (changed: () => void, signal: AbortSignal): void => {
  const known = information();
  let before = typeOf(known);
  const compare = () => {
    const now = typeOf(known);
    if (now === before) return;
    before = now;
    if (now !== "none") changed();
  };
  known?.addEventListener("change", compare, { signal });
  window.addEventListener("online", changed, { signal });
};

/** Whether this device's owner asked browsers to be sparing with data. */
export const savesData = (): boolean => {
  const known = information();
  return known !== null && "saveData" in known && known.saveData === true;
};
