import { type HubStore, noStore, StoreError, type StoreErrorCode } from '@rookery/hub/history'
import type { OpenReport } from '@rookery/hub-disk'
import { expect, it } from 'vitest'
import { processStandIn } from '../cli/process.fixture.js'
import { toStoreConfig } from '../config/store-config.js'
import { openStore } from './open-store.js'

function logOf() {
  const lines: string[] = []
  const write = (level: string) => (_: object, text: string) => void lines.push(`${level} ${text}`)
  return { lines, log: { info: write('info'), warn: write('warn'), error: write('error') } }
}

const opening = (code?: StoreErrorCode) => {
  const opened: string[] = []
  const open = async (folder: string): Promise<HubStore> => {
    opened.push(folder)
    if (code) throw new StoreError(code, 'no way')
    return noStore()
  }
  return { opened, context: { openStore: open } }
}

it('opens the folder beside the config, unless all stays in memory', async () => {
  const { opened, context } = opening()
  const { log, lines } = logOf()
  expect(await openStore(toStoreConfig({}, '/etc/rookery'), context, log)).toBeDefined()
  expect(await openStore(toStoreConfig({ data: 'kept' }, '/etc/rookery'), context, log)).toBeDefined()
  expect(
    await openStore(toStoreConfig({ journal: { engine: 'memory' } }, '/x'), context, log),
  ).toBeUndefined()
  expect(opened).toEqual(['/etc/rookery/rookery-data', '/etc/rookery/kept'])
  expect(lines).toEqual([])
})

it('tells what was repaired, at the start and later', async () => {
  const { log, lines } = logOf()
  const reopened: ((report: OpenReport) => void)[] = []
  const open = async () =>
    Object.assign(noStore(), {
      report: { lostPages: 2 },
      onReopened(listener: (report: OpenReport) => void) {
        reopened.push(listener)
        return () => {}
      },
    })
  await openStore(toStoreConfig({}, '/x'), { openStore: open }, log)
  expect(lines).toEqual(['info the history ends with a write that was cut off: it is left out'])
  reopened[0]?.({ lostPages: 0, setAside: '/x/rookery-data/events.damaged.db', damage: 'malformed' })
  expect(lines.slice(1)).toEqual([
    'warn the history was opened again, after a failure',
    'warn the history was damaged: it is set aside, and another one begun',
  ])
})

it.each(['unwritable', 'no_engine'] as const)(
  'goes on in memory when the default folder is %s, and warns',
  async (code) => {
    const { log, lines } = logOf()
    expect(await openStore(toStoreConfig({}, '/x'), opening(code).context, log)).toBeUndefined()
    expect(lines).toEqual(['warn nothing is kept on disk: a restart of the hub forgets all'])
  },
)

it.each([
  ['unwritable', { data: 'd' }, 78],
  ['no_engine', { data: 'd' }, 78],
  ['newer_format', {}, 78],
  ['not_a_store', {}, 78],
  ['in_use', {}, 1],
] as const)('does not start when it is %s with %j', async (code, config, exitCode) => {
  const { log } = logOf()
  const opened = openStore(toStoreConfig(config, '/x'), opening(code).context, log)
  await expect(opened).rejects.toMatchObject({ exitCode, message: expect.stringContaining('no way') })
})

it('names the folder and ends rookery up with 78', async () => {
  const { run, printed } = processStandIn({ openStore: opening('newer_format').context.openStore })
  expect(await run('up')).toBe(78)
  expect(printed.err).toBe('rookery: data: /rookery-data: no way\n')
})
