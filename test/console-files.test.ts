import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import { consoleFolder } from '@rookery/console'
import { describe, expect, it } from 'vitest'

const MOST_BYTES = 200 * 1024

const read = (file: string) => readFileSync(new URL(file, consoleFolder), 'utf8')

/** A script and those that it cannot do without. */
function scriptsOf(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found
  found.add(file)
  for (const [, specifier = ''] of read(file).matchAll(/\b(?:from|import)\s*"(\.[^"]+)"/g))
    scriptsOf(posix.join(posix.dirname(file), specifier), found)
  return found
}

const sizeOf = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + gzipSync(read(file)).length, 0)

describe('the built console', () => {
  const first = scriptsOf('app.js')

  it('loads at most 200 KB of script, gzipped, before editor and tables', () => {
    expect(sizeOf(first)).toBeGreaterThan(10 * 1024)
    expect(sizeOf(first)).toBeLessThanOrEqual(MOST_BYTES)
  })

  it('loads the editor when it is opened', () => {
    const all = readdirSync(new URL('chunks/', consoleFolder)).map((file) => `chunks/${file}`)
    const later = all.filter((file) => !first.has(file))
    expect(later.some((file) => read(file).includes('cm-content'))).toBe(true)
    expect([...first].filter((file) => read(file).includes('cm-content'))).toEqual([])
  })

  it('names everything relative to itself, and has no script or style inside of its page', () => {
    const page = read('index.html')
    const links = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, link]) => link)
    expect(links.length).toBeGreaterThan(2)
    expect(links.filter((link) => /^(\/|\w+:)/.test(link ?? ''))).toEqual([])
    expect(page).not.toMatch(/<script>|<style|style=|\son\w+=/)
  })
})
