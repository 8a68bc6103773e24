import type { CommandContext } from '../cli/command-context.js'
import { UsageError } from '../cli/usage-error.js'
import type { FilterSource } from '../config/filter-source.js'

/** The filter that was asked for, or what is wrong with it. */
type Chosen = { readonly source: FilterSource } | { readonly problems: readonly string[] }

type Options = Readonly<Record<string, string | undefined>>

/** Reads the filter of a file, or of a client in the config. */
export async function chooseFilter(
  { client, filter, config }: Options,
  context: Pick<CommandContext, 'cwd' | 'env'>,
): Promise<Chosen> {
  if (client !== undefined && filter !== undefined)
    throw new UsageError('found --client and --filter; allowed: one of them')
  if (filter !== undefined) return fileFilter(filter, context.cwd)
  if (client === undefined) throw new UsageError('no filter; allowed: --client <name> or --filter <file>')
  const { chooseConfig } = await import('../config/choose-config.js')
  const { clients } = chooseConfig(config, context).options
  const found = clients.find(({ name }) => name === client)
  if (found) return { source: found.events ?? {} }
  const names = clients.map(({ name }) => name).join(', ') || 'none: the config has no clients'
  throw new UsageError(`no client "${client}"; allowed: ${names}`)
}

async function fileFilter(path: string, cwd: string): Promise<Chosen> {
  const { readFilterFile } = await import('../config/filter-file.js')
  const read = readFilterFile(path, cwd)
  if ('source' in read) return read
  return { problems: read.problems.map(({ found, allowed }) => `found ${found}; allowed: ${allowed}`) }
}
