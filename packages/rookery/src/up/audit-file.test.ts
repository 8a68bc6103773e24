import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditEntry } from '@rookery/hub'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AuditFile } from './audit-file.js'

let folder: string
let lines: string[]
const log = {
  info: () => {},
  warn: (fields: object, text: string) => void lines.push(`${text} ${JSON.stringify(fields)}`),
  error: () => {},
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rookery-audit-'))
  lines = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const entry = (n: number): AuditEntry => ({
  time: '2026-11-30T00:00:00.000Z',
  client: 'forum',
  account: '10001',
  action: 'send_group_msg',
  group: String(n),
  bytes: 100,
  retcode: 0,
})
const read = (name: string): AuditEntry[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
const groups = (name: string) => read(name).map(({ group }) => Number(group))

describe('the audit log in a folder', () => {
  it('has one line of JSON for each entry, which its owner alone can read', async () => {
    writeFileSync(join(folder, 'audit.jsonl'), '', { mode: 0o644 })
    const audit = new AuditFile({ folder, log })
    for (const n of [1, 2, 3]) audit.write(entry(n))
    await audit.close()
    expect(read('audit.jsonl')).toEqual([entry(1), entry(2), entry(3)])
    expect(statSync(join(folder, 'audit.jsonl')).mode & 0o777).toBe(0o600)
    expect(lines).toEqual([])
  })

  it('goes on where an earlier process was', async () => {
    for (const n of [1, 2]) {
      const audit = new AuditFile({ folder, log })
      audit.write(entry(n))
      await audit.close()
    }
    expect(groups('audit.jsonl')).toEqual([1, 2])
  })

  it('begins another file at its size, and keeps a few of them', async () => {
    const size = `${JSON.stringify(entry(1))}\n`.length
    const audit = new AuditFile({ folder, log, mostBytes: 2 * size, mostFiles: 3 })
    for (let n = 1; n <= 9; n++) {
      audit.write(entry(n))
      await audit.close()
    }
    expect(readdirSync(folder).sort()).toEqual(['audit.1.jsonl', 'audit.2.jsonl', 'audit.jsonl'])
    expect(['audit.2.jsonl', 'audit.1.jsonl', 'audit.jsonl'].map(groups)).toEqual([[5, 6], [7, 8], [9]])
  })

  it('drops what cannot be written, tells so once, and goes on when the disk takes it again', async () => {
    // A folder in the place of the file: no write succeeds.
    mkdirSync(join(folder, 'audit.jsonl'))
    const audit = new AuditFile({ folder, log })
    for (const n of [1, 2, 3]) {
      audit.write(entry(n))
      await audit.close()
    }
    expect(lines).toEqual([
      expect.stringMatching(/^the audit log cannot be written: calls are not recorded .*EISDIR/),
    ])
    rmSync(join(folder, 'audit.jsonl'), { recursive: true })
    audit.write(entry(4))
    await audit.close()
    expect(groups('audit.jsonl')).toEqual([4])
    expect(lines[1]).toMatch(/^the audit log lacks calls that could not be written .*"calls":3/)
    audit.write(entry(5))
    await audit.close()
    expect(groups('audit.jsonl')).toEqual([4, 5])
    expect(lines).toHaveLength(2)
  })

  it('keeps no more than a megabyte while the disk does not answer', async () => {
    const audit = new AuditFile({ folder, log })
    const large = { ...entry(1), client: 'x'.repeat(100_000) }
    for (let n = 0; n < 20; n++) audit.write(large)
    await audit.close()
    expect(read('audit.jsonl')).toHaveLength(10)
    expect(lines).toEqual([expect.stringContaining('"calls":10')])
  })
})
