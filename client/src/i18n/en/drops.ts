export const drops = {};
