import type { Opened } from "@showdrop/shared";
import { createContext, useContext } from "react";

/** Says that something of the show around it was opened, for its report; outside of a show it says nothing. */
export const OpenedContext = createContext<(opened: Opened) => void>(() => undefined);

export const useNoteOpened = () => useContext(OpenedContext);
