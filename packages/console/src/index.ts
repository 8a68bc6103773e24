/** The folder of the chat page, with an `index.html`: the `staticFolder` of `openPage`. */
export const staticFolder: URL = new URL('../dist/static/', import.meta.url)

/** The folder of the hub's pages, with an `index.html`: served below `console/` beside the hub's `api/admin/`. */
export const consoleFolder: URL = new URL('../dist/static/console/', import.meta.url)
