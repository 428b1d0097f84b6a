export const mods = {
  title: "Moderating: {{show}}",
  toShow: "To the show",
  stranger: {
    title: "This is for the shop's team",
    text: "Only those with a role in the shop keep its chat clean.",
  },
  page: { title: "Moderation", text: "What the team did, who is banned, and who asks for another look." },
  bans: "Banned people",
  bansText: "They can neither watch nor chat in this shop's shows.",
  noBans: "Nobody is banned. You ban somebody from the chat of a live show.",
  bannedBy: "By {{name}}, {{when}}",
  unban: "Let back in",
  unbanOf: "Let {{name}} back in",
  unbanned: "{{name}} may come back.",
};
