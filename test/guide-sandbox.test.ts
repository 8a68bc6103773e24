import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readWorld } from '@rookery/sandbox'
import { describe, expect, it } from 'vitest'
import { words } from '../packages/console/src/words/words.js'
import { codeBlocks } from './readme/markdown.js'

const read = (language: string) =>
  readFileSync(fileURLToPath(new URL(`../docs/guide/${language}/sandbox.md`, import.meta.url)), 'utf8')

describe.each(['en', 'zh'] as const)('the page of the sandbox in %s', (language) => {
  it('shows a world that is sound', () => {
    const [block] = codeBlocks(read(language)).filter(({ code }) => code.includes('# world.yml'))
    const { spec, links } = readWorld(block?.code ?? '')
    expect(spec.accounts?.map(({ self_id }) => self_id)).toEqual([10000, 10001])
    expect(links.get(10000)?.map(({ type }) => type)).toEqual(['http', 'ws'])
  })

  it('calls the tabs of the panel as the page does', () => {
    const tabs = [...read(language).matchAll(/^- \*\*(.+?)\*\*/gm)].map(([, name]) => name)
    expect(tabs).toEqual([words.wire, words.world, words.connect].map((word) => word[language]))
  })
})
