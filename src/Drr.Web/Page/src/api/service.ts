import { get, send, upload, withQuery } from "./http.ts";
import type {
  Action,
  Dataset,
  HistoryPage,
  ImportReport,
  ModelName,
  NewUser,
  Receipt,
  RecommendationList,
  Run,
  RunMetrics,
  Trending,
  User,
  UserPage,
  Window,
} from "./types.ts";

export interface UserQuery {
  query: string;
  ageGroup: string;
  occupation: string;
  minRatings: number | null;
  maxRatings: number | null;
  sort: string;
  page: number;
}

/** The service's addresses, in one place. */
export const service = {
  dataset: (signal?: AbortSignal) => get<Dataset>("/api/dataset", signal),

  trending: (window: Window, genre: string, top: number, signal?: AbortSignal) =>
    get<Trending>(withQuery("/api/trending", { window, genre, top }), signal),

  users: (query: UserQuery, signal?: AbortSignal) => get<UserPage>(withQuery("/api/users", { ...query }), signal),
  user: (id: number, signal?: AbortSignal) => get<User>(`/api/users/${id}`, signal),
  addUser: (user: NewUser) => send<User>("POST", "/api/users", user),
  history: (id: number, cursor: string | null, signal?: AbortSignal) =>
    get<HistoryPage>(withQuery(`/api/users/${id}/history`, { limit: 30, cursor }), signal),

  recommend: (id: number, model: ModelName, top: number, exclude: number[]) =>
    send<RecommendationList>("POST", `/api/users/${id}/recommendations`, { model, top, exclude }),
  feedback: (id: number, movieId: number, action: Action, rating: number | null) =>
    send<Receipt>("POST", `/api/users/${id}/feedback`, { movieId, action, ...(rating === null ? {} : { rating }) }),
  undo: (id: number, feedbackId: number) => send<void>("DELETE", `/api/users/${id}/feedback/${feedbackId}`),

  importFiles: (name: string, files: readonly File[], sent: (share: number) => void) => {
    const form = new FormData();
    form.append("name", name);
    files.forEach((file) => form.append("files", file, file.name));
    return upload<ImportReport>("/api/imports", form, sent);
  },
  importPath: (path: string) => send<ImportReport>("POST", "/api/imports/path", { path }),

  runs: (signal?: AbortSignal) => get<Run[]>("/api/runs", signal),
  metrics: (run: string, after: number, signal?: AbortSignal) =>
    get<RunMetrics>(withQuery(`/api/runs/${encodeURIComponent(run)}/metrics`, { after }), signal),
};
