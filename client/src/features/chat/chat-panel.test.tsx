import {
  type ChatMessage,
  type Me,
  type NewMessage,
  ok,
  type Result,
  refuse,
  type ShowSnapshot,
} from "@showdrop/shared";
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { speak } from "../../i18n/index.ts";
import { serve } from "../../testing/serve.ts";
import { show as draw } from "../../testing/show.tsx";
import { id, inSeconds, sampleMessage, sampleSnapshot } from "../watch/sample-show.ts";
import { type ChatActs, ChatPanel } from "./chat-panel.tsx";

const me: Me = {
  ...{ id: id(100), displayName: "Mina", email: "mina@example.com", memberships: [] },
  ...{ createdAt: inSeconds(0), namedWhenBuying: false },
};
const emotes = [{ id: id(400), code: "moon", url: "/uploads/moon.webp" }];

beforeEach(async () => {
  localStorage.clear();
  vi.stubGlobal("matchMedia", () => new EventTarget());
  speak("en");
  await serve(({ url }) => ({
    json: url.startsWith("/api/me") ? { me } : { items: url.includes("emotes") ? emotes : [] },
  }));
});

const posts: NewMessage[] = [];
let answer: (message: NewMessage) => Result<ChatMessage>;
const acts: ChatActs = {
  post: async (message) => {
    posts.push(message);
    return answer(message);
  },
  sendHearts: async () => ok({}),
};
const accept = ({ text }: NewMessage) => ok(sampleMessage(1, 100, text));

const open = (more: Partial<ShowSnapshot> = {}, offline = false) => {
  posts.length = 0;
  answer = accept;
  return draw(<ChatPanel show={sampleSnapshot(more)} acts={acts} offline={offline} moderates={null} />);
};
const input = () => screen.findByRole<HTMLInputElement>("combobox", { name: "Say something…" });
const send = () => screen.getByRole<HTMLButtonElement>("button", { name: "Send message" });
const log = () => screen.getByRole("log", { name: "Chat messages" });

