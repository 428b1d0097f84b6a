import { expect, test } from "vitest";
import { byVotes, isQuestion, type Question } from "./questions.ts";

const questions = [
  "How large is it?",
  "? how large is it",
  "배송은 언제 되나요?",
  "?배송비 얼마예요",
  "얼마예요?",
  "¿Cuánto cuesta?",
  "really?!",
  "재입고 되나요??ㅠㅠ",
  "색상 더 있나요?ㅋㅋㅋ",
  "is it safe for the oven? 🙏🏽",
  "(does it come in blue?)",
  "can I pick it up❓",
  "100?",
];
test.each(questions)("%s is a question", (text) => expect(isQuestion(text)).toBe(true));

const others = [
  "so pretty",
  "배송 빨라요",
  "?",
  "???",
  "ㅋㅋㅋ?",
  "🙏?",
  "is it? yes it is",
  "http://example.com/?page=2",
  "비싸니까",
  "",
];
test.each(others)("%j is none", (text) => expect(isQuestion(text)).toBe(false));

test("most votes come first, of those the one that waits longest", () => {
  const question = (id: string, votes: number, at: string): Question => ({
    ...{ id, votes, at, showId: "", author: { id: "", displayName: "Ann" } },
    ...{ text: id, status: "open" },
  });
  const queue = [
    question("b", 1, "2026-03-02"),
    question("a", 1, "2026-03-01"),
    question("c", 2, "2026-03-03"),
  ];
  expect(queue.toSorted(byVotes).map(({ id }) => id)).toEqual(["c", "a", "b"]);
});
