// npm run screenshots: pictures of the console's pages, as their test draws them: both languages and themes, 375 and 1280 px wide.
// All of them go to .cache/screenshots; those that the README and the guide show are copied to docs/guide/pictures.

import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { installChromium } from './chromium.mjs'
import { main, root, runNode, say, tools } from './run.mjs'
import { setUp } from './set-up.mjs'

const ALL = join(root, '.cache/screenshots')
const SHOWN = join(root, 'docs/guide/pictures')
const PAGES = { overview: 'overview', traffic: 'traffic', clients: 'clients-id-a1' }

await main(async () => {
  await setUp()
  await installChromium()
  rmSync(ALL, { recursive: true, force: true })
  mkdirSync(ALL, { recursive: true })
  mkdirSync(SHOWN, { recursive: true })
  process.env.CONSOLE_SHOTS = ALL
  await runNode(tools.vitest, [
    'run',
    '--config',
    'vitest.extra.config.ts',
    'test/console-pages.extra.test.ts',
  ])
  for (const [page, file] of Object.entries(PAGES))
    for (const language of ['zh', 'en'])
      copyFileSync(
        join(ALL, `${file}-1280-${language}-light.png`),
        join(SHOWN, `console-${page}.${language}.png`),
      )
  say(`all pictures are in ${ALL}`)
})
