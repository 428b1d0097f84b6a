// The part of the contract that only a shop's people and their second screens hear of: a file of its own, since most who watch never need it.
export { ModerationNews, ScreenNews, TeamNews } from "@showdrop/shared";
