import { Store } from "../lib/store.ts";

const kept = "token";

/** What is asked of the reader: the token that a service open to others wants for writing. */
export interface TokenQuestion {
  /** Whether the token given before was refused. */
  again: boolean;
  /** Takes the token; null gives up. */
  answer: (token: string | null) => void;
}

/** The question that waits for its answer. */
export const tokenQuestion = new Store<TokenQuestion | null>(null);

/** The token of this tab: it is forgotten with it. */
export const tokenOfSession = (): string | null => sessionStorage.getItem(kept);

/** Asks for a token after one (or none) was refused. Requests refused together wait for the same answer.
 * @returns Whether there is another token to try. */
export async function askForToken(refused: string | null): Promise<boolean> {
  if (refused !== tokenOfSession()) {
    return true; // another request has asked meanwhile
  }

  const waiting = tokenQuestion.value;
  return new Promise((resolve) =>
    tokenQuestion.set({
      again: refused !== null,
      answer: (token) => {
        tokenQuestion.set(null);
        if (token !== null) {
          sessionStorage.setItem(kept, token);
        }

        waiting?.answer(token);
        resolve(token !== null);
      },
    }),
  );
}
