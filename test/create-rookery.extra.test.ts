import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packagesDir } from './layers/read-workspace.js'
import { sayOnPage, startDev, within } from './packed/dev-session.js'
import { installedIn } from './packed/installed.js'
import { npm } from './packed/npm.js'
import { fromTarballs, packAll, type Tarball } from './packed/tarballs.js'

/*
 * The packages as they would be published, used as by somebody who has nothing but npm: outside of this checkout, and from
 * the tarballs alone.
 */

let home: string
let tarballs: readonly Tarball[]
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rookery-packed-'))
  const packed = join(home, 'packed')
  await mkdir(packed)
  tarballs = await packAll(packed)
}, 300_000)
afterAll(() => rm(home, { recursive: true, force: true }))

const tarballOf = (name: string): Tarball => {
  const found = tarballs.find((each) => each.name === name)
  if (!found) throw new Error(`${name} was not packed`)
  return found
}

describe('a tarball', () => {
  it('of every package is sound, and holds no sources and no tests', async () => {
    const problems: string[] = []
    for (const { name, folder, files } of tarballs) {
      const pkgDir = join(packagesDir, folder)
      const manifest = JSON.parse(await readFile(join(pkgDir, 'package.json'), 'utf8')) as Record<
        string,
        unknown
      >
      const { messages } = await publint({ pkgDir, pack: 'npm', level: 'warning' })
      problems.push(
        ...messages.map((message) => `${name}: ${formatMessage(message, manifest) ?? message.code}`),
      )
      const strays = files.filter((file) => /^src\/|\.(test|fixture|conformance)\.|tsbuildinfo/.test(file))
      problems.push(
        ...strays.filter((file) => !file.startsWith('template/')).map((file) => `${name}: ${file}`),
      )
    }
    expect(problems).toEqual([])
    expect(tarballs.length).toBeGreaterThanOrEqual(8)
  })
})

describe('@rookery/bot, installed alone', () => {
  it('brings at most ten packages, and needs no native module', async () => {
    const folder = join(home, 'alone')
    await mkdir(folder)
    const ours = fromTarballs(tarballs)
    const dependencies = { '@rookery/bot': ours['@rookery/bot'] }
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ private: true, dependencies, overrides: ours }),
    )
    await npm(['install'], folder)
    const { names, native, optional } = installedIn(folder)
    expect(names.length, names.join(', ')).toBeLessThanOrEqual(10)
    expect(native).toEqual([])
    expect(optional).toEqual(['bufferutil', 'node-gyp-build'])
  })
})

describe.each(['en', 'zh'])('a new bot (%s)', (lang) => {
  let folder: string
  beforeAll(async () => {
    const name = `my-bot-${lang}`
    const tool = tarballOf('create-rookery').path
    await npm(['exec', '--yes', '--package', tool, '--', 'create-rookery', name, '--lang', lang], home)
    folder = join(home, name)
    await takeTarballs(folder)
    await npm(['install'], folder)
  }, 600_000)

  it('passes its own test, and its types are sound', async () => {
    expect(await npm(['test'], folder)).toMatch(/1 passed/)
    await npm(['run', 'check'], folder)
  })

  it('may begin with less, whose types are sound, too', async () => {
    const tool = tarballOf('create-rookery').path
    const less = `${folder}-less`
    const options = ['--lang', lang, '--template', 'minimal']
    await npm(['exec', '--yes', '--package', tool, '--', 'create-rookery', less, ...options], home)
    await symlink(join(folder, 'node_modules'), join(less, 'node_modules'), 'junction')
    await npm(['run', 'check'], less)
    expect(await npm(['test'], less)).toContain('No test files found, exiting with code 0')
  })

  it('is there on the chat page of npm run dev, answers, and learns what is written into its files', async () => {
    const dev = await startDev(folder)
    try {
      const page = await fetch(dev.pageUrl)
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<!doctype html>')])
      await within(() => /is connected, account 10000/.exec(dev.printed()), dev.printed)
      const said = { by: 20001, group_id: 30001, text: '/weather Nanjing' }
      expect(await sayOnPage(dev.pageUrl, said, /Nanjing(: |的天气是)/)).toBeTruthy()
      await change(
        join(folder, 'src/plugins/weather.ts'),
        'setup(bot) {',
        "setup(bot) {\n    bot.command('again', () => 'changed')",
      )
      await within(() => /is connected[\s\S]*is connected/.exec(dev.printed()), dev.printed)
      expect(await sayOnPage(dev.pageUrl, { ...said, text: '/again' }, /changed/)).toBeTruthy()
    } finally {
      await dev.stop()
    }
    // npm itself does not wait for what it has started.
    await within(async () => ((await isThere(dev.pageUrl)) ? undefined : 'gone'), dev.printed)
  })
})

/** Has a bot take our packages from the tarballs, where they are not published. */
async function takeTarballs(folder: string): Promise<void> {
  const path = join(folder, 'package.json')
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, Record<string, string>>
  const ours = fromTarballs(tarballs)
  const replaced = (group: Readonly<Record<string, string>> = {}): Record<string, string> =>
    Object.fromEntries(Object.entries(group).map(([name, range]) => [name, ours[name] ?? range]))
  const { dependencies, devDependencies } = manifest
  const changed = {
    ...manifest,
    dependencies: replaced(dependencies),
    devDependencies: replaced(devDependencies),
    overrides: ours,
  }
  await writeFile(path, JSON.stringify(changed, null, 2))
}

async function change(path: string, from: string, to: string): Promise<void> {
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to))
}

const isThere = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  )
