import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { useFirstFrame } from "./use-first-frame.ts";

const Stage = () => {
  const [seen, noteSeen] = useFirstFrame();
  return (
    <div onLoadedDataCapture={noteSeen}>
      <p>{seen ? "picture" : "poster"}</p>
      <video data-testid="video" muted />
      <audio data-testid="audio" muted />
    </div>
  );
};

afterEach(cleanup);

it("a poster stays until a video has a frame, however long its sound has been there", () => {
  render(<Stage />);
  fireEvent.loadedData(screen.getByTestId("audio"));
  expect(screen.getByText("poster")).toBeTruthy();
  fireEvent.loadedData(screen.getByTestId("video"));
  expect(screen.getByText("picture")).toBeTruthy();
});
