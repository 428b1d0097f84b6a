import { byVotes, type ChatMessage, MAX_QUEUE, type Question, type ShowSnapshot } from "@showdrop/shared";

/** The queue after one question in it became another. Nothing else is featured beside what is. */
const withQuestion = (queue: readonly Question[], changed: Question): Question[] => {
  const others = queue
    .filter(({ id }) => id !== changed.id)
    .map(
      (question): Question =>
        changed.status === "featured" && question.status === "featured"
          ? { ...question, status: "open" }
          : question,
    );
  const now = changed.status === "answered" ? others : [...others, changed];
  return now.toSorted(byVotes).slice(0, MAX_QUEUE);
};

/** Of what a show asks its viewers and they ask it, after one more entry of its log. */
export const asked = {
  posted: ({ questions }: ShowSnapshot, message: ChatMessage): Question[] => {
    if (message.kind !== "question" || questions.some(({ id }) => id === message.id)) return questions;
    const { id, showId, author, text, at } = message;
    return withQuestion(questions, { id, showId, author, text, at, votes: 0, status: "open" });
  },
  changed: ({ questions }: ShowSnapshot, question: Question): Question[] => withQuestion(questions, question),
  votes: (
    { questions }: ShowSnapshot,
    votes: readonly { questionId: string; votes: number }[],
  ): Question[] => {
    const counted = new Map(votes.map((each) => [each.questionId, each.votes]));
    return questions
      .map((question) => ({ ...question, votes: counted.get(question.id) ?? question.votes }))
      .toSorted(byVotes);
  },
};
