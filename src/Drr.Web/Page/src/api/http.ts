import { Store } from "../lib/store.ts";
import { askForToken, tokenOfSession } from "./token.ts";

/** Whether the service answers. While it does not, it is asked every second. */
export const connected = new Store(true);

/** The service's refusal: what it says (ProblemDetails), and which field it is about. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly fields: Record<string, string[]> = {},
  ) {
    super(message);
  }
}

/** Whether the service cannot answer now but may later; its message says why. */
export const isWaiting = (fault: unknown): boolean => fault instanceof Refusal && fault.status === 503;

/** The service could not be reached. */
export class Lost extends Error {
  constructor() {
    super("The service does not answer.");
  }
}

/** Sends a request with the session's token, and again with another for as long as the service wants one and the reader has one. */
async function withToken(attempt: (headers: Record<string, string>) => Promise<Response>): Promise<Response> {
  for (;;) {
    const token = tokenOfSession();
    const response = await attempt(token === null ? {} : { Authorization: `Bearer ${token}` });
    if (response.status !== 401 || !(await askForToken(token))) {
      return response;
    }
  }
}

export async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await withToken((token) =>
      fetch(path, { ...init, headers: { Accept: "application/json", ...init.headers, ...token } }),
    );
  } catch (fault) {
    if (init.signal?.aborted) {
      throw fault;
    }

    lose();
    throw new Lost();
  }

  connected.set(true);
  if (!response.ok) {
    throw await refusalOf(response);
  }

  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => request<T>(path, { signal: signal ?? null });

export const send = <T>(method: "POST" | "DELETE", path: string, body?: unknown): Promise<T> =>
  request<T>(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  });

/** Sends a form, and says which share is sent: fetch cannot. */
export async function upload<T>(path: string, form: FormData, sent: (share: number) => void): Promise<T> {
  const response = await withToken((token) => post(path, form, token, sent));
  if (!response.ok) {
    throw await refusalOf(response);
  }

  return (await response.json()) as T;
}

const post = (path: string, form: FormData, headers: Record<string, string>, sent: (share: number) => void): Promise<Response> =>
  new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", path);
    Object.entries(headers).forEach(([name, value]) => call.setRequestHeader(name, value));
    call.upload.onprogress = (event) => sent(event.loaded / Math.max(event.total, 1));
    call.onerror = () => {
      lose();
      reject(new Lost());
    };
    call.onload = () => resolve(new Response(call.responseText, { status: call.status }));
    call.send(form);
  });

/** A path with a query of those parameters that have a value. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") {
      parameters.set(name, String(value));
    }
  }

  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

/** Says that the service is lost, and asks for it until it is back. */
export function lose(): void {
  if (connected.value) {
    connected.set(false);
    const timer = setInterval(async () => {
      const back = await fetch("/health/live", { cache: "no-store" }).then(
        (answer) => answer.ok,
        () => false,
      );
      if (back || connected.value) {
        clearInterval(timer);
        connected.set(true);
      }
    }, 1000);
  }
}

export async function refusalOf(response: Response): Promise<Refusal> {
  const problem = (await response.json().catch(() => null)) as {
    title?: string;
    detail?: string;
    errors?: Record<string, string[]>;
  } | null;
  const fields = problem?.errors ?? {};
  const text = problem?.detail ?? (Object.values(fields).flat().join(" ") || problem?.title);
  return new Refusal(response.status, text || `The service answered ${response.status}.`, fields);
}
