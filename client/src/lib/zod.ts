import { z } from "zod";

// zod would compile its parsers with `new Function`, which the content security policy rightly forbids.
z.config({ jitless: true });
