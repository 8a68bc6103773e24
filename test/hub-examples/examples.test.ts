import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseHubConfig } from 'rookery'
import { describe, expect, it } from 'vitest'
import { relativeLinks } from '../readme/markdown.js'
import { directory, environmentOf, exampleFiles, exampleText } from './example.js'

const own = fileURLToPath(new URL('.', import.meta.url))
const docs = fileURLToPath(new URL('../../docs/guide/', import.meta.url))
const tests = readdirSync(own)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(`${own}${name}`, 'utf8'))
  .join('\n')
const pagesIn = (language: string): string =>
  readdirSync(`${docs}${language}`)
    .map((name) => readFileSync(`${docs}${language}/${name}`, 'utf8'))
    .join('\n')
const HAN = /\p{Script=Han}/u

describe.each(exampleFiles())('examples/hub/%s', (file) => {
  const text = exampleText(file)

  it('is a config that loads, and reads its secrets from the environment', () => {
    const env = environmentOf(text, { ALERT_WEBHOOK: 'http://127.0.0.1/hook' })
    expect(() => parseHubConfig(text, { file, directory, env })).not.toThrow()
    for (const [, secret] of text.matchAll(/\btoken: *"?([^",\n}]*)/g)) expect(secret).toMatch(/^\$\{\w+\}?$/)
  })

  it('begins with the problem that it solves, in both languages', () => {
    const opening = text.slice(0, text.indexOf('\nlisten:')).split('\n')
    expect(opening.every((line) => line.startsWith('# '))).toBe(true)
    expect(opening.filter((line) => HAN.test(line)).length).toBeGreaterThan(0)
    expect(opening.filter((line) => !HAN.test(line)).length).toBeGreaterThan(0)
  })

  it('is run by a test, listed in both READMEs, and linked to from both guides', () => {
    expect(tests).toContain(`describe('examples/hub/${file}'`)
    for (const page of ['README.md', 'README.zh-CN.md'])
      expect(relativeLinks(readFileSync(`${directory}${page}`, 'utf8'))).toContain(file)
    for (const language of ['en', 'zh']) expect(pagesIn(language)).toContain(`examples/hub/${file}`)
  })
})

it.each(['README.md', 'README.zh-CN.md'])('examples/hub/%s has links that lead somewhere', (page) => {
  const links = relativeLinks(readFileSync(`${directory}${page}`, 'utf8'))
  expect(links.filter((link) => !existsSync(`${directory}${link}`))).toEqual([])
})
