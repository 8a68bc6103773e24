/** Libraries that go into our bundles, by the file to take. */
export const BUNDLED: Readonly<Record<string, string>>
