import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packAll } from './packed/tarballs.js'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const PACKAGES = ['@rookery/protocol', '@rookery/transport', '@rookery/hub', '@rookery/hub-disk']

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rookery-packed-store-'))
  const packed = join(home, 'packed')
  await mkdir(packed)
  for (const { name, path } of await packAll(packed)) {
    if (!PACKAGES.includes(name)) continue
    const folder = join(home, 'node_modules', name)
    await mkdir(folder, { recursive: true })
    await run('tar', ['-xzf', path, '-C', folder, '--strip-components=1'])
  }
  await symlink(join(root, 'node_modules/ws'), join(home, 'node_modules/ws'))
  await copyFile(join(root, 'test/packed/store-program.mjs'), join(home, 'program.mjs'))
}, 300_000)
afterAll(() => rm(home, { recursive: true, force: true }))

const printed = async (): Promise<string> =>
  (await run(process.execPath, [join(home, 'program.mjs'), join(home, 'data')])).stdout

describe('the store on disk, from its tarball', () => {
  it('is refused by name where libsql is not installed', async () => {
    expect(await printed()).toBe('StoreError no_engine\n')
  })

  it('keeps events where it is', async () => {
    for (const name of ['libsql', '@libsql', '@neon-rs', 'detect-libc']) {
      await symlink(join(root, 'node_modules', name), join(home, 'node_modules', name)).catch(() => {})
    }
    expect(await printed()).toBe('{"message":"hello"}\n')
  })
})
