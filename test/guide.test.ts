import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseHubConfig } from 'rookery'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Stage } from '../packages/hub/src/hub.fixture.js'
import { type Coming, rehearse } from './guide/rehearse.js'
import { codeBlocks, headingLevels, relativeLinks, rookeryYmls, withoutComments } from './readme/markdown.js'

const root = fileURLToPath(new URL('../docs/guide/', import.meta.url))
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8')
const load = (file: string, code: string) => parseHubConfig(code, { file, directory: root, env: {} })

/** Each page of a transport, with how an application comes in that the hub knows by its token. */
const COMING: Readonly<Record<string, Coming>> = {
  'ws.md': 'ws',
  'ws-reverse.md': 'ws',
  'http.md': 'http',
  'http-post.md': 'http',
  'sse.md': 'http',
}
const pages = [
  'README.md',
  'behind-a-proxy.md',
  'bot.md',
  'console.md',
  'failures.md',
  'features.md',
  'filters.md',
  'metrics.md',
  'migration.md',
  'operations.md',
  'pace.md',
  'rights.md',
  'sandbox.md',
  'supervision.md',
  'testing.md',
  ...Object.keys(COMING),
]

describe('the guide', () => {
  it.each(['en', 'zh'])('has a page for each transport in %s, which its index links to', (language) => {
    expect(readdirSync(`${root}${language}`).sort()).toEqual([...pages].sort())
    const links = relativeLinks(read(`${language}/README.md`))
    expect(links).toEqual(expect.arrayContaining(pages.slice(1)))
  })

  it.each(pages)('says the same in both languages: %s', (page) => {
    const [english, chinese] = [read(`en/${page}`), read(`zh/${page}`)]
    expect(headingLevels(chinese)).toEqual(headingLevels(english))
    expect(codeBlocks(chinese).map(withoutComments)).toEqual(codeBlocks(english).map(withoutComments))
  })

  it.each(['en', 'zh'].flatMap((language) => pages.map((page) => `${language}/${page}`)))(
    'shows configs that load, and links that lead somewhere: %s',
    (file) => {
      for (const { code } of rookeryYmls(read(file))) expect(() => load(file, code), code).not.toThrow()
      const folder = `${root}${file.replace(/[^/]*$/, '')}`
      expect(relativeLinks(read(file)).filter((link) => !existsSync(`${folder}${link}`))).toEqual([])
    },
  )
})

describe('a config of the guide', () => {
  let stage: Stage
  beforeEach(() => {
    stage = new Stage()
  })
  afterEach(() => stage.close())

  const runs = Object.entries(COMING).flatMap(([page, coming]) =>
    rookeryYmls(read(`en/${page}`)).map(({ code }, index) => ({ page, config: index + 1, code, coming })),
  )

  it('is there for both sides of each transport', () => {
    for (const page of Object.keys(COMING))
      expect(runs.filter((run) => run.page === page).length, page).toBeGreaterThanOrEqual(2)
  })

  it.each(runs)('carries events and calls: $page, config $config', async ({ page, code, coming }) => {
    const { implementations, applications } = await rehearse(stage, load(page, code), coming)
    expect(implementations.length).toBeGreaterThan(0)
    for (const { selfId, emit } of implementations) await emit({ post_type: 'notice', n: Number(selfId) })
    for (const application of applications) {
      const numbers = () => application.events().map(({ n }) => n)
      for (const { selfId } of implementations) await expect.poll(numbers).toContain(Number(selfId))
    }
    for (const { selfId, calls } of implementations) {
      const said = () => calls().filter((action) => action === 'send_group_msg').length
      for (const [index, application] of applications.entries()) {
        const params = { self_id: Number(selfId), group_id: 30001, message: 'pong' }
        expect(await application.call('send_group_msg', params)).toMatchObject({ status: 'ok', retcode: 0 })
        expect(said()).toBe(index + 1)
      }
    }
  })
})
