// What the service says: src/Drr.Web/Contracts, name for name. Times are ISO 8601.
export interface Film {
  id: number;
  title: string;
  year: number | null;
  genres: string[];
  look: string | null;
  key: string | null;
}

export interface Genre {
  name: string;
  films: number;
  ratings: number;
}

export interface Model {
  version: string;
  run: string;
  name: string;
  loadedAt: string;
  historyLength: number;
  embeddingSize: number;
}

export interface Dataset {
  name: string;
  users: number;
  films: number;
  ratedFilms: number;
  ratings: number;
  sparsity: number;
  meanStars: number;
  lowestStar: number;
  highestStar: number;
  starStep: number;
  firstRating: string;
  lastRating: string;
  stars: { stars: number; count: number; share: number }[];
  genres: Genre[];
  ageGroups: string[];
  occupations: string[];
  createdUsers: number;
  feedback: number;
  model: Model | null;
  modelFault: string | null;
}

export type Window = "7d" | "30d" | "365d" | "all";

export interface TrendingItem {
  rank: number;
  film: Film;
  score: number;
  recentRatings: number;
  recentMean: number;
  allRatings: number;
}

export interface Trending {
  window: Window;
  genre: string | null;
  from: string;
  to: string;
  ratings: number;
  films: number;
  users: number;
  meanStars: number | null;
  items: TrendingItem[];
  genres: Genre[];
}

export interface User {
  id: number;
  name: string | null;
  gender: "female" | "male" | null;
  ageGroup: string | null;
  occupation: string | null;
  ratings: number;
  liked: number;
  meanStars: number | null;
  firstRating: string | null;
  lastRating: string | null;
  created: boolean;
}

export interface NewUser {
  name: string;
  gender: string | null;
  ageGroup: string | null;
  occupation: string | null;
}

export interface UserPage {
  page: number;
  pageSize: number;
  total: number;
  items: User[];
}

export type Action = "like" | "dislike" | "click" | "rate";

export interface HistoryItem {
  film: Film;
  rating: number | null;
  liked: boolean;
  time: string;
  action: Action | null;
  feedbackId: number | null;
}

export interface HistoryPage {
  items: HistoryItem[];
  nextCursor: string | null;
}

export interface Receipt {
  id: number;
  userId: number;
  movieId: number;
  action: Action;
  rating: number | null;
  time: string;
  state: Film[];
}

export type ModelName = "drr" | "item-cosine" | "popularity";

export interface Reason {
  film: Film;
  contribution: number;
}

export interface RecommendedFilm {
  rank: number;
  film: Film;
  score: number;
  why: Reason[];
}

export interface RecommendationList {
  userId: number;
  model: ModelName;
  answeredBy: ModelName;
  modelVersion: string | null;
  state: Film[];
  items: RecommendedFilm[];
}

export interface Fault {
  file: string;
  line: number;
  text: string;
}

export interface ImportReport {
  accepted: boolean;
  name: string;
  form: string | null;
  users: number;
  films: number;
  ratings: number;
  faultCount: number;
  faults: Fault[];
  path: string | null;
  next: string | null;
}

export interface Run {
  name: string;
  dataset: string;
  status: "finished" | "stoppedEarly" | "unfinished";
  active: boolean;
  steps: number;
  totalSteps: number;
  updated: string | null;
  served: boolean;
  best: Record<string, number>;
}

export type MetricLine = Record<string, unknown> & { stage: string; step: number };

export interface RunMetrics {
  name: string;
  next: number;
  lines: MetricLine[];
}

export interface Said {
  movieId: number;
  rating: number;
}

export interface JudgedFilm {
  film: Film;
  rating: number;
  liked: boolean;
}

export interface FilmRow {
  name: "forYou" | "hiddenGems" | "different" | "genre";
  genre: string | null;
  items: RecommendedFilm[];
}

export interface MapPoint {
  x: number;
  y: number;
}

export interface Discovery {
  answeredBy: ModelName;
  modelVersion: string | null;
  verdicts: JudgedFilm[];
  state: Film[];
  action: MapPoint | null;
  rows: FilmRow[];
  measure: { novelty: number; distance: number | null };
}

export interface FilmList {
  items: Film[];
}

export interface FilmFacts {
  film: Film;
  ratings: number;
  ratingsRank: number;
  meanStars: number | null;
  likedShare: number | null;
  stars: { stars: number; count: number; share: number }[];
  groups: { name: string; ratings: number; likedShare: number }[];
  times: { from: string; ratings: number; meanStars: number | null }[];
  similar: { film: Film; cosine: number }[];
}

export interface FilmMap {
  modelVersion: string;
  share: number;
  ids: number[];
  x: number[];
  y: number[];
  ratings: number[];
  genre: number[];
  genres: string[];
  regions: { genre: string; x: number; y: number }[];
}

export interface RecordedStep {
  action: MapPoint | null;
  candidates: Film[];
  rating: number | null;
  liked: boolean;
  state: Film[];
}

export interface RecordedSession {
  userId: number;
  model: ModelName;
  users: number[];
  start: Film[];
  steps: RecordedStep[];
}

export interface TrainingState {
  canTrain: boolean;
  dataSets: string[];
  presets: string[];
  running: string | null;
  fault: string | null;
}

export interface RunName {
  name: string;
}
