export const pins = {};
