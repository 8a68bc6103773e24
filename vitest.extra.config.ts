import { defineConfig } from 'vitest/config'
import normal from './vitest.config.js'

/** The long tests of `npm run test:extra`: fuzzing, many connections, minutes of traffic. */
export default defineConfig({
  resolve: normal.resolve ?? {},
  test: {
    include: ['packages/*/src/**/*.extra.test.ts', 'test/**/*.extra.test.ts', 'interop/**/*.extra.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 600_000,
    hookTimeout: 120_000,
    passWithNoTests: true,
  },
})
