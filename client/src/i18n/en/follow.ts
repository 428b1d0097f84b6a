export const follow = {
  follow: "Follow",
  following: "Following",
  followShop: "Follow {{shop}}",
  unfollowShop: "Stop following {{shop}}",
  save: "Remind me",
  saved: "Reminder set",
  saveShow: "Remind me of {{show}}",
  unsaveShow: "No reminder of {{show}}",
  wish: "Tell me when {{drop}} opens",
  unwish: "Do not tell me when {{drop}} opens",
  followers_one: "{{count, number}} follower",
  followers_other: "{{count, number}} followers",
  /** Offered once, after somebody follows, saves or wishes for something. */
  offer: {
    title: "Shall this browser tell you?",
    text: "We can send a short message to this device when it begins, even while Showdrop is closed. Your browser asks you once more. You choose what and when in the settings, and can switch it off at any time.",
    yes: "Yes, tell me",
    no: "Not now",
  },
};
