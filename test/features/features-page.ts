import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readSource } from '../../scripts/house/sources.mjs'
import { type TestTitle, testTitles } from '../../scripts/house/test-titles.mjs'
import { type Cell, OTHERS, type Proof, REMARKS, type Row, rows } from './hub-features.js'

type Language = 'en' | 'zh'

const root = fileURLToPath(new URL('../../', import.meta.url))
const known = new Map<string, readonly TestTitle[]>()

function testsIn(file: string): readonly TestTitle[] {
  const before = known.get(file)
  if (before) return before
  const tests = existsSync(`${root}${file}`)
    ? testTitles(readSource(file, readFileSync(`${root}${file}`, 'utf8')))
    : []
  known.set(file, tests)
  return tests
}

const testOf = ([file, title]: Proof): TestTitle | undefined =>
  testsIn(file).find((each) => each.title === title)

/** What is wrong with a test that is to prove something; undefined if nothing is. */
export function faultOf(proof: Proof): string | undefined {
  const [file, title] = proof
  if (!existsSync(`${root}${file}`)) return `there is no file ${file}`
  const test = testOf(proof)
  if (!test) return `${file} has no test "${title}"`
  return test.isSkipped ? `the test "${title}" in ${file} is skipped` : undefined
}

const TEXT = {
  en: {
    title: 'What the hub has',
    other: '[中文](features.zh-CN.md)',
    intro: `What programs between OneBot implementations and applications can do, side by side. The column of Rookery is made by our tests: each
"yes" is proven by those that are [named below](#the-tests), and \`npm test\` fails if one of them is missing or skipped. Where the others stand was read from their code
in November 2026, at the commits below; they may have moved on since. How the features are used: [guide](guide/en/README.md), [configs](../examples/hub/README.md).`,
    tests: 'The tests',
    looked: 'What was looked at',
    feature: 'feature',
    cell: { yes: 'yes', no: 'no', partly: 'partly', none: '–', unknown: '?' },
    ours: { yes: '**yes**', planned: 'not yet', no: 'no' },
    legend: '–: it does not apply, the program is an implementation itself. ?: not looked at.',
    between: ': ',
    open: ' (',
    close: ')',
  },
  zh: {
    title: '中枢的功能',
    other: '[English](features.md)',
    intro: `介于 OneBot 协议端和应用之间的程序能做什么，各家做到了哪些。Rookery 一栏由测试生成：每个“有”都由[下面列出的测试](#测试)证明，
少了一个或者被跳过，\`npm test\` 就不通过。其他程序的情况是 2026 年 11 月从它们的代码里读到的，版本见文末，之后可能已有变化。用法见[指南](guide/zh/README.md)和[配置示例](../examples/hub/README.zh-CN.md)。`,
    tests: '测试',
    looked: '所看的版本',
    feature: '功能',
    cell: { yes: '有', no: '没有', partly: '部分', none: '–', unknown: '?' },
    ours: { yes: '**有**', planned: '还没有', no: '没有' },
    legend: '–：不适用，该程序本身就是协议端。?：没有查看。',
    between: '：',
    open: '（',
    close: '）',
  },
} as const

/** The page in one language. */
export function featuresPage(language: Language): string {
  const { title, other, intro, tests, looked, feature, legend } = TEXT[language]
  const columns = [feature, 'Rookery', ...OTHERS.map(({ name }) => name)]
  const lines = [
    `# ${title}`,
    '',
    other,
    '',
    intro,
    '',
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(cellsOf(row, language))),
    '',
    legend,
    '',
    `## ${tests}`,
    '',
    ...rows.flatMap((row) => proofsOf(row, language)),
    '',
    `## ${looked}`,
    '',
    ...OTHERS.map(({ commit }) => `- ${commit}`),
  ]
  return `${lines.join('\n')}\n`
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function cellsOf(row: Row, language: Language): string[] {
  const { ours } = TEXT[language]
  const own = typeof row.ours === 'string' ? ours[row.ours] : ours.yes
  return [row[language], own, ...row.others.map((cell) => inWords(cell, language))]
}

function inWords(cell: Cell, language: Language): string {
  const [mark = '', remark] = cell.split(': ')
  const { cell: words, open, close } = TEXT[language]
  const word = words[mark as keyof typeof words]
  if (remark === undefined) return word
  const said = language === 'en' ? remark : REMARKS[remark]
  if (said === undefined) throw new RangeError(`the remark "${remark}" has no Chinese`)
  return `${word}${open}${said}${close}`
}

function proofsOf(row: Row, language: Language): string[] {
  if (typeof row.ours === 'string') return []
  const links = row.ours.map((proof) => `[${nameOf(proof)}](../${proof[0]})`)
  return [`- **${row[language]}**${TEXT[language].between}${links.join(' · ')}`]
}

/** The whole name of a test; nothing in it means anything to Markdown. */
function nameOf(proof: Proof): string {
  const { about, title } = testOf(proof) ?? { about: [], title: proof[1] }
  return [...about, title].join(' ').replaceAll(/[|[\]]/g, '\\$&')
}
