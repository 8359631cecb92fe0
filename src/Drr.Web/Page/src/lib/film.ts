/** A title as one says it, without the year: "Matrix, The (1999)" is The Matrix. */
export function nameOf(title: string): string {
  const name = title.replace(/\s*\(\d{4}\)\s*$/, "");
  const article = /^(.*), (The|A|An|Le|La|Les|L'|Il|El|Der|Die|Das)(?=$| \()(.*)$/.exec(name);
  return article ? `${article[2]}${article[2] === "L'" ? "" : " "}${article[1]}${article[3]}` : name;
}

/** The genres that say most about a film first: those that fewer films have. */
const tellingFirst = [
  "Film-Noir",
  "Western",
  "Animation",
  "Musical",
  "War",
  "Documentary",
  "Horror",
  "Sci-Fi",
  "Fantasy",
  "Mystery",
  "Children's",
  "Children",
  "Crime",
  "Romance",
  "Adventure",
  "Action",
  "Thriller",
  "Comedy",
  "Drama",
];

export function byTelling(genres: readonly string[]): string[] {
  const place = (genre: string) => (tellingFirst.indexOf(genre) + tellingFirst.length + 1) % (tellingFirst.length + 1);
  return [...genres].sort((a, b) => place(a) - place(b));
}
