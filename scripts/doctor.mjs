// npm run doctor: looks at everything Showdrop needs, and says what to do about what is wrong.
import { bootstrap } from "./bootstrap.mjs";

await bootstrap("local/src/doctor/main.ts");
