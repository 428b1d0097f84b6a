export const account = {
  showPassword: "Show password",
  hidePassword: "Hide password",
  email: "Email",
  password: "Password",
  passwordHint: "At least 8 characters. A few unrelated words are easy to remember and hard to guess.",
  displayName: "Your name",
  displayNameHint: "Everybody in a show's chat sees it.",
  signIn: {
    title: "Welcome back",
    text: "Sign in to chat, buy and go live.",
    submit: "Sign in",
    other: "New here?",
    otherLink: "Create an account",
  },
  signUp: {
    title: "Create your account",
    text: "One account to watch, chat, buy and sell.",
    submit: "Create account",
    other: "Have an account already?",
    otherLink: "Sign in",
  },
};
