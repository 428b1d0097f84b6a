export const leaving = {
  copy: {
    title: "A copy of your data",
    text: "One file with everything that we hold of you: profile, addresses, orders, what you wrote, whom you follow, reviews, notifications and where you are signed in. Of others it tells nothing.",
    get: "Download my data",
    done: "Your data is downloaded.",
  },
  erase: {
    title: "Delete your account",
    text: "You are signed out at once, and after {{span}} your account is erased for good. Until then, signing in keeps it.",
    goes: "What goes",
    what: {
      account: "Your profile, sign-in, devices and language",
      addresses: "Your addresses and bags",
      cards: "Your saved cards, at the payment provider too",
      chat: "What you wrote in chats",
      reviews: "Your reviews and their photos",
      follows: "Whom you follow, and your notifications",
    },
    stays: "What stays, and why",
    orders_one:
      "{{count, number}} order, without your name, email, phone and address: shops must keep their books.",
    orders_other:
      "{{count, number}} orders, without your name, email, phone and address: shops must keep their books.",
    log: "That something was done, as by “Deleted person”: others took part in it too.",
    act: "Delete my account",
    confirmTitle: "Delete your account?",
    confirmText:
      "You are signed out everywhere now. After {{span}} nobody can bring it back, we cannot either.",
    asked: "Your account will be deleted {{when}}. Signing in before keeps it.",
  },
};
