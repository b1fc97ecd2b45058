import { createInterface } from "node:readline/promises";
import { z } from "zod";
import { forgetFirstPassword } from "@/lib/auth/first-run";
import { hashPassword } from "@/lib/auth/passwords";
import { AppError } from "@/lib/errors";
import { changePasswordHash, findUserByEmail } from "@/lib/store/users";
import { roles } from "@/lib/types/roles";
import type { User } from "@/lib/types/user";
import { addUser, resetPassword, setUserDisabled } from "@/lib/workflows/manage-users";
import type { UserAnswer } from "../answers";
import { type Answer, type Command, type CommandContext, type CommandInput, choiceOption, flag, textOption, UsageError } from "../command";

function answer(user: User, password?: string): Answer {
  const json: UserAnswer = { id: user.id, email: user.email, role: user.role, disabled: user.disabled, ...(password ? { password } : {}) };
  const note = password ? `\nFirst password (to be changed at sign-in): ${password}` : "";
  return { json, text: `${user.email}, ${user.role}${user.disabled ? ", disabled" : ""}${note}` };
}

async function known(email: string): Promise<User> {
  const user = await findUserByEmail(email);
  if (!user) throw new AppError("notFound", `There is no account ${email}.`);
  return user;
}

async function add(email: string, input: CommandInput, { actor }: CommandContext): Promise<Answer> {
  if (!z.email().max(254).safeParse(email).success) throw new UsageError(`${email} is not an e-mail address`);
  const role = choiceOption(input, "role", roles);
  if (role === null) throw new UsageError("--role is missing");
  const name = textOption(input, "name") ?? email.split("@")[0] ?? email;
  const invited = await addUser({ email, name, role }, actor);
  return answer(invited.user, invited.password);
}

/** Without `--stdin` a random first password is made; never an argument, which other processes can read. */
async function passwd(email: string, input: CommandInput, { actor }: CommandContext): Promise<Answer> {
  const user = await known(email);
  if (!flag(input, "stdin")) {
    const invited = await resetPassword(user.id, actor);
    return answer(invited.user, invited.password);
  }
  const lines = createInterface({ input: process.stdin });
  const { value: password = "" } = await lines[Symbol.asyncIterator]().next();
  lines.close();
  const passwordHash = await hashPassword(password);
  const changed = await changePasswordHash(user.id, { passwordHash, mustChangePassword: false }, { actor, action: "resetPassword" });
  forgetFirstPassword(changed.email);
  return answer(changed);
}

export const user: Command = {
  name: "user",
  usage: "user add EMAIL --role marketer|manager|campaignOwner|admin [--name NAME] | user disable EMAIL | user passwd EMAIL [--stdin]",
  summary: "adds or disables an account, or gives it a new password",
  options: { role: { type: "string" }, name: { type: "string" }, stdin: { type: "boolean" } },
  positionals: { min: 2, max: 2 },
  run: async (input, context) => {
    const [what, email = ""] = input.positionals;
    if (what === "add") return add(email, input, context);
    if (what === "passwd") return passwd(email, input, context);
    if (what === "disable") return answer(await setUserDisabled((await known(email)).id, true, context.actor));
    throw new UsageError(`user ${what} is not known; it is add, disable or passwd`);
  },
};
