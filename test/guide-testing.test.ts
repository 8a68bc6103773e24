import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildWorld, Sandbox, type WorldSpec } from '@rookery/sandbox'
import { playScenario, sandbox } from '@rookery/sandbox/testing'
import { deedPhrases, parseScenarios } from '@rookery/sandbox/transcript'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { testOptions } from '../packages/rookery/src/test/options.js'
import { weatherBot } from '../packages/sandbox/src/testing/weather-bot.fixture.js'
import { codeBlocks } from './readme/markdown.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const fixture = `${root}packages/sandbox/src/testing/weather-bot.fixture.ts`
const pathOf = (language: string) => `${root}docs/guide/${language}/testing.md`
const read = (language: string) => readFileSync(pathOf(language), 'utf8')
const blocks = (language: string) => codeBlocks(read('en')).filter((block) => block.language === language)

/** What stands before a block that goes on with what was there. */
const BEGINNING = `import { sandbox } from '@rookery/sandbox/testing'
import { bot } from './bot.js'
await using qq = await sandbox({ bot: 10000 })
await qq.attach(bot)
const alice = qq.group('读书会').member('Alice')
`

/** Runs a block of the page with the weather bot of the kit's own tests. */
async function run(name: string, code: string): Promise<void> {
  const dir = `${root}.cache/guide/`
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  const own = `import { weatherBot } from ${JSON.stringify(fixture)}\nconst bot = weatherBot()\n`
  const whole = (code.includes('sandbox(') ? code : `${BEGINNING}${code}`)
    .replace(/^import \{ bot \}.*\n/m, own)
    .replaceAll("'run.jsonl'", JSON.stringify(`${dir}run.jsonl`))
  writeFileSync(`${dir}${name}.ts`, whole)
  try {
    await import(pathToFileURL(`${dir}${name}.ts`).href)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

describe('the page on testing', () => {
  it.each(blocks('ts').map(({ code }, index) => ({ index, code })))(
    'shows code that runs: $index',
    ({ index, code }) => expect(run(`testing-${index}`, code)).resolves.toBeUndefined(),
  )

  it('shows scenarios that a bot passes', async () => {
    for (const { code } of blocks('chat')) {
      const { world, scenarios } = parseScenarios(code, 'guide')
      const spec = parse(world?.text ?? '') as WorldSpec
      expect(scenarios.map(({ title }) => title)).toEqual(['天气', '禁言', '私聊'])
      for (const scenario of scenarios) {
        await using qq = await sandbox({ world: spec })
        await qq.attach(weatherBot())
        await playScenario(qq.sandbox, scenario, { bots: [10000], populate: false })
      }
      expect(() => new Sandbox(buildWorld(spec, 0))).not.toThrow()
    }
  })

  it('shows what a miss looks like', async () => {
    await using qq = await sandbox({ bot: 10000, timeoutMs: 10 })
    await qq.attach(weatherBot())
    await qq.group('读书会').member('Alice').says('/天气 南京')
    const missed = await qq.group('读书会').expect('北京的天气是……').catch(String)
    expect(String(missed).trim().replace('within 10 ms', 'within 1000 ms')).toBe(
      blocks('text')[0]?.code.trim(),
    )
  })

  it.each(['en', 'zh'] as const)(
    'lists all options and all deeds in %s: refresh it with UPDATE_GUIDE=1',
    (language) => {
      const [text = '', list] = read(language).split('<!-- deeds -->\n')
      const wanted = deedList(language)
      if (process.env.UPDATE_GUIDE === '1')
        writeFileSync(pathOf(language), `${text}<!-- deeds -->\n${wanted}`)
      else expect(list).toBe(wanted)
      for (const name of Object.keys(testOptions)) expect(text).toContain(`--${name}`)
    },
  )
})

function deedList(language: 'en' | 'zh'): string {
  const head = language === 'zh' ? '| 名字 | 写法 |' : '| deed | how it is said |'
  const deeds = [...new Set(deedPhrases.map(({ deed }) => deed))]
  const rows = deeds.map((name) => {
    const said = deedPhrases.filter(({ deed }) => deed === name).map((each) => `\`${each[language]}\``)
    return `| ${name} | ${said.join('<br>')} |`
  })
  return `\n${head}\n| --- | --- |\n${rows.join('\n')}\n`
}
