import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Stage } from '../packages/hub/src/hub.fixture.js'
import {
  fits,
  type QuotedLine,
  quotedLines,
  quotedReasons,
  refusalsIn,
  warningsIn,
} from './operations-page/quoted.js'
import { provokeReasons } from './operations-page/reasons.js'
import { provokeRefusals } from './operations-page/refusals.js'
import { scenes } from './operations-page/scenes.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = (language: string) => readFileSync(`${root}docs/guide/${language}/operations.md`, 'utf8')
const shown = ({ level, text }: QuotedLine): string => `${level.toUpperCase()} ${text}`

const played = scenes.flatMap(({ lines }) => lines)

describe.each(['en', 'zh'])('the page of operations in %s', (language) => {
  const quoted = quotedLines(page(language))

  it('quotes the lines that are produced here, each once, and no other', () => {
    expect(quoted.map(shown).sort()).toEqual([...played].sort())
  })

  it.each(['packages/hub/src', 'packages/rookery/src'])(
    'quotes every warning that is written in %s',
    (folder) => {
      for (const { where, texts } of warningsIn(root + folder)) {
        expect(texts, `${where}: the text must be a literal, so that it can be found`).not.toEqual([])
        for (const text of texts) {
          const known = quoted.some((line) => line.level !== 'info' && fits(line.text, text))
          expect(known, `${where} writes "${text}", which operations.md does not explain`).toBe(true)
        }
      }
    },
  )

  it.each(['packages/hub/src', 'packages/transport/src'])('quotes every refusal of %s', (folder) => {
    const explained = quotedReasons(page(language), 'refused')
    for (const text of refusalsIn(root + folder))
      expect(
        explained.some((reason) => fits(text, reason) || fits(reason, text)),
        `operations.md does not explain "${text}"`,
      ).toBe(true)
  })
})

it('finds the refusals of the sources', () => {
  const texts = ['packages/hub/src', 'packages/transport/src'].flatMap((each) => refusalsIn(root + each))
  expect(texts.length).toBeGreaterThan(25)
  expect(texts).toEqual(expect.arrayContaining(['the token is wrong', 'events come by POST, found …']))
})

it('finds the warnings of the sources', () => {
  const texts = warningsIn(`${root}packages/hub/src`).flatMap((each) => each.texts)
  expect(texts.length).toBeGreaterThan(20)
  expect(texts).toEqual(
    expect.arrayContaining([
      'upstream …not connected: …',
      'account gone',
      'account handed to the next upstream',
      'client …confirms nothing',
    ]),
  )
})

describe('the door of a real hub', () => {
  let stage: Stage
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
    stage = new Stage()
  })
  afterEach(async () => {
    vi.useRealTimers()
    await stage.close()
  })

  it('refuses with the reasons that the pages explain', async () => {
    const reasons = await provokeRefusals(stage)
    for (const language of ['en', 'zh']) {
      const explained = quotedReasons(page(language), 'refused')
      expect(explained.length).toBeGreaterThan(25)
      for (const reason of explained)
        await expect.poll(() => reasons().some((text) => fits(text, reason)), { message: reason }).toBe(true)
    }
    expect(JSON.stringify(stage.log)).not.toMatch(/hunter2|of-the-/)
  })
})

describe('a real hub', () => {
  let stage: Stage
  beforeEach(() => {
    stage = new Stage()
  })
  afterEach(() => stage.close())

  it('gives the reasons that the pages explain', async () => {
    const reasons = await provokeReasons(stage)
    for (const language of ['en', 'zh']) {
      const explained = quotedReasons(page(language), 'failed')
      expect(explained.length).toBeGreaterThan(12)
      for (const reason of explained)
        await expect.poll(() => reasons().some((text) => fits(text, reason)), { message: reason }).toBe(true)
    }
    expect(reasons().join()).not.toContain('secret')
  })

  it.each(scenes.map((scene) => [scene.lines[0], scene] as const))(
    'writes: %s …',
    async (_, { lines, play }) => {
      await play(stage)
      for (const [, level, text = ''] of lines.map((line) => /^(\w+) (.*)$/.exec(line) ?? [])) {
        await expect
          .poll(
            () => stage.log.some((line) => line.level === level?.toLowerCase() && fits(line.text, text)),
            {
              message: `${level} ${text}`,
              timeout: 15_000,
            },
          )
          .toBe(true)
      }
    },
    60_000,
  )
})
