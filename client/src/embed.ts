// <showdrop-show handle="kiln-and-thread"> on any page: a frame with the shop's live show, its next one or its replay. It
// is loaded by other sites, so it is one small file without anything else, and touches nothing of the page around it.
{
  const script = document.currentScript;
  const host = script instanceof HTMLScriptElement ? new URL(script.src).origin : location.origin;
  const events = ["ready", "live", "ended", "order"];

  const sheet = new CSSStyleSheet();
  // As a phone stands, and as a screen lies where there is room; a page may say otherwise with --showdrop-ratio.
  sheet.replaceSync(
    ":host{display:block;container-type:inline-size}:host([hidden]){display:none}" +
      "iframe{display:block;box-sizing:border-box;width:100%;border:0;border-radius:16px;background:#000;color-scheme:normal;aspect-ratio:var(--showdrop-ratio,9/16);max-height:90vh}" +
      "@container(min-width:40rem){iframe{aspect-ratio:var(--showdrop-ratio,16/9)}}",
  );

  class ShowdropShow extends HTMLElement {
    static readonly observedAttributes = ["handle", "show", "theme", "lang", "muted"];
    #frame: HTMLIFrameElement | null = null;

    connectedCallback(): void {
      addEventListener("message", this.#hear);
      if (this.#frame) return;
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      const frame = document.createElement("iframe");
      frame.setAttribute(
        "sandbox",
        "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox",
      );
      frame.allow = "autoplay; fullscreen; picture-in-picture";
      frame.referrerPolicy = "strict-origin";
      frame.loading = "lazy";
      root.append(frame);
      this.#frame = frame;
      this.#lead();
    }

    disconnectedCallback(): void {
      removeEventListener("message", this.#hear);
    }

    attributeChangedCallback(): void {
      this.#lead();
    }

    #lead(): void {
      const handle = this.getAttribute("handle")?.replace(/^@/, "");
      if (!this.#frame || !handle) return;
      const url = new URL(`/embed/@${encodeURIComponent(handle)}`, host);
      for (const name of ["show", "theme", "lang", "muted"]) {
        const value = this.getAttribute(name);
        if (value !== null) url.searchParams.set(name, value);
      }
      this.#frame.title = `Showdrop: @${handle}`;
      if (this.#frame.src !== url.href) this.#frame.src = url.href;
    }

    // Only what our own frame says, from our own site, in the words that we know.
    readonly #hear = ({ origin, source, data }: MessageEvent<unknown>): void => {
      if (origin !== host || !this.#frame || source !== this.#frame.contentWindow) return;
      if (typeof data !== "object" || data === null || Reflect.get(data, "source") !== "showdrop") return;
      const event: unknown = Reflect.get(data, "event");
      if (typeof event !== "string" || !events.includes(event)) return;
      const detail = { showId: Reflect.get(data, "showId") };
      this.dispatchEvent(new CustomEvent(`showdrop-${event}`, { detail, bubbles: true }));
    };
  }

  if (!customElements.get("showdrop-show")) customElements.define("showdrop-show", ShowdropShow);
}
