import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createBotFolder } from './create-bot-folder.js'
import { CreateError } from './create-error.js'
import { languageOf, languages, type TemplateLanguage, templates } from './templates.js'
import { texts } from './words.js'

/** Environment of the command; a test supplies its own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
}

const EXIT_OK = 0
const EXIT_FAILED = 1
const EXIT_USAGE = 64
const DEFAULT_FOLDER = 'my-bot'

/**
 * Runs the command: reads its arguments, creates the folder and prints the next steps. Never prompts. Returns the
 * exit code.
 */
export async function main(args: readonly string[], around: Surroundings): Promise<number> {
  const { env, stdout, stderr } = around
  try {
    const { values, positionals } = readArguments(args)
    const language = values.lang === undefined ? languageOf(env) : oneOf('lang', values.lang, languages)
    if (values.help) return said(stdout, texts[languageOf(env)].usage)
    if (values.version) return said(stdout, `${version()}\n`)
    const template = oneOf('template', values.template ?? 'weather', templates)
    await create(folderOf(positionals), { template, language }, around)
    return EXIT_OK
  } catch (error) {
    if (!(error instanceof CreateError)) throw error
    const { other } = texts[languageOf(env)]
    stderr.write(`create-rookery: ${error.code === 'not_empty' ? other(error.message) : error.message}\n`)
    return error.code === 'usage' ? EXIT_USAGE : EXIT_FAILED
  }
}

async function create(
  folder: string,
  settings: Pick<Parameters<typeof createBotFolder>[0], 'template' | 'language'>,
  { cwd, env, stdout }: Surroundings,
): Promise<void> {
  const made = await createBotFolder({ ...settings, folder: resolve(cwd, folder) })
  stdout.write(nextSteps(relative(cwd, made.folder), languageOf(env)))
}

function nextSteps(folder: string, language: TemplateLanguage): string {
  const { made, dev } = texts[language]
  const cd = folder === '' ? [] : [`  cd ${/\s/.test(folder) ? `"${folder}"` : folder}`]
  const steps = [...cd, '  npm install', `  npm run dev     ${dev}`]
  return `\n${made(folder === '' ? '.' : folder)}\n\n${steps.join('\n')}\n\n`
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        template: { type: 'string', short: 't' },
        lang: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new CreateError('usage', `${(error as Error).message}\nSee create-rookery --help`)
  }
}

function folderOf([folder = DEFAULT_FOLDER, surplus]: readonly string[]): string {
  if (surplus === undefined) return folder
  throw new CreateError('usage', `one folder at most, found "${surplus}" behind "${folder}"`)
}

function oneOf<const T extends string>(option: string, found: string, allowed: readonly T[]): T {
  const known = allowed.find((each) => each === found)
  if (known !== undefined) return known
  throw new CreateError('usage', `--${option} must be ${allowed.join(' or ')}, found "${found}"`)
}

const version = (): string =>
  (
    JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      readonly version: string
    }
  ).version

function said(stdout: Surroundings['stdout'], text: string): number {
  stdout.write(text)
  return EXIT_OK
}
