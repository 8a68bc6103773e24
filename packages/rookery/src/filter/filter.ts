import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Arguments, type CliCommand, configOption } from '../cli/command.js'
import type { CommandContext } from '../cli/command-context.js'
import { type ExitCode, exitCode } from '../cli/exit-code.js'
import { UsageError } from '../cli/usage-error.js'
import type { FilterSource } from '../config/filter-source.js'
import { chooseFilter } from './choose-filter.js'
import { eventIn } from './recorded-event.js'
import { summaryLine, verdictLine } from './verdict-text.js'

export const filterCommand: CliCommand = {
  summary: 'shows which events of a recording pass a filter, and why',
  operands: 'test <file>',
  options: {
    client: { value: 'name', help: 'the filter of this client in the config' },
    filter: { value: 'file', help: "a filter in a file: ours, go-cqhttp's, or file#name of OneBotFilter" },
    config: configOption,
  },
  async run(args, context) {
    const file = fileOf(args)
    const chosen = await chooseFilter(args.options, context)
    if ('source' in chosen) return testFile(file, chosen.source, context)
    for (const problem of chosen.problems) context.stderr.write(`rookery: ${problem}\n`)
    return exitCode.config
  },
}

function fileOf({ operands: [word, file, more] }: Arguments): string {
  if (word !== 'test')
    throw new UsageError(word === undefined ? 'no task; allowed: test' : `found "${word}"; allowed: test`)
  if (file === undefined) throw new UsageError('no file; allowed: a file of events, each in a line of JSON')
  if (more !== undefined) throw new UsageError(`found "${more}"; allowed: one file`)
  return file
}

async function testFile(file: string, source: FilterSource, context: CommandContext): Promise<ExitCode> {
  const { filterTester } = await import('@rookery/hub')
  const { stdout, stderr, cwd } = context
  const test = filterTester(source)
  const counts = { passed: 0, events: 0, lines: 0 }
  try {
    for await (const line of createInterface({
      input: createReadStream(resolve(cwd, file)),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      counts.lines++
      const event = eventIn(line)
      const verdict = event && test(event)
      if (!verdict) continue
      counts.events++
      if (verdict.passes) counts.passed++
      if (stdout.destroyed) break
      stdout.write(verdictLine(counts.lines, event, verdict))
    }
  } catch (error) {
    stderr.write(
      `rookery: ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    return exitCode.failed
  }
  stdout.write(summaryLine(counts))
  return counts.events > 0 ? exitCode.ok : exitCode.failed
}
