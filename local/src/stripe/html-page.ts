/** A page of the simulator, in whichever guise. */
export function page(title: string, content: string, brand = "Simulated Bank"): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
      <p class="bank"><span aria-hidden="true">◆</span> ${escapeHtml(brand)}</p>
      ${content}
    </main>
  </body>
</html>
`;
}

const STYLE = `
  :root { color-scheme: light dark; --ground: #eef1f6; --card: #fff; --ink: #17202e; --soft: #556070; --line: #d5dbe5; --brand: #1f4fd8; }
  @media (prefers-color-scheme: dark) { :root { --ground: #10141b; --card: #1a212c; --ink: #edf1f7; --soft: #a5b0c0; --line: #364152; --brand: #3d6bec; } }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 16px; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  main { width: 100%; max-width: 400px; padding: clamp(20px, 6vw, 32px); background: var(--card); border: 1px solid var(--line); border-radius: 16px; box-shadow: 0 12px 32px rgb(16 24 40 / 12%); }
  .bank { margin: 0 0 20px; color: var(--brand); font-weight: 650; }
  @media (prefers-color-scheme: dark) { .bank { color: #9db6ff; } }
  h1 { margin: 0 0 8px; font-size: 1.5rem; line-height: 1.25; }
  p { margin: 0 0 16px; }
  form { display: grid; gap: 10px; margin: 24px 0 16px; }
  button { min-height: 48px; border: 1px solid var(--line); border-radius: 10px; background: transparent; color: inherit; font: inherit; font-weight: 600; cursor: pointer; }
  button.yes { background: var(--brand); border-color: var(--brand); color: #fff; }
  button:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
  .note { margin: 0; color: var(--soft); font-size: .875rem; }
`;

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