describe("writing", () => {
  it("counts down a wait, keeps the text and sends it again once it is over", async () => {
    const person = open();
    answer = () => refuse("CHAT_TOO_FAST", { retryAfter: 1 });
    await person.type(await input(), "천천히{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBe("One moment between messages, please.");
    expect(screen.getByRole("timer").textContent).toMatch(/1 s/);
    expect(send().disabled).toBe(true);
    expect((await input()).value).toBe("천천히");
    await person.type(await input(), "{Enter}");
    expect(posts).toHaveLength(1);

    answer = accept;
    await waitFor(() => expect(send().disabled).toBe(false));
    await person.click(send());
    await waitFor(async () => expect((await input()).value).toBe(""));
    // A refusal is an answer: the second attempt is another one.
    expect(posts[1]?.key).not.toBe(posts[0]?.key);
  });

  it("carries the same key again when only the answer was lost, after a reload too", async () => {
    const person = open();
    answer = () => refuse("UNAVAILABLE");
    await person.type(await input(), "lost{Enter}");
    await screen.findByRole("alert");
    const [first] = posts;
    cleanup();
    const again = open();
    expect((await input()).value).toBe("lost");
    await again.click(send());
    await waitFor(() => expect(posts).toHaveLength(1));
    expect(posts[0]).toEqual(first);
    await waitFor(() => expect(localStorage).toHaveLength(0));
  });

  it("sends nothing without a connection", async () => {
    const person = open({}, true);
    await person.type(await input(), "later{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBe(
      "You are offline. Your message is kept here.",
    );
    expect(posts).toEqual([]);
    expect((await input()).value).toBe("later");
  });

  it("completes a name by the keyboard and mentions the person", async () => {
    const person = open({ messages: [sampleMessage(1, 7)], team: [{ id: id(8), displayName: "Host Hana" }] });
    await person.type(await input(), "@h");
    expect(within(screen.getByRole("listbox")).getAllByRole("option")).toHaveLength(1);
    await person.keyboard("{Enter}");
    await waitFor(async () => expect((await input()).value).toBe("@Host Hana "));
    expect(posts).toEqual([]);
    await person.type(await input(), "and @Viewer 7{Escape}{Enter}");
    await waitFor(() => expect(posts).toHaveLength(1));
    expect(new Set(posts[0]?.mentions)).toEqual(new Set([id(7), id(8)]));
  });

  it("answers a message, and no longer once that is taken back", async () => {
    const asked = sampleMessage(1, 7, "How large?");
    const person = open({ messages: [asked] });
    await input();
    await person.click(await screen.findByRole("button", { name: "Message of Viewer 7" }));
    await person.click(await screen.findByRole("menuitem", { name: "Reply" }));
    await person.type(await input(), "small{Enter}");
    await waitFor(() => expect(posts[0]?.replyTo).toBe(asked.id));
    await person.click(await screen.findByRole("button", { name: "Message of Viewer 7" }));
    await person.click(await screen.findByRole("menuitem", { name: "Reply" }));
    await person.click(await screen.findByRole("button", { name: "Do not reply" }));
    await person.type(await input(), "hello{Enter}");
    await waitFor(() => expect(posts[1]?.replyTo).toBeNull());
  });
});

describe("reading", () => {
  it("shows an address as text, and as a link where the show lets it", () => {
    const text = "https://example.com/a";
    open({
      messages: [
        { ...sampleMessage(1), text },
        { ...sampleMessage(2), text, links: true },
      ],
    });
    const link = within(log()).getByRole<HTMLAnchorElement>("link");
    expect([link.href, link.rel, link.target]).toEqual([text, "noopener nofollow ugc", "_blank"]);
    expect(within(log()).getAllByText(text)).toHaveLength(2);
  });

  it("shows emotes by their name, badges, and what the show says between the messages", () => {
    const at = { showId: id(1), title: "Moon jar" };
    open({
      messages: [
        {
          ...sampleMessage(1, 7, "so :moon:"),
          emotes: [{ code: "moon", url: "/m" }],
          badges: ["buyer", "follower"],
        },
        sampleMessage(3, 8, "me too"),
      ],
      lines: [
        { ...at, id: id(500), at: inSeconds(2), what: "bought", buyer: null, quantity: 2 },
        { ...at, id: id(501), at: inSeconds(4), what: "drop_sold_out" },
      ],
    });
    expect(within(log()).getByRole("img", { name: ":moon:" })).toBeTruthy();
    expect(within(log()).getByRole("img", { name: "Bought here" })).toBeTruthy();
    expect(within(log()).getByRole("img", { name: "Follows this shop" })).toBeTruthy();
    expect(
      within(log())
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent),
    ).toEqual([
      expect.stringContaining("so "),
      "Someone bought 2 × Moon jar",
      expect.stringContaining("me too"),
      "Moon jar is sold out",
    ]);
  });

  it("keeps the last two hundred rows", () => {
    open({ messages: Array.from({ length: 230 }, (_, n) => sampleMessage(n)) });
    const rows = within(log()).getAllByRole("listitem");
    expect(rows).toHaveLength(200);
    expect(rows.at(-1)?.textContent).toContain("message 229");
  });

  it("says that a message which was answered is gone", () => {
    const replyTo = { messageId: id(9), author: { id: id(7), displayName: "Rude" }, text: null };
    open({ messages: [{ ...sampleMessage(1), replyTo }] });
    const button = screen.getByRole<HTMLButtonElement>("button", {
      name: "In reply to Rude: Message taken away",
    });
    expect(button.disabled).toBe(true);
  });

  it("sends hearts in one bundle", async () => {
    const counts: number[] = [];
    const person = draw(
      <ChatPanel
        show={sampleSnapshot({ hearts: 3 })}
        acts={{
          ...acts,
          sendHearts: async (count) => {
            counts.push(count);
            return ok({});
          },
        }}
        offline={false}
        moderates={null}
      />,
    );
    const heart = await screen.findByRole("button", { name: "Send a heart. 3 hearts so far" });
    for (let i = 0; i < 3; i++) await person.click(heart);
    act(() => heart.focus());
    await person.keyboard("{Enter}");
    await waitFor(() => expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4));
    expect(counts.length).toBeLessThan(4);
  });
});
