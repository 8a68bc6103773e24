import { dirname } from 'node:path'
import {
  AdminRefusal,
  type ConfigAnswer,
  type ConfigBody,
  type ConfigEditor,
  type ConfigProblem,
  type ConfigSaved,
  type ReloadResult,
} from '@rookery/admin'
import type { Environment } from '@rookery/yaml-file'
import { HubConfigError } from '../config/config-error.js'
import { parseHubConfig } from '../config/load-config.js'
import { marked, restored } from './config-marks.js'
import { secretsIn } from './config-secrets.js'
import {
  baseOf,
  readConfigText,
  readOnlyReason,
  unavailable,
  withoutBom,
  writeConfigText,
} from './config-text.js'
import type { ConfigVersions } from './config-versions.js'
import { changedInFileOnly } from './file-only.js'

export interface ConfigFileSettings {
  /** Path of the file, as the hub was told; messages name it so. */
  readonly file: string
  /** Absolute path. */
  readonly path: string
  readonly env: Environment
  readonly versions: ConfigVersions
  /** Reads the file again, and applies it. */
  readonly reload: () => Promise<ReloadResult>
}

/** The config file of a running hub, as its operator sees and changes it. */
export class ConfigFile implements ConfigEditor {
  readonly #settings: ConfigFileSettings
  /** Settles with the newest save, however it ends. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(settings: ConfigFileSettings) {
    this.#settings = settings
  }

  async read(): Promise<ConfigAnswer> {
    const { file, path } = this.#settings
    const { text, base } = readConfigText(path)
    const shown = marked(withoutBom(text).rest)
    if (shown === undefined) throw unavailable('the file is no valid YAML at the moment: mend it in the file')
    const reason = readOnlyReason(path)
    return { file, text: shown, base, ...(reason !== undefined && { read_only: reason }) }
  }

  save(body: ConfigBody): Promise<ConfigSaved> {
    const saved = this.#last.then(() => this.#save(body))
    this.#last = saved.catch(() => {})
    return saved
  }

  async versions() {
    return this.#settings.versions.list()
  }

  async version(id: string): Promise<string> {
    const text = this.#settings.versions.read(id)
    const current = withoutBom(readConfigText(this.#settings.path).text).rest
    const shown = text === undefined ? undefined : marked(withoutBom(text).rest, secretsIn(current))
    if (shown === undefined) throw new AdminRefusal(404, 'not_found', 'this version is not kept')
    return shown
  }

  async #save({ text: given, base, check = false }: ConfigBody): Promise<ConfigSaved> {
    const { path } = this.#settings
    // Each reader of YAML skips another number of them: what one reads as a key is to be a key for all.
    const text = given.replace(/^\uFEFF+/, '')
    const current = readConfigText(path)
    if (current.base !== base)
      throw new AdminRefusal(409, 'conflict', 'the file was changed meanwhile: load it again')
    const { bom, rest } = withoutBom(current.text)
    if (text.trim() === '') return { problems: [EMPTY], base }
    const { text: whole, problems: misplaced } = restored(text, rest)
    // A mark that is left in the text would only be told again, in other words.
    if (misplaced.length > 0) return { problems: misplaced, base }
    refuseFileOnly(rest, whole)
    const problems = this.#problemsOf(whole)
    if (problems.length > 0) return { problems, base }
    if (check) return { problems, base }
    const reason = readOnlyReason(path)
    if (reason !== undefined) throw new AdminRefusal(409, 'read_only', `${reason}; nothing is changed`)
    return this.#apply(current.text, bom + whole)
  }

  /** Writes a text and has it read; if the hub does not take it, the one before is written again. */
  async #apply(before: string, after: string): Promise<ConfigSaved> {
    const { path, reload, versions } = this.#settings
    if (after !== before) {
      keepBefore(versions, before)
      writeConfigText(path, after)
    }
    const outcome = await reload()
    if ('report' in outcome) return { problems: [], base: baseOf(after), report: outcome.report }
    if (after !== before) writeConfigText(path, before)
    return { problems: [{ line: 1, column: 1, message: outcome.problems }], base: baseOf(before) }
  }

  /** Checks a text by the reader that the hub starts with. */
  #problemsOf(text: string): readonly ConfigProblem[] {
    const { file, path, env } = this.#settings
    try {
      parseHubConfig(text, { file, directory: dirname(path), env })
      return []
    } catch (error) {
      if (!(error instanceof HubConfigError)) throw error
      return error.problems.map(({ line = 1, column = 1, path: at, found, allowed, hint }) => ({
        line,
        column,
        message: `${at ? `${at}: ` : ''}found ${found}; allowed: ${allowed}${hint ? ` (${hint})` : ''}`,
      }))
    }
  }
}

const EMPTY: ConfigProblem = { line: 1, column: 1, message: 'found an empty file; allowed: a config' }

function keepBefore(versions: ConfigVersions, before: string): void {
  try {
    versions.keep(before)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new AdminRefusal(409, 'read_only', `the text of before cannot be kept (${why}); nothing is changed`)
  }
}

function refuseFileOnly(before: string, after: string): void {
  const [first, ...others] = changedInFileOnly(before, after)
  if (first === undefined) return
  const more = others.length > 0 ? ` (and ${others.join(', ')})` : ''
  throw new AdminRefusal(
    403,
    'only_in_file',
    `${first} changes only in the file itself${more}: what starts programs, where events are kept, where the hub listens, tokens, variables and aliases are not for the console`,
  )
}
