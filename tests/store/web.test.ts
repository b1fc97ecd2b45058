import { afterAll } from "vitest";
import { openWeb } from "../support/web";
import { answerTests } from "./web/answers";
import { authorizationTests } from "./web/authorization";
import { foreignRequestTests } from "./web/requests-from-elsewhere";
import { lifecycleTests } from "./web/starting-and-stopping";
import { ownershipTests } from "./web/ownership";
import { programTests } from "./web/programs";
import { settingsTests } from "./web/settings";
import { sessionTests } from "./web/sessions";

// One server for all of them: its start and its sample shop cost more than the tests.
const web = await openWeb();
afterAll(() => web.close());

authorizationTests(web);
foreignRequestTests(web);
sessionTests(web);
ownershipTests(web);
programTests(web);
answerTests(web);
settingsTests(web);
// the last, since they stop the server
lifecycleTests(web);
