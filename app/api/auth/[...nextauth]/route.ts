import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions } from "@/lib/auth/options";

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth answers every refused sign-in with 401; the rate limit has its own status. */
async function respond(request: NextRequest, context: Context): Promise<Response> {
  const response: Response = await NextAuth(request, context, authOptions());
  if (response.status !== 401) return response;
  const text = await response.clone().text();
  const refusal = `${response.headers.get("location") ?? ""}${text}`;
  return refusal.includes("error=tooManyAttempts") ? new Response(text, { status: 429, headers: response.headers }) : response;
}

export { respond as GET, respond as POST };
