export const moderation = {
  menu: "Moderate the message of {{name}}",
  delete: "Delete message",
  deleted: "Message deleted for everybody.",
  ban: "Ban {{name}}",
  banTitle: "Ban {{name}}?",
  banText:
    "They leave the show at once, all of their messages disappear, and they cannot come back to any of this shop's shows until you let them.",
  banConfirm: "Ban",
  banned: "{{name}} is banned.",
};
