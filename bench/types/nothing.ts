// What a compiler takes for a file that says nothing: see `parts/loading.mjs`.
export {}
