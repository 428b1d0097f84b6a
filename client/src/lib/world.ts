import { REHEARSAL_PATH } from "@showdrop/shared";

/** Whether these pages are a rehearsal's. Nothing leads from one world into the other but a page that is loaded anew. */
export const isRehearsal: boolean = window.location.pathname.startsWith(`${REHEARSAL_PATH}/`);

/** What stands before the path of every page, call and socket of this world. */
export const worldPath: string = isRehearsal ? REHEARSAL_PATH : "";
