export const rules = {
  notice: {
    label: "Rules of this chat now",
    frozen: "The chat rests for a moment. Only the team writes now.",
    shield: "The team has made the chat stricter for a while.",
    slow: "Slow mode: one message every {{seconds}} s.",
    again: "You can write again in {{seconds}} s.",
    followers: "For followers of this shop.",
    followersSince: "For those who have followed this shop for {{time}}.",
    buyers: "For those who have bought here.",
    account: "For accounts that are at least {{time}} old.",
    links: "No links.",
    team: "None of this binds you: you are on the team.",
  },
  time: {
    minutes_one: "{{count}} minute",
    minutes_other: "{{count}} minutes",
    hours_one: "{{count}} hour",
    hours_other: "{{count}} hours",
    days_one: "{{count}} day",
    days_other: "{{count}} days",
  },
};
