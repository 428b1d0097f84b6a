export const account = { showPassword: "Show password", hidePassword: "Hide password" };
