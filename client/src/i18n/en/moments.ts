/** What happens around a drop and at the end of a show. */
export const moments = {
  /** Said once, for those who listen to the page. */
  news: {
    opened: "{{title}} is on sale now.",
    held: "{{title}} is held for you.",
    "your-turn": "It is your turn for {{title}}.",
    hurry: "30 seconds left to pay for {{title}}.",
    "hold-ended": "Your time for {{title}} is over.",
    "all-held": "All of {{title}} are in other people's hands. Some may return.",
    "sold-out": "{{title}} is sold out.",
  },
  ready: {
    title: "Ready to buy?",
    all: "You are ready: one press buys.",
    yes: "Done",
    notYet: "Not yet",
    signedIn: "Signed in",
    signInFirst: "You are not signed in",
    signIn: "Sign in",
    address: "Your address is kept",
    noAddress: "No address kept",
    addAddress: "Add one",
    noCard: "No card kept",
    addCard: "Add a card",
  },
  similar: {
    title: "Something similar",
    text: "{{title}} is sold out. The shop still has these.",
    none: "Nothing like it right now",
    noneText: "Join the line: what comes back is offered to you.",
  },
  ended: {
    bought: "What you bought",
    next: "Next show",
  },
};
