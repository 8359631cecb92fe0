import { useEffect, useRef, useState } from "preact/hooks";
import { tokenQuestion, type TokenQuestion } from "../api/token.ts";
import { useStore } from "../lib/store.ts";

/** Asks for the token while a request waits for it. */
export function TokenDialog() {
  const question = useStore(tokenQuestion);
  return question && <Ask question={question} />;
}

function Ask({ question }: { question: TokenQuestion }) {
  const box = useRef<HTMLDialogElement>(null);
  const [token, setToken] = useState("");
  useEffect(() => box.current?.showModal(), []);
  const give = (event: Event) => {
    event.preventDefault();
    question.answer(token.trim());
  };
  return (
    <dialog ref={box} aria-labelledby="token-title" onClose={() => question.answer(null)}>
      <form onSubmit={give}>
        <header>
          <h2 id="token-title">The service asks for its token</h2>
          <p class="note">
            Whoever started it has one, which lets you change something here. It is kept until this tab is closed.
          </p>
        </header>
        <label class="field">
          <span>Token</span>
          <input
            type="password"
            value={token}
            required
            pattern=".*\S.*"
            autocomplete="off"
            aria-invalid={question.again}
            aria-describedby={question.again ? "token-refused" : undefined}
            onInput={(event) => setToken(event.currentTarget.value)}
          />
          {question.again && (
            <span class="fault" id="token-refused" role="alert">
              The token given before was refused.
            </span>
          )}
        </label>
        <footer>
          <button type="button" class="button" onClick={() => question.answer(null)}>
            Cancel
          </button>
          <button class="button main">Go on</button>
        </footer>
      </form>
    </dialog>
  );
}
