import { REHEARSAL_PATH } from "@showdrop/shared";
import { inBrowser } from "./in-browser.ts";

/** Whether these pages are a rehearsal's. Nothing leads from one world into the other but a page that is loaded anew. */
export const isRehearsal: boolean = inBrowser && window.location.pathname.startsWith(`${REHEARSAL_PATH}/`);

/** What stands before the path of every page, call and socket of this world. */
export const worldPath: string = isRehearsal ? REHEARSAL_PATH : "";
