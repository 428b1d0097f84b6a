export const chat = {
  title: "Chat messages",
  empty: "Be the first to say hello.",
  write: "Say something…",
  send: "Send message",
  signInToChat: "Sign in to chat",
  newest: "Newest messages",
  role: { owner: "Host", manager: "Team", moderator: "Mod" },
};
