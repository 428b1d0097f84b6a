export const liveStudio = {};
