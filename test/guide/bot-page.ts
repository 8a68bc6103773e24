import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import * as api from '@rookery/bot'
import { type CodeBlock, codeBlocks } from '../readme/markdown.js'

/*
 * A page whose blocks of TypeScript are run. A block that makes a bot, or that begins with the name of its file, is a whole
 * file; any other is something that is done with a `bot` that is there already. A block `chat` is a conversation with the bot of
 * the block before it, a block `text` is what that prints meanwhile.
 */

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface PageBlock {
  /** Where it stands: `bot.md, line 30`. */
  readonly title: string
  /** The name of its file. */
  readonly file: string
  readonly isWhole: boolean
  readonly code: string
  readonly chat: string | undefined
  readonly printed: string | undefined
}

/** The blocks of TypeScript of a page, each with what follows it. */
export async function blocksOf(page: string): Promise<readonly PageBlock[]> {
  const text = await readFile(`${root}docs/guide/en/${page}`, 'utf8')
  const blocks = codeBlocks(text)
  return blocks.flatMap((block, index) => {
    if (block.language !== 'ts') return []
    const [, named] = /^\/\/ ([\w.-]+)\.ts\n/.exec(block.code) ?? []
    const line = text.slice(0, text.indexOf(block.code)).split('\n').length
    return {
      title: `${page}, line ${line}`,
      file: named ?? `block-${line}`,
      isWhole: named !== undefined || /^import .*\bcreateBot\b/m.test(block.code),
      code: block.code,
      ...whatFollows(blocks.slice(index + 1)),
    }
  })
}

function whatFollows([first, second]: readonly CodeBlock[]): Pick<PageBlock, 'chat' | 'printed'> {
  const chat = first?.language === 'chat' ? first.code : undefined
  const next = chat === undefined ? first : second
  return { chat, printed: next?.language === 'text' ? next.code.trim() : undefined }
}

/** Writes blocks as files of a folder, as they are compiled and run; gives the folder. */
export async function writeBlocks(
  name: string,
  blocks: readonly PageBlock[],
  addresses: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = `${root}.cache/guide-bot/${name}/`
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const block of blocks) {
    const source = block.isWhole ? wholeFile(block.code) : partOfFile(block.code)
    await writeFile(`${folder}${block.file}.ts`, moved(source, addresses))
  }
  return folder
}

/** A file whose bot can be had. */
const wholeFile = (code: string): string => (/^const bot = /m.test(code) ? `${code}\nexport { bot }\n` : code)

/** What is done with a bot, as a function that is given one. */
function partOfFile(code: string): string {
  const imports = code.match(/^import .*\n/gm) ?? []
  const rest = code.replace(/^import .*\n/gm, '')
  const used = Object.keys(api).filter((each) => new RegExp(`(?<![.\\w])${each}\\b`).test(rest))
  return `${imports.join('')}import { ${['type Bot', ...used].join(', ')} } from '@rookery/bot'
export default async (bot: Bot): Promise<void> => {
${rest}}
`
}

/** The same code at addresses that there are. */
const moved = (code: string, addresses: Readonly<Record<string, string>>): string =>
  Object.entries(addresses).reduce((text, [shown, real]) => text.replaceAll(shown, real), code)

/** Runs the compiler over a folder, and gives what it has to say. */
export async function compile(folder: string): Promise<string> {
  const config = {
    extends: '../../../tsconfig.tests.json',
    compilerOptions: {
      noUnusedLocals: false,
      noUnusedParameters: false,
      paths: {
        '@rookery/sandbox/testing': ['../../../packages/sandbox/src/testing/index.ts'],
        '@rookery/*': ['../../../packages/*/src/index.ts'],
      },
    },
    include: ['**/*.ts'],
  }
  await writeFile(`${folder}tsconfig.json`, JSON.stringify(config))
  const tsc = fileURLToPath(import.meta.resolve('typescript/package.json').replace('package.json', 'bin/tsc'))
  const run = promisify(execFile)(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { cwd: folder })
  return run.then(
    ({ stdout }) => stdout,
    ({ stdout, message }: { stdout?: string; message: string }) => stdout || message,
  )
}

export const importFrom = (folder: string, { file }: PageBlock): Promise<unknown> =>
  import(pathToFileURL(`${folder}${file}.ts`).href)
