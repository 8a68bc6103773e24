/** The folder of the built page, with an `index.html`: the `staticFolder` of `openPage`. */
export const staticFolder: URL = new URL('../dist/static/', import.meta.url)
