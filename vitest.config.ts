import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const packagesDir = fileURLToPath(new URL('packages/', import.meta.url))

/** Tests run on the sources: `@rookery/hub` is `packages/hub/src/index.ts`, no build needed. */
const alias = readdirSync(packagesDir).flatMap((name) => [
  { find: new RegExp(`^(@rookery/)?${name}$`), replacement: `${packagesDir}${name}/src/index.ts` },
  // The doors beside it: `@rookery/sandbox/testing`.
  { find: new RegExp(`^@rookery/${name}/([\\w-]+)$`), replacement: `${packagesDir}${name}/src/$1/index.ts` },
])

export default defineConfig({
  resolve: { alias },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'test/**/*.test.ts',
      'interop/**/*.test.ts',
      'chaos/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.extra.test.ts'],
    // One less than there are processors is half of two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    // A busy machine takes its time; one that is not busy need not wait 50 ms for the next look.
    expect: { poll: { timeout: 5_000, interval: 20 } },
  },
})
