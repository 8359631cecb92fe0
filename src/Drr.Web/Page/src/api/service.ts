import { get, send, upload, withQuery } from "./http.ts";
import type {
  Action,
  Dataset,
  Discovery,
  FilmFacts,
  FilmList,
  FilmMap,
  HistoryPage,
  ImportReport,
  ModelName,
  NewUser,
  Receipt,
  RecommendationList,
  RecordedSession,
  Run,
  RunMetrics,
  RunName,
  Said,
  TrainingState,
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

  films: (query: string, signal?: AbortSignal) => get<FilmList>(withQuery("/api/films", { query, top: 8 }), signal),
  filmsOf: (ids: readonly number[], signal?: AbortSignal) =>
    get<FilmList>(withQuery("/api/films", { ids: ids.join(",") }), signal),
  film: (id: number, signal?: AbortSignal) => get<FilmFacts>(`/api/films/${id}`, signal),
  discover: (verdicts: readonly Said[], model: ModelName, adventure: number, top: number) =>
    send<Discovery>("POST", "/api/discover", { verdicts, model, adventure, top }),
  map: (signal?: AbortSignal) => get<FilmMap>("/api/map", signal),
  playedSession: (user: number | null, model: ModelName, signal?: AbortSignal) =>
    get<RecordedSession>(withQuery("/api/sessions", { user, model, steps: 20 }), signal),

  importFiles: (name: string, files: readonly File[], sent: (share: number) => void) => {
    const form = new FormData();
    form.append("name", name);
    files.forEach((file) => form.append("files", file, file.name));
    return upload<ImportReport>("/api/imports", form, sent);
  },
  importPath: (path: string) => send<ImportReport>("POST", "/api/imports/path", { path }),

  runs: (signal?: AbortSignal) => get<Run[]>("/api/runs", signal),
  training: (signal?: AbortSignal) => get<TrainingState>("/api/training", signal),
  train: (dataSet: string, preset: string) => send<RunName>("POST", "/api/training", { dataSet, preset }),
  stopRun: (run: string) => send<RunName>("POST", `/api/runs/${encodeURIComponent(run)}/stop`),
  resumeRun: (run: string) => send<RunName>("POST", `/api/runs/${encodeURIComponent(run)}/resume`),
  serveRun: (run: string) => send<RunName>("POST", `/api/runs/${encodeURIComponent(run)}/serve`),
  metrics: (run: string, after: number, signal?: AbortSignal) =>
    get<RunMetrics>(withQuery(`/api/runs/${encodeURIComponent(run)}/metrics`, { after }), signal),
};
