import { resolve } from 'node:path'
import type { StoreReader } from '@rookery/hub-disk'
import type { Arguments, CliCommand } from '../cli/command.js'
import type { CommandContext } from '../cli/command-context.js'
import { type ExitCode, exitCode } from '../cli/exit-code.js'
import { UsageError } from '../cli/usage-error.js'
import { checkText, summaryText } from './report-text.js'
import { parseTime, timeAllowed } from './time.js'

const DEFAULT_FOLDER = 'rookery-data'

export const journalCommand: CliCommand = {
  summary: 'reads the events that a hub keeps on disk, while it runs or not',
  operands: '<check|show|export>',
  options: {
    data: { value: 'folder', help: `where they are (default: ${DEFAULT_FOLDER})` },
    account: { value: 'self_id', help: 'export: only events of this account' },
    since: { value: 'time', help: 'export: only events that came then or later' },
    until: { value: 'time', help: 'export: only events that came before' },
  },
  async run(args, context) {
    const task = taskOf(args)
    const { openForReading } = await import('@rookery/hub-disk')
    const { StoreError } = await import('@rookery/hub/history')
    try {
      const reader = await openForReading(resolve(context.cwd, args.options.data ?? DEFAULT_FOLDER))
      try {
        return await task(reader, context)
      } finally {
        reader.close()
      }
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      context.stderr.write(`rookery: ${error.message}\n`)
      return error.code === 'newer_format' ? exitCode.config : exitCode.failed
    }
  },
}

type Task = (reader: StoreReader, context: CommandContext) => ExitCode | Promise<ExitCode>

const tasks: Readonly<Record<string, (args: Arguments) => Task>> = {
  check: () => check,
  show: () => show,
  export: exporter,
}

/** Everything about the arguments is checked before the store is opened. */
function taskOf(args: Arguments): Task {
  const [word, more] = args.operands
  const task = word !== undefined && Object.hasOwn(tasks, word) ? tasks[word] : undefined
  const allowed = `allowed: ${Object.keys(tasks).join(', ')}`
  if (!task) throw new UsageError(word === undefined ? `no task; ${allowed}` : `found "${word}"; ${allowed}`)
  if (more !== undefined) throw new UsageError(`found "${more}"; allowed: one task`)
  return task(args)
}

const check: Task = (reader, { stdout }) => {
  const report = reader.check()
  stdout.write(checkText(report))
  const isWhole = report.faults.length === 0 && report.gaps.every(({ reason }) => reason !== 'unknown')
  return isWhole ? exitCode.ok : exitCode.failed
}

const show: Task = (reader, { stdout }) => {
  stdout.write(summaryText(reader.summary()))
  return exitCode.ok
}

/** Characters that may wait for a slow reader of the output. */
const WAITING = 1024 * 1024

function exporter({ options: { account, since, until } }: Arguments): Task {
  const selection = {
    ...(account !== undefined && { accounts: [account] }),
    ...timeOption('since', since),
    ...timeOption('until', until),
  }
  return async (reader, { stdout }) => {
    const { exportLine } = await import('@rookery/hub-disk')
    for (const event of reader.events(selection)) {
      if (stdout.destroyed) break
      stdout.write(exportLine(event))
      while ((stdout.writableLength ?? 0) > WAITING && !stdout.destroyed) {
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    return exitCode.ok
  }
}

function timeOption(name: 'since' | 'until', text: string | undefined): Partial<Record<typeof name, number>> {
  if (text === undefined) return {}
  const time = parseTime(text)
  if (time === undefined) throw new UsageError(`--${name} is "${text}"; allowed: ${timeAllowed}`)
  return { [name]: time }
}
