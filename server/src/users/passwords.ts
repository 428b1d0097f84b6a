import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane (cheatsheetseries.owasp.org, Password Storage). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

export const verifyPassword = (hashed: string, password: string): Promise<boolean> =>
  verify(hashed, password);

/**
 * A hash that no password is compared with in earnest: signing in with an unknown email takes as long as with a
 * known one, so that accounts cannot be probed by the clock.
 */
export const decoyHash = hashPassword("no account has this password");

/** Passwords from the top of public breach lists that satisfy the length rule, in lower case. */
const common = new Set([
  "password",
  "password1",
  "password123",
  "passw0rd",
  "p@ssw0rd",
  "p@ssword",
  "12345678",
  "123456789",
  "1234567890",
  "0123456789",
  "87654321",
  "987654321",
  "9876543210",
  "11111111",
  "00000000",
  "88888888",
  "99999999",
  "12341234",
  "123123123",
  "123321123",
  "11223344",
  "1q2w3e4r",
  "1q2w3e4r5t",
  "1qaz2wsx",
  "qwertyui",
  "qwertyuiop",
  "qwerty123",
  "qwer1234",
  "asdfghjk",
  "asdfghjkl",
  "asdf1234",
  "zxcvbnm1",
  "abcd1234",
  "abc12345",
  "abcdefgh",
  "a1234567",
  "aa123456",
  "iloveyou",
  "iloveyou1",
  "princess",
  "princess1",
  "sunshine",
  "football",
  "baseball",
  "superman",
  "starwars",
  "trustno1",
  "whatever",
  "welcome1",
  "welcome123",
  "letmein1",
  "changeme",
  "dragon123",
  "monkey123",
  "computer",
  "internet",
  "michelle",
  "jennifer",
  "samsung1",
  "google123",
  "admin123",
  "administrator",
  "test1234",
  "showdrop",
  "showdrop1",
  "showdrop123",
]);

/** Whether a password is among the first that anybody would try, or one character repeated. */
export const isCommonPassword = (password: string): boolean =>
  common.has(password.toLowerCase()) || new Set(password).size < 3;
