/** The folder of the built page, with an `index.html`; whoever serves it hands this to `openPage`. */
export const staticFolder: URL = new URL('../dist/static/', import.meta.url)
