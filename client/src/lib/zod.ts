import { config } from "zod/v4/core";

// zod would compile its parsers with `new Function`, which the content security policy rightly forbids. It is told so before
// the first schema is made, which keeps what it was told; and by a function of its own, since the build drops what is called
// on `z` where nothing reads what it gives.
config({ jitless: true });
