import type { AnsweredQuestion, Person, Question } from "@showdrop/shared";
import type { MessageStore } from "../chat/messages.store.ts";
import type { QuestionRecord } from "./questions.store.ts";

export interface QuestionViewDeps {
  messages: Pick<MessageStore, "findMany">;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
}

export type ViewedQuestion = Question & { answeredMs: number | null };

/** Questions with their texts, in the order given; one whose message is not in chat any more is left out. */
export const viewQuestions = async (
  { messages, people }: QuestionViewDeps,
  showId: string,
  records: readonly QuestionRecord[],
): Promise<ViewedQuestion[]> => {
  if (records.length === 0) return [];
  const said = await messages.findMany(records.map(({ id }) => id));
  const authors = await people([...new Set(records.map(({ authorId }) => authorId))]);
  return records.flatMap(({ id, authorId, at, votes, status, answeredMs }) => {
    const message = said.get(id);
    const author = authors.get(authorId);
    if (!message || message.deletedAt || message.hidden || !author) return [];
    return [{ id, showId, author, text: message.text, at: at.toISOString(), votes, status, answeredMs }];
  });
};

export const toQuestion = ({ answeredMs: _, ...question }: ViewedQuestion): Question => question;

export const toAnswered = (question: ViewedQuestion): AnsweredQuestion => ({
  ...question,
  answeredMs: question.answeredMs ?? 0,
});
