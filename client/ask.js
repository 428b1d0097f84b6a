// A show's page asks for its pass to the media before anything else of it is loaded; src/lib/media/asked.ts takes it. With a
// yes there is something to play: then what plays it is fetched beside the page's own scripts (src/lib/media/device.ts).
{
  const [, showId] = /^\/shows\/([0-9a-f]{24})\/?$/.exec(location.pathname) ?? [];
  if (showId) {
    const response = fetch(`/api/shows/${showId}/admission`, {
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/json" },
      body: '{"as":"viewer"}',
    });
    const { media } = document.currentScript.dataset;
    const fetchMedia = ({ ok }) => {
      if (!ok) return;
      for (const href of media.split(" ")) {
        const link = document.createElement("link");
        document.head.append(Object.assign(link, { rel: "modulepreload", crossOrigin: "", href }));
      }
    };
    // Whoever takes the answer sees the failure.
    response.then(fetchMedia).catch(() => undefined);
    window.askedForShow = { showId, response };
  }
}
