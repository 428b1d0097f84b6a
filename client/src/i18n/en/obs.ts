export const obs = {
  open: "Stream with OBS",
  title: "Stream with OBS",
  intro:
    "OBS Studio, or any program that speaks WHIP, can send instead of this page. The show goes live as soon as it sends.",
  introRehearsal:
    "Send as you will in earnest, to the same address with the same key: while you rehearse it arrives here, and viewers see nothing. After a rehearsal with OBS you begin the show yourself: press “Go live with OBS” here, in the studio.",
  begin: "Go live with OBS",
  beginHint:
    "You rehearsed with OBS, so the show does not begin by itself when OBS sends. Press this, then Start Streaming; an OBS that is still trying comes by itself.",
  noKeyYet: "Your shop has no stream key yet. End the rehearsal and make one in the studio.",
  state: { waiting: "Waiting for OBS", sending: "OBS is sending", other: "Another page is sending" },
  picture: "What viewers see",
  server: "Server",
  key: "Bearer token",
  keyHint: "Your shop's stream key. Whoever has it can go live in your name: show it to nobody.",
  usedAt: "Last used {{when}}",
  unused: "Not used yet",
  show: "Show the key",
  hide: "Hide the key",
  copyServer: "Copy the server address",
  copyKey: "Copy the key",
  copied: "Copied",
  notCopied: "The browser did not allow copying. Select the text and copy it yourself.",
  make: "Make a stream key",
  rotate: "Replace the key",
  rotateTitle: "Replace the stream key?",
  rotateText:
    "The present key stops working at once, and what is being sent with it ends. Put the new one into OBS.",
  rotated: "The key was replaced",
  steps: {
    title: "In OBS, 30 or newer",
    service: "Settings → Stream: choose the service WHIP.",
    address: "Paste the server address and the bearer token from above.",
    output:
      "Settings → Output: H.264, rate control CBR, keyframe interval 1 or 2 s, profile baseline, no B-frames.",
    sound: "Sound goes as Opus; OBS chooses it by itself.",
    simulcast:
      "From OBS 32.1 on, set Simulcast to 3 layers on the Stream page: viewers with a weak connection then get a smaller picture instead of a broken one.",
    start: "Start Streaming. Stop Streaming pauses the show; you end it here.",
  },
};
