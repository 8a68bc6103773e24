import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseHubConfig } from 'rookery'
import { describe, expect, it } from 'vitest'
import { processStandIn } from '../packages/rookery/src/cli/process.fixture.js'
import {
  codeBlocks,
  commands,
  headingLevels,
  relativeLinks,
  rookeryYmls,
  withoutComments,
} from './readme/markdown.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8')

/** Commands of npm itself that the pages name. */
const OF_NPM = ['ci']

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  const page = read(file)

  it('shows a first config that loads', () => {
    const loaded = rookeryYmls(page).map(({ code }) =>
      parseHubConfig(code, { file, directory: root, env: {} }),
    )
    expect(loaded.map(({ upstreams, clients }) => [upstreams.length, clients.length])).toEqual([[1, 2]])
  })

  it('describes entries of the config that load', () => {
    for (const [key, entry] of entries(page))
      expect(
        () => parseHubConfig(`${key}: [${entry}]`, { file, directory: root, env: {} }),
        entry,
      ).not.toThrow()
  })

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as {
      readonly scripts: Readonly<Record<string, string>>
    }
    expect(commands(page, 'npm').filter((name) => !(name in scripts) && !OF_NPM.includes(name))).toEqual([])
    expect(commands(page, 'npm')).toEqual(expect.arrayContaining(['start', 'test']))
  })

  it('names only commands of rookery that exist', async () => {
    const exitCodes = commands(page, 'npx rookery').map((name) => run(name, '--help'))
    expect(exitCodes.length).toBeGreaterThan(1)
    expect(await Promise.all(exitCodes)).toEqual(exitCodes.map(() => 0))
    expect(await run('no-such-command', '--help')).not.toBe(0)
  })
})

/** The entries that the text shows in `code`, each with the key it belongs under. */
const entries = (page: string) =>
  [...page.matchAll(/`(\{ name: [^`]*\})`/g)].map(([, entry = '']) => [
    entry.includes('path:') ? 'upstreams' : 'clients',
    entry.replaceAll('…', 'text'),
  ])

const { run } = processStandIn({ cwd: root })

describe('the two READMEs', () => {
  const [english, chinese] = [read('README.md'), read('README.zh-CN.md')]

  it('have the same headings', () => {
    expect(headingLevels(chinese)).toEqual(headingLevels(english))
  })

  it('have the same code, each with comments of its own', () => {
    expect(codeBlocks(chinese).map(withoutComments)).toEqual(codeBlocks(english).map(withoutComments))
    expect(codeBlocks(english).length).toBeGreaterThan(5)
  })
})

describe('the links', () => {
  it.each(['README.md', 'README.zh-CN.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'])(
    'of %s lead somewhere',
    (file) => {
      expect(relativeLinks(read(file)).filter((link) => !existsSync(`${root}${link}`))).toEqual([])
    },
  )
})

describe('reading a page', () => {
  const page =
    '# A\n\n```yaml\n# rookery.yml\na: 1 # why\nurl: "ws://x"\n```\n\n## B\n`npm run x:y` [c](d.md#e) [f](https://g)\n'

  it('finds headings, links and commands outside of code', () => {
    expect(headingLevels(page)).toEqual([1, 2])
    expect(relativeLinks(page)).toEqual(['d.md'])
    expect(commands(page, 'npm')).toEqual(['x:y'])
  })

  it('finds code and leaves out its comments only', () => {
    expect(codeBlocks(page).map(withoutComments)).toEqual([
      { language: 'yaml', code: '\na: 1\nurl: "ws://x"\n' },
    ])
  })
})
