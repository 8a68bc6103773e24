import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readWorld } from '@rookery/sandbox'
import { describe, expect, it } from 'vitest'
import { codeBlocks } from './readme/markdown.js'

const read = (language: string) =>
  readFileSync(fileURLToPath(new URL(`../docs/guide/${language}/sandbox.md`, import.meta.url)), 'utf8')

describe.each(['en', 'zh'])('the page of the sandbox in %s', (language) => {
  it('shows a world that is sound', () => {
    const [block] = codeBlocks(read(language)).filter(({ code }) => code.includes('# world.yml'))
    const { spec, links } = readWorld(block?.code ?? '')
    expect(spec.accounts?.map(({ self_id }) => self_id)).toEqual([10000, 10001])
    expect(links.get(10000)?.map(({ type }) => type)).toEqual(['http', 'ws'])
  })
})
