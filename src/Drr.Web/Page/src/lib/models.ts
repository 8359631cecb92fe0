import type { ModelName } from "../api/types.ts";

/** The three that answer, and how each is meant. */
export const models: readonly { name: ModelName; title: string; means: string }[] = [
  { name: "drr", title: "DRR", means: "The trained agent: what it expects this user to enjoy over the session" },
  { name: "item-cosine", title: "Item cosine", means: "Films that the same users liked as the user's own films" },
  { name: "popularity", title: "Popularity", means: "Films that most users liked: the same for everybody, less what they rated" },
];

export const titleOf = (name: ModelName): string => models.find((model) => model.name === name)!.title;
